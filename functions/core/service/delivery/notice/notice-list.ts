import { parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";

/**
 * Who gets letters about what happens to a dataset, its source or its view:
 *
 *     notices/{dataset}.json   {"to": ["anna@example.org"], "events": ["dataset.*"], "language": "de", "changed": 1767605400412}
 *
 * The deletion of the dataset takes it away. A list without addresses has ended.
 */
export interface NoticeList {
  readonly to: readonly string[];
  /** Patterns of the types: `dataset.refused`, `source.*`. */
  readonly events: readonly string[];
  /** Key of a supported language. */
  readonly language: string;
  /** Milliseconds since the epoch. */
  readonly changed: number;
}

/** Name of the list from which a reader unsubscribes: no publication or template can have it. */
export function noticeListName(dataset: string): string {
  return `dataset.${dataset}`;
}

function keyOf(dataset: string): string {
  return `notices/${dataset}.json`;
}

/** @throws BroadsheetError `unavailable`, `damaged` */
export async function readNoticeList(dataset: string, store: ObjectStore): Promise<NoticeList | undefined> {
  return (await readNoticePlace(dataset, store)).list;
}

/** What is stored of a list, with the store's own tag, by which nobody's change is overwritten. */
export interface NoticePlace {
  /** Undefined if nobody gets letters. */
  readonly list: NoticeList | undefined;
  readonly etag: string | undefined;
}

/** @throws BroadsheetError `unavailable`, `damaged` */
export async function readNoticePlace(dataset: string, store: ObjectStore): Promise<NoticePlace> {
  const key = keyOf(dataset);
  const found = await store.get(key);
  if (found === undefined) return { list: undefined, etag: undefined };
  const list = parseStored<NoticeList>(key, found.body);
  return { list: list.to.length > 0 ? list : undefined, etag: found.etag };
}

/**
 * Stores a list where its place is as it was seen.
 *
 * @returns whether it was @throws BroadsheetError `unavailable`
 */
export async function replaceNoticeList(
  dataset: string,
  list: NoticeList,
  { etag }: NoticePlace,
  store: ObjectStore,
): Promise<boolean> {
  const body = new TextEncoder().encode(JSON.stringify(list));
  if (etag === undefined) return await store.create(keyOf(dataset), body, "application/json");
  return await store.replace(keyOf(dataset), body, "application/json", etag);
}

/** Stores a list in place of the one before. @throws BroadsheetError `unavailable` */
export async function putNoticeList(dataset: string, list: NoticeList, store: ObjectStore): Promise<void> {
  await store.put(keyOf(dataset), new TextEncoder().encode(JSON.stringify(list)), "application/json");
}

/** @returns whether there was one @throws BroadsheetError `unavailable` */
export async function removeNoticeList(dataset: string, store: ObjectStore): Promise<boolean> {
  const key = keyOf(dataset);
  const present = (await store.head(key)) !== undefined;
  if (present) await store.delete(key);
  return present;
}
