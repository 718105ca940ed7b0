import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { datasetFormat } from "../../../../functions/core/report/dataset/dataset-format.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import type { Dataset, DatasetFormat } from "../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { storeVersion } from "../../../../functions/core/report/dataset/store-version.ts";
import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";

/** Where the tables of the list are that the repository does not have. */
const folder = process.env["DRAFT_TABLES"];
const vega = join(import.meta.dirname, "../../../../node_modules/vega-datasets/data");

/** The path of a table of the list; undefined if it is not here. */
export function pathOf(file: string): string | undefined {
  if (file.startsWith("vega/")) return join(vega, file.slice("vega/".length));
  const path = folder === undefined ? undefined : join(folder, file);
  return path !== undefined && existsSync(path) ? path : undefined;
}

export interface OpenedTable {
  readonly dataset: Dataset;
  readonly title: string;
  readonly extension: string;
  readonly sample: Uint8Array;
}

/** Reads a file as `broadsheet draft` does: mended by the recipe that the reader proposes. */
export async function openTable(path: string): Promise<OpenedTable> {
  return await openBytes(readFileSync(path), datasetFormat(path, "records"), basename(path).replace(/\.\w+$/, ""));
}

/** @param mended whether the recipe that the reader proposes is applied. @default true */
export async function openBytes(
  body: Uint8Array,
  format: DatasetFormat,
  title: string,
  { mended: mends = true }: { readonly mended?: boolean } = {},
): Promise<OpenedTable> {
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  try {
    const tools = {
      scratch,
      limits: datasetLimits,
      shape: (given: Parameters<typeof shapeDataset>[0], recipe: Parameters<typeof shapeDataset>[1]) =>
        shapeDataset(given, recipe, scratch, datasetLimits),
    };
    const plain = await storeVersion(store, "records", { body, format }, tools);
    const recipe = mends ? plain.proposal?.recipe : undefined;
    const { version } =
      recipe === undefined ? plain : await storeVersion(store, "records", { body, format }, { ...tools, recipe });
    const dataset = await openDataset(store, "records", { name: "records", version });
    const mended = recipe !== undefined;
    return { dataset, title, extension: mended ? "parquet" : format, sample: mended ? await dataset.read() : body };
  } finally {
    await scratch.dispose();
  }
}
