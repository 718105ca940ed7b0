import { isCorrupt, parseStored } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import { type DatasetEvent, datasetEventsPrefix } from "./dataset-event.ts";

/** Most events of a dataset that are read to find the latest. */
const mostRead = 1_000;

/** Events read in parallel. */
const abreast = 16;

/**
 * The latest of what befell a dataset, latest first. Of one to which more than 1,000 things befell, the latest of
 * 1,000.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function listDatasetEvents(
  store: ObjectStore,
  dataset: string,
  limit: number,
): Promise<readonly DatasetEvent[]> {
  const listed = await store.list(`${datasetEventsPrefix}${dataset}/`, { limit: mostRead });
  const latest = listed.objects
    .filter(({ key }) => key.endsWith("/outcome.json"))
    .toSorted((a, b) => b.modified - a.modified || (a.key < b.key ? -1 : 1))
    .slice(0, limit);
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
