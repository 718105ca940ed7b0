import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { datasetSelect } from "../../core/report/dataset/database/dataset-select.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import type { Table } from "../../core/report/query/table.ts";
import { runQueries } from "../../core/report/query/run-queries.ts";
import { writeTable } from "./write-table.ts";

/** Rows that a trial shows. */
const firstRows = 50;

/** Most bytes of them: a function's answer has 6 MB, in which each quote of this JSON is written as two characters. */
const mostBytes = 1_000_000;

/**
 * The first rows of a table that is not stored, as JSON that `writeTable` writes: fewer if they are long.
 *
 * @throws BroadsheetError `limit-exceeded`, `row-too-long` if not even one is short enough
 */
export async function firstRowsOf(profile: DatasetProfile, table: Uint8Array): Promise<string> {
  const text = `SELECT * FROM data LIMIT ${firstRows}`;
  const data = {
    alias: "data",
    profile,
    read: async () => table,
    select: datasetSelect(profile),
    inline: async () => undefined,
  };
  const tables = await runQueries(
    { queries: new Map([["first", { file: "first.sql", text }]]) },
    [data],
    {},
    {
      openScratch: openScratchFolder,
      rows: firstRows,
      deadlineMs: 10_000,
      warn: () => {},
    },
  );
  const { columns, rows } = tables.get("first")!;
  const shown: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += bytesOf(row);
    if (bytes > mostBytes) break;
    shown.push(row);
  }
  if (shown.length === 0 && rows.length > 0) throw tooLong();
  return writeTable({ columns, rows: shown }, "json");
}

type Row = Table["rows"][number];

function bytesOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + 1 + Buffer.byteLength(typeof value === "string" ? JSON.stringify(value) : String(value)),
    2,
  );
}

function tooLong(): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "row-too-long",
    message: `The first row has more than ${mostBytes} bytes, and cannot be shown`,
    where: { row: 1 },
    allowed: mostBytes,
    hint: "leave out columns of long texts, or put it without a dry run",
  });
}
