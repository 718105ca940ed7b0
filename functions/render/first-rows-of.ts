import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { datasetSelect } from "../core/report/dataset/database/dataset-select.ts";
import type { DatasetProfile } from "../core/report/dataset/dataset.ts";
import { runQueries } from "../core/report/query/run-queries.ts";
import { writeTable } from "./write-table.ts";

/** Rows that a trial shows. */
const firstRows = 50;

/** The first rows of a table that is not stored, as JSON that `writeTable` writes. */
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
  return writeTable(tables.get("first")!, "json");
}
