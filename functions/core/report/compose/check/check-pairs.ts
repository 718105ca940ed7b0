import type { Problem, Where } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Template } from "../../template/template.ts";
import { FormatError } from "../formats/format-error.ts";
import { hasPlaceholder } from "../liquid/placeholders.ts";
import { type Pair, readPairs } from "../picking/read-pairs.ts";
import { specDataNames } from "../spec-data-names.ts";
import { specParams } from "../spec-params.ts";
import type { KnownColumns } from "../known-names.ts";

/**
 * Checks the names in a directive's `where` and `params`: columns of its query, if known, and params of its spec.
 * Names, queries and specs from Liquid are known only when a report is rendered.
 */
export function checkPairs(
  template: Template,
  attributes: Readonly<Record<string, string>>,
  columns: KnownColumns,
  where: Where,
): Problem[] {
  const chart = template.charts.get(attributes["spec"] ?? "");
  const sources = chart === undefined ? [] : specDataNames(chart.spec, chart.dialect);
  const query = attributes["data"] ?? (sources.length === 1 ? sources[0] : undefined);
  const known = columns.get(query ?? "") ?? [];
  return [
    ...check("where", known.length === 0 ? undefined : known, (name) => ({
      code: "unknown-column",
      message: `the query "${query}" has no column "${name}"`,
    })),
    ...check("params", chart && specParams(chart), (name) => ({
      code: "unknown-param",
      message: `the spec ${chart?.file} has no ${chart?.dialect === "vega" ? "signal" : "param"} "${name}" with a value`,
    })),
  ];

  function check(
    attribute: string,
    allowed: readonly string[] | undefined,
    tell: (name: string) => Pick<Problem, "code" | "message">,
  ): Problem[] {
    const at = `${where.file}:${where.line}`;
    const pairs = read(attributes[attribute] ?? "");
    if (typeof pairs === "string")
      return [{ code: "invalid-attribute", message: `${at}: ${attribute} cannot be read: ${pairs}`, where }];
    return pairs
      .filter(({ name }) => allowed !== undefined && !hasPlaceholder(name) && !allowed.includes(name))
      .map(({ name }) => {
        const { code, message } = tell(name);
        return {
          code,
          message: `${at}: ${message}`,
          where,
          seen: name,
          allowed,
          ...hintNearMatch(name, allowed ?? []),
        };
      });
  }
}

/** @returns the pairs, or what is wrong with them */
function read(text: string): readonly Pair[] | string {
  if (text.trim() === "") return [];
  try {
    // A placeholder counts as a value, so that it is not read as syntax, and a name that contains it shows it.
    return readPairs(
      text
        .split(/(\ufde0[\ufdd0-\ufddf]+\ufde1)/)
        .map((part) => (hasPlaceholder(part) ? { value: part } : { text: part })),
    );
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return error.message;
  }
}
