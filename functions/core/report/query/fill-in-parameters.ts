import type { ParameterValue, Scalar } from "./flatten-parameters.ts";
import { parameterType } from "./parameter-type.ts";
import { quoteText } from "./quote-name.ts";
import type { SplitText } from "./split-at-parameters.ts";

/**
 * A query's text with literals in place of its parameters, with the same types as from `bindParameters`. DuckDB plans a
 * statement with parameters twice, when it is prepared and when they are bound, but this one only once.
 *
 * @returns undefined if a value cannot be written as a literal
 */
export function fillInParameters(
  { texts, names }: SplitText,
  parameters: ReadonlyMap<string, ParameterValue>,
): string | undefined {
  let filled = texts[0]!;
  for (const [index, name] of names.entries()) {
    const literal = literalOf(name, parameters.get(name) ?? null);
    // DuckDB's statement text ends at a NUL.
    if (literal.includes("\0")) return undefined;
    filled += literal + texts[index + 1]!;
  }
  return filled;
}

/** A parameter's value as SQL. */
export function literalOf(name: string, value: ParameterValue): string {
  if (Array.isArray(value)) {
    const list = value as readonly Scalar[];
    const type = parameterType(list);
    return `CAST([${list.map((item) => (item === null ? "NULL" : quoteText(String(item)))).join(", ")}] AS ${type === "SQLNULL" ? "VARCHAR" : type}[])`;
  }
  if (value === null) return "NULL";
  if (name === "report_date" && typeof value === "string") return `CAST(${quoteText(value)} AS DATE)`;
  // Not cast: like a literal, a bound text takes the required type.
  if (typeof value === "string") return quoteText(value);
  return `CAST(${quoteText(String(value))} AS ${parameterType([value as Scalar])})`;
}
