import type { components } from "../../../client/create-client.ts";
import type { Column } from "../../terminal/format-table.ts";
import { write, writeTable } from "../remote/print-answer.ts";

/** The result of a check as the API has it. */
export type ShownResult = components["schemas"]["CheckResult"];

/** Rows that are printed of those that break a check. */
const shownRows = 3;

const columns: readonly Column<ShownResult>[] = [
  { head: "check", of: ({ check }) => check },
  { head: "columns", of: ({ columns: names }) => names.join(", "), shrinks: true },
  { head: "result", of: ({ holds, severity }) => (holds ? "holds" : severity === "error" ? "broken" : "warning") },
  { head: "finding", of: (result) => (result.holds ? "" : findingOf(result)), shrinks: true },
];

/** Prints how a table holds its checks. */
export async function writeResults(results: readonly ShownResult[]): Promise<void> {
  if (results.length === 0) await write("It has no checks.\n");
  else await writeTable(results, columns, "");
}

function findingOf({ message = "", first = [] }: ShownResult): string {
  const rows = first.slice(0, shownRows).map(({ row, value }) => `row ${row}: ${value ?? "no value"}`);
  return rows.length === 0 ? message : `${message} (${rows.join("; ")})`;
}
