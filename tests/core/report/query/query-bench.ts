import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import type { Dataset, DatasetFormat, OpenedDataset } from "../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import type { QueryOptions } from "../../../../functions/core/report/query/query-options.ts";
import { runQueries } from "../../../../functions/core/report/query/run-queries.ts";
import type { Table, Tables } from "../../../../functions/core/report/query/table.ts";

/** Stores and opens a dataset, given as text. */
export async function datasetOf(alias: string, text: string, format: DatasetFormat = "csv"): Promise<OpenedDataset> {
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  try {
    await storeDataset(store, "d", { body: new TextEncoder().encode(text), format }, scratch);
    return await openDataset(store, alias, { name: "d" });
  } finally {
    await scratch.dispose();
  }
}

/** Returns queries by name, as a template holds them. */
export function queriesOf(queries: Readonly<Record<string, string>>): {
  queries: ReadonlyMap<string, { file: string; text: string }>;
} {
  return {
    queries: new Map(Object.entries(queries).map(([name, text]) => [name, { file: `queries/${name}.sql`, text }])),
  };
}

export async function run(
  queries: Readonly<Record<string, string>>,
  datasets: readonly Dataset[] = [],
  parameters: Readonly<Record<string, unknown>> = {},
  options: Partial<QueryOptions> = {},
): Promise<{ tables: Tables; warnings: Warning[] }> {
  const warnings: Warning[] = [];
  const tables = await runQueries(queriesOf(queries), datasets, parameters, {
    openScratch: openScratchFolder,
    rows: 1_000,
    deadlineMs: 120_000,
    warn: (warning) => void warnings.push(warning),
    ...options,
  });
  return { tables, warnings };
}

/** Returns the result of one query. */
export async function runOne(
  sql: string,
  datasets?: readonly Dataset[],
  parameters?: Readonly<Record<string, unknown>>,
  options?: Partial<QueryOptions>,
): Promise<Table> {
  const { tables } = await run({ q: sql }, datasets, parameters, options);
  return tables.get("q")!;
}
