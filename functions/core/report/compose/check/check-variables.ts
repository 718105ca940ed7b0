import type { Variable } from "liquidjs";
import type { Problem } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Template } from "../../template/template.ts";
import type { KnownColumns } from "../known-names.ts";
import { themeColorNames } from "../theme-colors.ts";

/** Names of a query's members besides its columns. */
const rowsMembers = ["rows", "first", "last", "size"];

/**
 * Checks the names that a text takes from the report's context: queries, parameters and, if a query's columns are
 * known, the columns of its first and last row.
 *
 * @param globals variables by root name, from Liquid's static analysis
 * @param place the place of a variable
 * @param given names that a partial receives
 */
export function checkVariables(
  globals: Readonly<Record<string, readonly Variable[]>>,
  template: Template,
  columns: KnownColumns,
  place: (variable: Variable) => Problem["where"] & object,
  given: ReadonlySet<string> = new Set(),
): Problem[] {
  const properties = Object.keys((template.parameters["properties"] ?? {}) as object);
  const members: Readonly<Record<string, readonly string[]>> = {
    parameters: properties,
    report: ["date", "language", "id"],
    template: ["name", "title", "description", "publication", "theme"],
  };
  const roots = [...Object.keys(members), ...template.queries.keys()];
  const problems: Problem[] = [];
  const refuse = (variable: Variable, name: string, allowed: readonly string[], prefix: string): void => {
    const where = place(variable);
    problems.push({
      code: "unknown-variable",
      message: `${where.file}:${where.line}: there is no "${prefix}${name}"`,
      where,
      seen: `${prefix}${name}`,
      allowed,
      ...hintNearMatch(name, allowed),
    });
  };
  for (const variable of Object.values(globals).flat()) {
    const [root, member, column] = variable.segments;
    if (typeof root !== "string" || (!roots.includes(root) && given.has(root))) continue;
    if (!roots.includes(root)) {
      refuse(variable, root, roots, "");
    } else if (typeof member === "string") {
      const allowed = members[root] ?? rowsMembers;
      if (!allowed.includes(member)) refuse(variable, member, allowed, `${root}.`);
      if (root === "template" && member === "theme" && typeof column === "string")
        if (!(themeColorNames as readonly string[]).includes(column))
          refuse(variable, column, themeColorNames, "template.theme.");
      const known = columns.get(root);
      const ofRow = (member === "first" || member === "last") && known !== undefined && known.length > 0;
      if (ofRow && typeof column === "string" && !known.includes(column))
        refuse(variable, column, known, `${root}.${member}.`);
    }
  }
  return problems;
}
