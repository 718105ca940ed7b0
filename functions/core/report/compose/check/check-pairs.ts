import type { Problem, Where } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Template } from "../../template/template.ts";
import { FormatError } from "../formats/format-error.ts";
import { hasPlaceholder, type Piece } from "../liquid/placeholders.ts";
import { readPairs } from "../picking/read-pairs.ts";
import { readWhere } from "../picking/written-where.ts";
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
    ...check("where", readConditions, known.length === 0 ? undefined : known, (name) => ({
      code: "unknown-column",
      message: `the query "${query}" has no column "${name}"`,
    })),
    ...check("params", readPairs, chart && specParams(chart), (name) => ({
      code: "unknown-param",
      message: `the spec ${chart?.file} has no ${chart?.dialect === "vega" ? "signal" : "param"} "${name}" with a value`,
    })),
  ];

  function check(
    attribute: string,
    reader: (pieces: readonly Piece[]) => readonly { readonly name: string }[],
    allowed: readonly string[] | undefined,
    tell: (name: string) => Pick<Problem, "code" | "message">,
  ): Problem[] {
    const at = `${where.file}:${where.line}`;
    if ((attributes[attribute] ?? "").trim() === "") return [];
    const pairs = read(attributes[attribute] ?? "", reader);
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

/** @returns what an attribute names, or what is wrong with it */
function read<T>(text: string, reader: (pieces: readonly Piece[]) => T): T | string {
  const pieces = text
    .split(/(\ufde0[\ufdd0-\ufddf]+\ufde1)/)
    // A placeholder counts as a value, so that it is not read as syntax, and a name that contains it shows it.
    .map((part): Piece => (hasPlaceholder(part) ? { value: part } : { text: part }));
  try {
    return reader(pieces);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return error.message;
  }
}

/** The columns before the signs of `where`. */
function readConditions(pieces: readonly Piece[]): readonly { readonly name: string }[] {
  return readWhere(pieces).map(({ column }) => ({ name: column }));
}
