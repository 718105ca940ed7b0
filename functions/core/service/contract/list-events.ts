import { isCorrupt, parseStored } from "../../errors.ts";
import type { ListedObject, ObjectStore } from "../../ports.ts";
import { type DatasetEvent, datasetEventsPrefix } from "./dataset-event.ts";

/** Most pages of 1,000 keys that are listed to find the latest: names do not sort by time. */
const mostPages = 20;

/** Events read in parallel. */
const abreast = 16;

/**
 * The latest of what happened to a dataset, latest first: of the first 20,000 objects that tell of it, by name.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function listDatasetEvents(
  store: ObjectStore,
  dataset: string,
  limit: number,
): Promise<readonly DatasetEvent[]> {
  const listed: ListedObject[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { objects, next } = await store.list(`${datasetEventsPrefix}${dataset}/`, { after });
    listed.push(...objects.filter(({ key }) => key.endsWith("/outcome.json")));
    after = next;
    if (after === undefined) break;
  }
  const latest = listed.toSorted((a, b) => b.modified - a.modified || (a.key < b.key ? -1 : 1)).slice(0, limit);
  const found: DatasetEvent[] = [];
  for (let start = 0; start < latest.length; start += abreast) {
    const events = await Promise.all(latest.slice(start, start + abreast).map(({ key }) => readOne(store, key)));
    found.push(...events.filter((event) => event !== undefined));
  }
  return found;
}

/** One that is damaged is no reason to hide the others. */
async function readOne(store: ObjectStore, key: string): Promise<DatasetEvent | undefined> {
  try {
    const object = await store.get(key);
    return object && parseStored<DatasetEvent>(key, object.body);
  } catch (error) {
    if (isCorrupt(error)) return undefined;
    throw error;
  }
}
