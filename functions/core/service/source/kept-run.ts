import { parseStored } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import type { KeptRun } from "./fetched.ts";
import { isPullJob, type PullJob, pullOf } from "./pull-kind.ts";

/** Times between two looks at a run, ms: the first, and the longest. */
export interface Looks {
  readonly first: number;
  readonly longest: number;
}

/** A run that has taken so long is looked at again after this share of it. */
const share = 1 / 4;

/**
 * The run of a warehouse that a refresh has begun and waits for:
 *
 *     pulls/{source}/pull/{n}/run.json   what its engine needs to go on
 *     pulls/.runs/{id}.json              {"source": "orders", "number": 7}, for who hears that the run has ended
 *
 * Both go when the run has been read, has failed or was stopped.
 */
export function keptRun(store: ObjectStore, job: PullJob, { first, longest }: Looks): KeptRun {
  const key = `${pullOf(job).folder}run.json`;
  const put = (place: string, value: object): Promise<unknown> =>
    store.put(place, new TextEncoder().encode(JSON.stringify(value)), "application/json");
  const read = async (): Promise<Stored | undefined> => {
    const found = await store.get(key);
    return found && parseStored<Stored>(key, found.body);
  };
  return {
    read: async () => (await read())?.run,
    async keep(run, ids) {
      for (const id of ids) if (isRunId(id)) await put(keyOfRun(id), job);
      await put(key, { run, ids });
    },
    async forget() {
      const found = await read();
      if (found === undefined) return;
      for (const id of found.ids) if (isRunId(id)) await store.delete(keyOfRun(id));
      await store.delete(key);
    },
    rest: (ms) => Math.min(longest, Math.max(first, ms * share)),
  };
}

interface Stored {
  readonly run: Readonly<Record<string, unknown>>;
  readonly ids: readonly string[];
}

/** The refresh that waits for a run. @returns undefined for a run of somebody else's, and for one that was read */
export async function pullOfRun(store: ObjectStore, id: string): Promise<PullJob | undefined> {
  if (!isRunId(id)) return undefined;
  const key = keyOfRun(id);
  const found = await store.get(key);
  const job = found && parseStored<Readonly<Record<string, unknown>>>(key, found.body);
  return job !== undefined && isPullJob(job) ? { source: job.source, number: job.number } : undefined;
}

/** Whether an engine's id of a run can be in a key. */
function isRunId(id: string): boolean {
  return /^[\w-]{1,128}$/.test(id);
}

/** No source has a name with a dot. */
function keyOfRun(id: string): string {
  return `pulls/.runs/${id}.json`;
}
