import { claimKey, outcomeKey, pendingKey } from "../records/keys.ts";
import { listAll } from "../records/list-all.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseClaim, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { isGone } from "../records/records.ts";
import type { GoneOutcome, Outcome } from "../records/records.ts";

const nothing = new Uint8Array(0);

/**
 * Takes a generation away: first its outcome says so, then everything else goes. The outcome stays,
 * or a render that ends late would bring the report back. A removal that is cut short is completed by
 * the next sweep.
 *
 * @returns the outcome that stays
 * @throws BroadsheetError `unavailable`
 */
export async function removeGeneration(id: string, generation: number, state: GoneOutcome["state"], world: LifecycleWorld): Promise<GoneOutcome> {
  const { store } = world;
  await store.create(pendingKey(id, generation), nothing, "application/octet-stream");
  const gone = await writeGone(id, generation, state, world);
  for await (const { key } of listAll(store, `reports/${id}/${generation}/`)) {
    if (key !== outcomeKey(id, generation)) await store.delete(key);
  }
  await store.delete(pendingKey(id, generation));
  return gone;
}

async function writeGone(id: string, generation: number, state: GoneOutcome["state"], { store, clock }: LifecycleWorld): Promise<GoneOutcome> {
  const key = outcomeKey(id, generation);
  const gone: GoneOutcome = { state, finished: clock.now(), created: await readCreated(id, generation, store, clock.now()) };
  for (;;) {
    const found = await store.get(key);
    const present = found && readable(key, found.body);
    if (present !== undefined && isGone(present)) return present;
    const written = found
      ? await store.replace(key, writeRecord(gone), "application/json", found.etag)
      : await store.create(key, writeRecord(gone), "application/json");
    if (written) return gone;
  }
}

/** An outcome that cannot be read can still be replaced. */
function readable(key: string, body: Uint8Array): Outcome | undefined {
  try {
    return parseOutcome(key, body);
  } catch {
    return undefined;
  }
}

async function readCreated(id: string, generation: number, store: LifecycleWorld["store"], otherwise: number): Promise<number> {
  const key = claimKey(id, generation);
  const claim = await store.get(key);
  try {
    return claim ? parseClaim(key, claim.body).created : otherwise;
  } catch {
    return otherwise;
  }
}
