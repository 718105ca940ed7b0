import { BroadsheetError } from "../../../errors.ts";
import type { ReadingWorld } from "../../lifecycle/lifecycle-world.ts";
import { isItemName } from "../item-name.ts";
import { itemKey, removedPrefix } from "../records/batch-keys.ts";
import { isUnderWay, type PresentBatch } from "./batch-status.ts";

/**
 * Finds the PDF of an item: in the latest generation, or in those before it whose items it keeps.
 *
 * @returns the key of the PDF, the tag of its content, and whether it lies in a pack
 * @throws BroadsheetError `not-found` if there is none of that name, with the reason if it can be known; `unavailable`
 */
export async function findItem(
  batch: PresentBatch,
  name: string,
  world: ReadingWorld,
): Promise<{ readonly key: string; readonly etag: string; readonly part?: true }> {
  const { id, generation } = batch;
  if (!isItemName(name)) throw unknownItem(batch, name);
  if ((await world.store.head(`${removedPrefix(id, generation)}${name}`)) !== undefined) {
    throw new BroadsheetError("not-found", {
      code: "item-deleted",
      message: `the item "${name}" was deleted`,
      seen: name,
    });
  }
  for (let from = generation; from >= 1; from -= 1) {
    const key = itemKey(id, from, name);
    const found = await world.store.head(key);
    if (found !== undefined) return { key, etag: found.etag, ...(found.part && { part: true }) };
  }
  throw unknownItem(batch, name);
}

function unknownItem(batch: PresentBatch, name: string): BroadsheetError {
  const waiting = isUnderWay(batch);
  return new BroadsheetError("not-found", {
    code: "unknown-item",
    message: waiting
      ? `the batch has no ready item "${name.slice(0, 200)}" yet`
      : `the batch has no ready item "${name.slice(0, 200)}"`,
    seen: name.slice(0, 200),
    hint: `GET /batches/{id}/items lists the items${waiting ? " and says which are pending" : " and says which failed"}`,
  });
}
