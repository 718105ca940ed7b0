import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import type { DatasetContent } from "../../../../../functions/core/report/dataset/dataset-content.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";

const scratch = await openScratchFolder();

/** All that a store holds of a dataset, or why it was refused. */
export type Stored = Readonly<Record<string, unknown>> | { readonly refused: unknown };

/**
 * Stores a file in memory, and as one that is too long for it.
 *
 * @param pieceBytes how much of the long one is in memory at a time
 */
export async function readBothWays(
  content: DatasetContent,
  pieceBytes: number,
): Promise<{ readonly whole: Stored; readonly long: Stored }> {
  const pieces = await openScratchFolder(undefined, pieceBytes);
  try {
    const writer = pieces.create("sent");
    writer.write(content.body);
    const staged = { ...content, body: writer.end() };
    return {
      whole: await stored((store) => storeDataset(store, "d", content, scratch, { ...datasetLimits, text: 0 })),
      long: await stored((store) => storeDataset(store, "d", staged, pieces, { ...datasetLimits, text: 0, short: -1 })),
    };
  } finally {
    await pieces.dispose();
  }
}

async function stored(write: (store: MemoryObjectStore) => Promise<unknown>): Promise<Stored> {
  const store = new MemoryObjectStore();
  try {
    await write(store);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return { refused: error.problems };
  }
  const found: Record<string, unknown> = {};
  for (const { key } of (await store.list("", { limit: 1_000 })).objects) {
    const { body } = (await store.get(key))!;
    found[key] = key.endsWith("/dataset.json") ? JSON.parse(new TextDecoder().decode(body)) : sha256(body);
  }
  return found;
}
