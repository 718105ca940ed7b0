import type { Notation } from "../dataset.ts";
import { unitPattern } from "../unit-pattern.ts";
import { quoteText } from "./quote-sql.ts";

/**
 * SQL that converts a text from a local notation to the plain one: `1.234,56 €` to `1234.56`, `31.12.2024` to
 * `2024-12-31`. Null stays null; a date that does not exist becomes null.
 *
 * @param expression a text in this notation, or null
 */
export function plainText(expression: string, notation: Notation): string {
  const value = `trim(${expression})`;
  if (notation.kind === "number") {
    const { decimal, group } = notation;
    // Units first: some end with a point.
    const bare = `regexp_replace(${value}, ${quoteText(unitPattern)}, '', 'g')`;
    const digits = `regexp_extract(${bare}, ${quoteText(`(?:[0-9]|[${decimal}][0-9])(?:[0-9${group}${decimal}]*[0-9])?(?:[eE][-+]?[0-9]+)?`)})`;
    const ungrouped = `translate(${digits}, ${quoteText(group)}, '')`;
    const pointed = decimal === "." ? ungrouped : `replace(${ungrouped}, ',', '.')`;
    // A minus before the first digit or after the last, or brackets.
    return `CASE WHEN ${value} IS NULL THEN NULL WHEN regexp_matches(${value}, '^[^0-9]*[-−(]|[0-9] ?[-−]$') THEN '-' ELSE '' END || ${pointed}`;
  }
  const parsed = `try_strptime(${value}, [${notation.formats.map(quoteText).join(", ")}])`;
  return `strftime(${parsed}, ${notation.kind === "date" ? "'%Y-%m-%d'" : "'%Y-%m-%dT%H:%M:%S'"})`;
}
