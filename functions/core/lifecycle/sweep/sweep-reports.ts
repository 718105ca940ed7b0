import type { ListedObject } from "../../ports.ts";
import { giveUp } from "../attempt/give-up.ts";
import { parsePendingKey, pendingPrefix } from "../records/keys.ts";
import { listGroups } from "../records/list-groups.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { readGeneration } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import { removeGeneration } from "../removal/remove-generation.ts";
import { reportStatus } from "../status/report-status.ts";

/** After this time a marker whose claim never came is thrown away, ms. */
const markerLife = 24 * 3_600_000;

/** Requests that are looked at at once: one after the other, a long queue of them would take longer than a function may. */
const abreast = 16;

/** A generation that nobody renders. */
export interface Unfinished {
  readonly id: string;
  readonly generation: number;
}

/**
 * Looks through all requests that may lack an outcome: at the start of a server, and on a schedule.
 * Those that nobody renders are returned, to be rendered; those out of attempts are given up; what
 * a deletion that was cut short left is removed. One that cannot be dealt with does not keep the
 * others from it: the log tells, and the next sweep meets it again.
 *
 * @param options.minAgeMs leaves out claims younger than this, which a queue may be about to take up @default 0
 * @throws BroadsheetError `unavailable` if the requests cannot be listed
 */
export async function sweepReports(world: LifecycleWorld, options: { minAgeMs?: number } = {}): Promise<readonly Unfinished[]> {
  const unfinished: Unfinished[] = [];
  for await (const markers of listGroups(world.store, pendingPrefix, abreast)) {
    const found = await Promise.all(markers.map((marker) => lookAt(marker, options.minAgeMs ?? 0, world)));
    unfinished.push(...found.filter((claim) => claim !== undefined));
  }
  return unfinished;
}

async function lookAt(marker: ListedObject, minAgeMs: number, world: LifecycleWorld): Promise<Unfinished | undefined> {
  const pending = parsePendingKey(marker.key);
  if (pending === undefined) return undefined;
  try {
    return (await isUnfinished(pending, marker, minAgeMs, world)) ? pending : undefined;
  } catch (error) {
    world.logger.error("a pending report cannot be swept", { ...pending, reason: (error as Error).message });
    return undefined;
  }
}

async function isUnfinished({ id, generation }: Unfinished, marker: ListedObject, minAgeMs: number, world: LifecycleWorld): Promise<boolean> {
  const now = world.clock.now();
  const found = await readGeneration(world.store, id, generation);
  if (found === undefined || (found.claim === undefined && found.outcome === undefined && found.corrupt === undefined)) {
    if (now - marker.modified > markerLife) await world.store.delete(marker.key);
    return false;
  }
  if (found.outcome !== undefined) {
    if (isGone(found.outcome)) await removeGeneration(id, generation, found.outcome.state, world);
    else await world.store.delete(marker.key);
    return false;
  }
  if ((await giveUp(found, world)) !== undefined) return false;
  const status = reportStatus(found, world);
  if (status.state === "expired") await removeGeneration(id, generation, "expired", world);
  return status.state === "queued" && now - status.created >= minAgeMs;
}
