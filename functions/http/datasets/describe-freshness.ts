import { listAll } from "../../core/paging/list-all.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { freshnessKey, freshnessMs, freshnessPrefix } from "../../core/report/dataset/store/freshness.ts";
import { readArrival } from "../../core/report/dataset/store/read-arrival.ts";
import { readCurrentVersion } from "../../core/report/dataset/store/read-current-version.ts";
import { type Freshness, readFreshness } from "../../core/service/contract/door/read-freshness.ts";

/** The schema `Freshness`. */
export interface DescribedFreshness {
  readonly within: string;
  readonly arrived: string;
  readonly due: string;
  readonly stale: boolean;
}

/** How fresh a dataset is by its contract. @param now milliseconds since the epoch */
export function describeFreshness(
  { freshness, arrived, due }: Pick<Freshness, "freshness" | "arrived" | "due">,
  now: number,
): DescribedFreshness {
  return {
    within: freshness,
    arrived: new Date(arrived).toISOString(),
    due: new Date(due).toISOString(),
    stale: now >= due,
  };
}

/**
 * How fresh a dataset is for somebody who takes it for fresh so long, or else by its contract.
 *
 * @param within `36h` @default what the contract says
 * @returns undefined if neither says anything, or there is no such dataset
 * @throws BroadsheetError `unavailable`, `damaged`
 */
export async function freshnessFor(
  store: ObjectStore,
  name: string,
  within: string | undefined,
  now: number,
): Promise<DescribedFreshness | undefined> {
  if (within === undefined) {
    const found = await readFreshness(store, name);
    return found && describeFreshness(found, now);
  }
  if ((await readCurrentVersion(store, name)) === undefined) return undefined;
  const { arrived } = await readArrival(store, name);
  return describeFreshness({ freshness: within, arrived, due: arrived + freshnessMs(within) }, now);
}

/**
 * How fresh the datasets of a page are by their contracts: only of those that a clock watches is more read.
 *
 * @throws BroadsheetError `unavailable`, `damaged`
 */
export async function freshnessOfPage(
  store: ObjectStore,
  names: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, DescribedFreshness>> {
  const found = new Map<string, DescribedFreshness>();
  if (names.length === 0) return found;
  const wanted = new Map(names.map((name) => [freshnessKey(name), name]));
  const watched: string[] = [];
  for await (const { key } of listAll(store, freshnessPrefix)) {
    const name = wanted.get(key);
    if (name !== undefined) watched.push(name);
    if (watched.length === names.length) break;
  }
  await Promise.all(
    watched.map(async (name) => {
      const freshness = await freshnessFor(store, name, undefined, now);
      if (freshness !== undefined) found.set(name, freshness);
    }),
  );
  return found;
}
