import type { ListedObject } from "../../../ports.ts";
import { giveUp } from "../attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parsePendingKey, recentKey } from "../records/keys.ts";
import { reportKind, reportOf } from "../records/report-kind.ts";
import { listGroups } from "../records/list-groups.ts";
import { readGeneration } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import { removeLeftovers } from "../removal/remove-generation.ts";
import { writeGone } from "../removal/write-gone.ts";
import { reportStatus } from "../status/report-status.ts";
import { ageOf } from "../../../age-of.ts";
import { isDue, markerLife, type MarkerTimes, noteRequeued } from "./pending-marker.ts";

/** After this time, ms, no render can still be running that a deletion overtook: Lambda ends one after 15 minutes. */
const lingerMs = 20 * 60_000;

/** Requests processed in parallel. One at a time, a long queue would take longer than a function may run. */
const abreast = 16;

/** A generation without an outcome that is not being rendered. */
export interface Unfinished {
  readonly id: string;
  readonly generation: number;
}

export interface SweepOptions extends MarkerTimes {
  /** Takes over reports that are not being rendered, a few at a time. */
  requeue(claims: readonly Unfinished[]): Promise<void> | void;
  /** `next` of the previous sweep. @default the beginning */
  readonly after?: string | undefined;
  /** When to stop, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
  /** Most markers to list, and so requests to read. @default Infinity */
  readonly mostMarkers?: number;
  readonly mostReads?: number;
}

export interface Swept {
  /** Claims that were handed over. */
  readonly requeued: number;
  /** Where the next sweep continues; absent when this one reached the end. */
  readonly next?: string;
}

/**
 * Sweeps the requests that may lack an outcome, when a server starts and on a schedule. It hands over requests that are
 * not being rendered, gives up on those without attempts left, and removes what deletions left behind. A marker's own
 * time tells when its request was last handed over, so a waiting request costs a thousandth of a listing. A request
 * that fails to be swept is logged and left to a later sweep; the others continue.
 *
 * @throws BroadsheetError `unavailable` if the requests cannot be listed, and what `requeue` throws
 */
export async function sweepReports(world: LifecycleWorld, options: SweepOptions): Promise<Swept> {
  const { requeueMs = 0, after, until = Infinity, mostMarkers = Infinity, mostReads = Infinity } = options;
  let [markers, reads, handed] = [0, 0, 0];
  let last = after;
  for await (const group of listGroups(world.store, reportKind.pending!, abreast, after)) {
    if (world.clock.now() >= until || markers >= mostMarkers || reads >= mostReads)
      return { requeued: handed, ...(last !== undefined && { next: last }) };
    const due = group.filter((marker) => isDue(marker, options, world));
    const found = await Promise.all(due.map((marker) => lookAt(marker, world)));
    const claims = found.filter((claim) => claim !== undefined);
    if (claims.length > 0) {
      await options.requeue(claims);
      if (requeueMs > 0) await Promise.all(claims.map(({ marker }) => noteRequeued(world.store, marker)));
    }
    markers += group.length;
    reads += due.length;
    handed += claims.length;
    last = group.at(-1)!.key;
  }
  return { requeued: handed };
}

async function lookAt(
  marker: ListedObject,
  world: LifecycleWorld,
): Promise<(Unfinished & { readonly marker: string }) | undefined> {
  const pending = parsePendingKey(reportKind, marker.key);
  if (pending === undefined) return undefined;
  try {
    return (await isUnfinished(pending, marker, world)) ? { ...pending, marker: marker.key } : undefined;
  } catch (error) {
    world.logger.error("a pending report could not be swept", { ...pending, reason: (error as Error).message });
    return undefined;
  }
}

async function isUnfinished(
  { id, generation }: Unfinished,
  marker: ListedObject,
  world: LifecycleWorld,
): Promise<boolean> {
  const { store } = world;
  const subject = reportOf(id, generation);
  const found = await readGeneration(store, subject);
  if (
    found === undefined ||
    (found.claim === undefined && found.outcome === undefined && found.corrupt === undefined)
  ) {
    if (ageOf(marker, world) > markerLife) await store.delete(marker.key);
    return false;
  }
  if (found.outcome !== undefined) {
    if (isGone(found.outcome)) {
      await removeLeftovers(subject, world);
      await store.delete(recentKey(reportKind, found.outcome.created, id));
      if (ageOf(marker, world) < lingerMs) return false;
    }
    await store.delete(marker.key);
    return false;
  }
  if ((await giveUp(found, world)) !== undefined) return false;
  const status = reportStatus(found, world);
  if (status.state === "expired") {
    const gone = await writeGone(subject, "expired", world, (claim) => claim?.owner === found.claim?.owner);
    if (gone !== undefined) await removeLeftovers(subject, world);
  }
  return status.state === "queued";
}
