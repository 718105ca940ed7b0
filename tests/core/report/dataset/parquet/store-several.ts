import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { ObjectStore } from "../../../../../functions/core/ports.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetProfile } from "../../../../../functions/core/report/dataset/dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { joinParquet } from "../../../../../functions/core/report/join-parquet.ts";
import { parquetOf } from "./sparse-bench.ts";

/** Stores the rows of a SELECT as a version in several small files, as a source of many rows does. */
export async function storeSeveral(store: ObjectStore, name: string, select: string): Promise<DatasetProfile> {
  const scratch = await openScratchFolder();
  try {
    const limits = { ...datasetLimits, whole: 0 };
    const body = await parquetOf(select);
    const files = [{ name: "part-0", read: () => Promise.resolve(body) }];
    const content = await joinParquet(files, scratch, limits, {}, { groupRows: 2_048, groups: 2 });
    return await storeDataset(store, name, content, scratch, limits);
  } finally {
    await scratch.dispose();
  }
}
