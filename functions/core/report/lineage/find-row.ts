import { BroadsheetError } from "../../errors.ts";
import { canonicalJson } from "../../json/canonical-json.ts";
import type { Row, Table } from "../query/table.ts";

/**
 * The place of a printed row in a query's result of now, from 0. Rows that tie in their order may have changed places.
 *
 * @param printed the result that was printed
 * @throws BroadsheetError `not-found` if the query gives no such row now
 */
export function findRow(result: Table, printed: Table | undefined, row: number): number {
  const wanted = printed?.rows[row];
  if (wanted !== undefined) {
    const text = textOfRow(wanted);
    const there = result.rows[row];
    if (there !== undefined && textOfRow(there) === text) return row;
    const moved = result.rows.findIndex((each) => textOfRow(each) === text);
    if (moved >= 0) return moved;
  }
  throw new BroadsheetError("not-found", {
    code: "row-not-found",
    message: `The query "${result.name}" does not give the row ${row + 1} again`,
    where: { name: result.name, row: row + 1 },
    seen: row + 1,
    allowed: `rows 1 to ${result.rows.length}`,
  });
}

/** Two rows have the same text if they have the same values. */
export function textOfRow(row: Row): string {
  return canonicalJson(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
}

export function plain(value: Row[string]): string | number | boolean | null {
  return typeof value === "object" && value !== null ? String(value) : value;
}
