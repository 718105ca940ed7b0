import { BroadsheetError } from "../../../errors.ts";
import type { ReadingWorld } from "../../lifecycle/lifecycle-world.ts";
import type { RenditionForm } from "../../../rendition-form.ts";
import { isItemName } from "../item-name.ts";
import { itemFormKey, itemKey, removedPrefix } from "../records/batch-keys.ts";
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
  const found = await findFile((from) => itemKey(id, from, name), generation, world);
  if (found === undefined) throw unknownItem(batch, name);
  return found;
}

/**
 * Finds the file of an item in another form, as `findItem` finds its PDF.
 *
 * @throws BroadsheetError `not-found` if the item has no such file, with the reason if it can be known; `unavailable`
 */
export async function findItemForm(
  batch: PresentBatch,
  name: string,
  form: RenditionForm,
  world: ReadingWorld,
): Promise<{ readonly key: string; readonly etag: string }> {
  await findItem(batch, name, world);
  const { id, generation, accepted } = batch;
  const found = await findFile((from) => itemFormKey(id, from, name, form), generation, world);
  if (found !== undefined) return found;
  const { renditions = [] } = accepted;
  throw new BroadsheetError("not-found", {
    code: "unknown-rendition",
    message: renditions.includes(form)
      ? `the item "${name}" has no file of the form ${form}${isUnderWay(batch) ? " yet" : ""}`
      : `the batch does not ask for the form ${form}`,
    seen: form,
    allowed: renditions,
    hint: renditions.includes(form)
      ? `GET /batches/{id}/items says which forms are there, and why others are not`
      : `POST /batches with "renditions" makes a batch with other forms`,
  });
}

type Found = { readonly key: string; readonly etag: string; readonly part?: true };

/** Finds a file in the latest generation that has it. */
async function findFile(
  keyOf: (generation: number) => string,
  generation: number,
  world: ReadingWorld,
): Promise<Found | undefined> {
  for (let from = generation; from >= 1; from -= 1) {
    const key = keyOf(from);
    const found = await world.store.head(key);
    if (found !== undefined) return { key, etag: found.etag, ...(found.part && { part: true }) };
  }
  return undefined;
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
