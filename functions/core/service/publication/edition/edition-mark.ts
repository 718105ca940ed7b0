import type { ListedObject, ObjectStore } from "../../../ports.ts";
import type { Edition } from "./edition.ts";
import { newestKey } from "./edition-kind.ts";

/**
 * What the marker that lists an edition says of it: that it is ready, or stands for the one before. Neither changes as
 * long as the edition exists. An edition without a mark is read: it is still being made, has failed and may be made
 * again, was made by a release that wrote no marks, or its mark was lost.
 */
export type EditionMark = "ready" | "skipped";

/** Marks differ in length, so that a listing tells them. */
const marks = ["ready", "skipped"] as const satisfies readonly EditionMark[];

/** The mark of an edition, as its marker is listed. */
export function markOf({ size }: Pick<ListedObject, "size">): EditionMark | undefined {
  return marks.find(({ length }) => length === size);
}

/**
 * Marks an edition, once its record says so. Of an edition that was removed meanwhile, no marker is left or made.
 *
 * @throws BroadsheetError `unavailable`: repeating the call is safe
 */
export async function markEdition(
  { name, id, instant }: Pick<Edition, "name" | "id" | "instant">,
  mark: EditionMark,
  store: ObjectStore,
): Promise<void> {
  const key = newestKey(name, instant, id);
  const found = await store.get(key);
  if (found === undefined || found.body.length === mark.length) return;
  await store.replace(key, new TextEncoder().encode(mark), "application/octet-stream", found.etag);
}
