import type { ParameterValue, Scalar } from "./flatten-parameters.ts";
import { parameterType } from "./parameter-type.ts";
import { quoteText } from "./quote-name.ts";
import type { SplitText } from "./split-at-parameters.ts";

/**
 * A query's text with literals in the places of its parameters, of the types that `bindParameters` gives them. DuckDB plans a statement with
 * parameters twice, when it is prepared and when they are bound; this one it plans once.
 *
 * @returns undefined when there is a value that no literal can hold
 */
export function fillInParameters({ texts, names }: SplitText, parameters: ReadonlyMap<string, ParameterValue>): string | undefined {
  let filled = texts[0]!;
  for (const [index, name] of names.entries()) {
    const literal = literalOf(name, parameters.get(name) ?? null);
    // DuckDB's text of a statement ends at a NUL.
    if (literal.includes("\0")) return undefined;
    filled += literal + texts[index + 1]!;
  }
  return filled;
}

function literalOf(name: string, value: ParameterValue): string {
  if (Array.isArray(value)) {
    const list = value as readonly Scalar[];
    const type = parameterType(list);
    return `CAST([${list.map((item) => (item === null ? "NULL" : quoteText(String(item)))).join(", ")}] AS ${type === "SQLNULL" ? "VARCHAR" : type}[])`;
  }
  if (value === null) return "NULL";
  if (name === "report_date" && typeof value === "string") return `CAST(${quoteText(value)} AS DATE)`;
  // Not cast: a text that is bound takes the type that is wanted, as a literal does.
  if (typeof value === "string") return quoteText(value);
  return `CAST(${quoteText(String(value))} AS ${parameterType([value as Scalar])})`;
}
