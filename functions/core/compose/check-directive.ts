import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import type { Problem, Where } from "../errors.ts";
import { hintNearMatch } from "../near-match.ts";
import { directiveRules, isDirectiveName, type DirectiveName } from "./directive-rules.ts";
import { hasPlaceholder } from "./liquid/placeholders.ts";

/** Names that directives may refer to. */
export interface KnownNames {
  readonly queries: Iterable<string>;
  readonly charts: Iterable<string>;
}

/**
 * Checks a directive's name, form and attributes, and that the queries and charts it names exist.
 * A name that is only known when a report is made (it comes from Liquid) is not checked here.
 *
 * @returns the problems, and the directive's name if it can be used
 */
export function checkDirective(
  node: Pick<LeafDirective | ContainerDirective, "type" | "name">,
  attributes: Readonly<Record<string, string>>,
  known: KnownNames,
  where: Where,
): { readonly name?: DirectiveName; readonly problems: readonly Problem[] } {
  const at = `${where.file}:${where.line}`;
  const { name } = node;
  if (!isDirectiveName(name)) {
    const allowed = Object.keys(directiveRules);
    return { problems: [{ code: "unknown-directive", message: `${at}: there is no directive "${name}"`, where, seen: name, allowed, ...hintNearMatch(name, allowed) }] };
  }
  const rule = directiveRules[name];
  const problems: Problem[] = [];
  const form = node.type === "leafDirective" ? "leaf" : "container";
  if (!rule.forms.includes(form)) {
    problems.push({
      code: "directive-form",
      message: form === "leaf" ? `${at}: ${name} holds blocks: write :::${name}, the blocks, and :::` : `${at}: ${name} holds nothing: write ::${name} with two colons`,
      where,
      seen: form === "leaf" ? `::${name}` : `:::${name}`,
    });
  }
  for (const attribute of Object.keys(attributes).filter((key) => !rule.attributes.includes(key))) {
    problems.push({
      code: "unknown-attribute",
      message: `${at}: ${name} has no attribute "${attribute}"`,
      where,
      seen: attribute,
      allowed: rule.attributes,
      ...hintNearMatch(attribute, rule.attributes),
    });
  }
  for (const attribute of rule.required.filter((key) => !attributes[key])) {
    problems.push({ code: "missing-attribute", message: `${at}: ${name} needs the attribute "${attribute}"`, where, allowed: rule.attributes });
  }
  for (const attribute of rule.queries) {
    checkName("query", attributes[attribute], [...known.queries], at, where, problems);
  }
  if (name === "chart") checkName("chart", attributes["spec"], [...known.charts], at, where, problems);
  return { name, problems };
}

function checkName(
  what: string,
  name: string | undefined,
  allowed: readonly string[],
  at: string,
  where: Where,
  problems: Problem[],
): void {
  if (!name || hasPlaceholder(name) || allowed.includes(name)) return;
  problems.push({ code: `unknown-${what}`, message: `${at}: the template has no ${what} "${name}"`, where, seen: name, allowed, ...hintNearMatch(name, allowed) });
}
