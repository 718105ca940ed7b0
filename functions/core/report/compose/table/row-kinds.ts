import type { TableRowKind } from "../../document/document.ts";
import { nearMatch } from "../../../near-match.ts";
import type { Table } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";

/** Styles that a column may give to rows; an empty value or `body` is an ordinary row. */
export const rowStyles = ["body", "subtotal", "total", "muted", "highlight"] as const;

/**
 * The kind of each row of a query.
 *
 * @param style column that names it
 * @param total which row is the total, regardless of that column
 * @throws FormatError if a style is unknown
 */
export function rowKinds({ name, rows }: Table, style: string | undefined, total: string | undefined): TableRowKind[] {
  const kinds = rows.map((row, index): TableRowKind => {
    const value = style === undefined ? null : (row[style] ?? null);
    if (value === null || value === "") return "body";
    const kind = rowStyles.find((known) => known === value);
    if (kind !== undefined) return kind;
    const match = nearMatch(String(value), rowStyles);
    throw new FormatError(
      `row ${index + 1} of the query "${name}" has the style ${JSON.stringify(value)} in "${style}"; a style is ${rowStyles.join(", ")} or nothing${match === undefined ? "" : `; did you mean "${match}"?`}`,
    );
  });
  if (total === "last" && kinds.length > 0) kinds[kinds.length - 1] = "total";
  if (total === "first" && kinds.length > 0) kinds[0] = "total";
  return kinds;
}

/** Whether a row summarizes others. It then has no bar or heat colour, as it would dwarf them. */
export function isSummary(kind: TableRowKind | undefined): boolean {
  return kind === "subtotal" || kind === "total";
}
