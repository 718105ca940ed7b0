import type { Problem, Where } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import type { Template } from "../../template/template.ts";
import { FormatError } from "../formats/format-error.ts";
import { hasPlaceholder } from "../liquid/placeholders.ts";
import { type Pair, readPairs } from "../picking/read-pairs.ts";
import { specDataNames } from "../spec-data-names.ts";
import { specParams } from "../spec-params.ts";
import type { KnownColumns } from "./check-variables.ts";

/**
 * Checks the names in a directive's `where` and `params`: columns of its query, where they are known, and params of its spec. Names,
 * queries and specs that come from Liquid are known when a report is made.
 */
export function checkPairs(template: Template, attributes: Readonly<Record<string, string>>, columns: KnownColumns, where: Where): Problem[] {
  const chart = template.charts.get(attributes["spec"] ?? "");
  const sources = chart === undefined ? [] : specDataNames(chart.spec, chart.dialect);
  const query = attributes["data"] ?? (sources.length === 1 ? sources[0] : undefined);
  const known = columns.get(query ?? "") ?? [];
  return [
    ...check("where", known.length === 0 ? undefined : known, (name) => ({ code: "unknown-column", message: `the query "${query}" has no column "${name}"` })),
    ...check("params", chart && specParams(chart), (name) => ({ code: "unknown-param", message: `the spec ${chart?.file} has no ${chart?.dialect === "vega" ? "signal" : "param"} "${name}" with a value` })),
  ];

  function check(attribute: string, allowed: readonly string[] | undefined, tell: (name: string) => Pick<Problem, "code" | "message">): Problem[] {
    const at = `${where.file}:${where.line}`;
    const pairs = read(attributes[attribute] ?? "");
    if (typeof pairs === "string") return [{ code: "invalid-attribute", message: `${at}: ${attribute} cannot be read: ${pairs}`, where }];
    return pairs
      .filter(({ name }) => allowed !== undefined && !hasPlaceholder(name) && !allowed.includes(name))
      .map(({ name }) => {
        const { code, message } = tell(name);
        return { code, message: `${at}: ${message}`, where, seen: name, allowed, ...hintNearMatch(name, allowed ?? []) };
      });
  }
}

/** @returns what is wrong, if it cannot be read */
function read(text: string): readonly Pair[] | string {
  if (text.trim() === "") return [];
  try {
    // What stands for a value is a value here, so that it is no syntax, and a name that it is part of shows it.
    return readPairs(text.split(/(\ufde0[\ufdd0-\ufddf]+\ufde1)/).map((part) => (hasPlaceholder(part) ? { value: part } : { text: part })));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return error.message;
  }
}
