import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError } from "../../errors.ts";
import type { QueryOptions } from "../query/query-options.ts";
import type { Row } from "../query/table.ts";
import type { Rows } from "./demand.ts";
import { plain } from "./find-row.ts";
import type { Again } from "./row-lineage.ts";
import { runOverRows } from "./run-over-rows.ts";
import type { Held } from "./stage-queries.ts";

interface Expected extends Pick<QueryOptions, "rows" | "deadlineMs"> {
  readonly expected: Row;
  readonly columns: readonly string[];
}

/**
 * Runs the queries again over the named rows and looks for the same values: in the rows that agree most with the one
 * expected, since a constant would be found anywhere.
 */
export async function compareAgain(
  connection: DuckDBConnection,
  held: Held,
  rows: ReadonlyMap<string, Rows>,
  { expected, columns, ...options }: Expected,
): Promise<Again> {
  try {
    const table = await runOverRows(connection, held, rows, options);
    const agreements = table.rows.map((row) => agreement(row, expected, Object.keys(expected)));
    const most = Math.max(...agreements);
    const nearest = table.rows.filter((_, index) => agreements[index] === most);
    if (nearest.some((row) => agreement(row, expected, columns) === columns.length)) return { result: "same" };
    const [seen] = nearest;
    return {
      result: "differs",
      ...(seen && { seen: Object.fromEntries(columns.map((name) => [name, plain(seen[name]!)])) }),
    };
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "query-failed")
      return { result: "failed", why: error.problems[0]!.message };
    throw error;
  }
}

function agreement(row: Row, expected: Row, columns: readonly string[]): number {
  return columns.filter((name) => plain(row[name]!) === plain(expected[name]!)).length;
}
