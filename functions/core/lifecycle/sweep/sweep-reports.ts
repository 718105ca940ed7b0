import type { ListedObject } from "../../ports.ts";
import { giveUp } from "../attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parsePendingKey, pendingPrefix, recentKey } from "../records/keys.ts";
import { listGroups } from "../records/list-groups.ts";
import { readGeneration } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import { removeLeftovers } from "../removal/remove-generation.ts";
import { writeGone } from "../removal/write-gone.ts";
import { reportStatus } from "../status/report-status.ts";
import { ageOf } from "../../age-of.ts";

/** After this time a marker whose claim never came is thrown away, ms. */
const markerLife = 24 * 3_600_000;

/** After this time no render that a deletion met is under way any more, ms: Lambda ends one after 15 minutes. */
const lingerMs = 20 * 60_000;

/** Requests that are looked at at once: one after the other, a long queue of them would take longer than a function may. */
const abreast = 16;

const requeued = new TextEncoder().encode("requeued");

/** A generation that nobody renders. */
export interface Unfinished {
  readonly id: string;
  readonly generation: number;
}

export interface SweepOptions {
  /** Takes those that nobody renders, a few at a time. */
  requeue(claims: readonly Unfinished[]): Promise<void> | void;
  /** Leaves out claims younger than this, which a queue may be about to take up, ms. @default 0 */
  readonly minAgeMs?: number;
  /** Leaves out those that a sweep handed over within this time, ms, as they wait in the queue. @default 0: nothing is noted */
  readonly requeueMs?: number;
  /** `next` of the sweep before. @default the beginning */
  readonly after?: string;
  /** When to end, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
  /** Markers that are listed, and requests that are read, at most. @default Infinity */
  readonly mostMarkers?: number;
  readonly mostReads?: number;
}

export interface Swept {
  /** Claims that were handed over. */
  readonly requeued: number;
  /** Where the next sweep goes on; absent when this one came to the end. */
  readonly next?: string;
}

/**
 * Looks through the requests that may lack an outcome: at the start of a server, and on a schedule. Those that nobody renders are handed
 * over as they are found; those out of attempts are given up; what a deletion left is removed. A marker's own time says when its request was
 * last handed over, so that one that waits costs a thousandth of a listing. One that cannot be dealt with does not keep the
 * others from it: the log tells, and a later sweep meets it again.
 *
 * @throws BroadsheetError `unavailable` if the requests cannot be listed, and what `requeue` throws
 */
export async function sweepReports(world: LifecycleWorld, options: SweepOptions): Promise<Swept> {
  const { requeueMs = 0, after, until = Infinity, mostMarkers = Infinity, mostReads = Infinity } = options;
  let [markers, reads, handed] = [0, 0, 0];
  let last = after;
  for await (const group of listGroups(world.store, pendingPrefix, abreast, after)) {
    if (world.clock.now() >= until || markers >= mostMarkers || reads >= mostReads) return { requeued: handed, ...(last !== undefined && { next: last }) };
    const due = group.filter((marker) => isDue(marker, options, world));
    const found = await Promise.all(due.map((marker) => lookAt(marker, world)));
    const claims = found.filter((claim) => claim !== undefined);
    if (claims.length > 0) {
      await options.requeue(claims);
      if (requeueMs > 0) await Promise.all(claims.map(({ marker }) => world.store.put(marker, requeued, "application/octet-stream")));
    }
    markers += group.length;
    reads += due.length;
    handed += claims.length;
    last = group.at(-1)!.key;
  }
  return { requeued: handed };
}

/** An empty marker is as old as its claim; another one was written by a sweep or a deletion. */
function isDue(marker: ListedObject, { minAgeMs = 0, requeueMs = 0 }: SweepOptions, world: LifecycleWorld): boolean {
  return ageOf(marker, world) >= (marker.size === 0 ? minAgeMs : requeueMs);
}

async function lookAt(marker: ListedObject, world: LifecycleWorld): Promise<(Unfinished & { readonly marker: string }) | undefined> {
  const pending = parsePendingKey(marker.key);
  if (pending === undefined) return undefined;
  try {
    return (await isUnfinished(pending, marker, world)) ? { ...pending, marker: marker.key } : undefined;
  } catch (error) {
    world.logger.error("a pending report cannot be swept", { ...pending, reason: (error as Error).message });
    return undefined;
  }
}

async function isUnfinished({ id, generation }: Unfinished, marker: ListedObject, world: LifecycleWorld): Promise<boolean> {
  const { store } = world;
  const found = await readGeneration(store, id, generation);
  if (found === undefined || (found.claim === undefined && found.outcome === undefined && found.corrupt === undefined)) {
    if (ageOf(marker, world) > markerLife) await store.delete(marker.key);
    return false;
  }
  if (found.outcome !== undefined) {
    if (isGone(found.outcome)) {
      await removeLeftovers(id, generation, world);
      await store.delete(recentKey(found.outcome.created, id));
      if (ageOf(marker, world) < lingerMs) return false;
    }
    await store.delete(marker.key);
    return false;
  }
  if ((await giveUp(found, world)) !== undefined) return false;
  const status = reportStatus(found, world);
  if (status.state === "expired") {
    const gone = await writeGone(id, generation, "expired", world, (claim) => claim?.owner === found.claim?.owner);
    if (gone !== undefined) await removeLeftovers(id, generation, world);
  }
  return status.state === "queued";
}
