import type { ListedObject } from "../../../ports.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { claimKey, outcomeKey, parseRecentKey, parseSubjectKey, recentKey } from "../records/keys.ts";
import { reportKind, reportOf } from "../records/report-kind.ts";
import { listAll } from "../../../paging/list-all.ts";
import { listGroups } from "../records/list-groups.ts";
import type { Claim } from "../records/records.ts";
import { writeGone } from "../removal/write-gone.ts";

/** Reports retired in parallel. */
const abreast = 16;

/**
 * Retires every generation claimed up to a given time. An outcome that holds only times stays of each, until the
 * store's own retention removes it. While it stays, its number is not reused, so a second sweep that judged the same
 * generation cannot hit a report requested since.
 *
 * @param before milliseconds since the epoch; far enough in the past that no render is still running
 * @param options.until when to stop and leave the rest to the next call; milliseconds since the epoch @default Infinity
 * @returns how many generations were retired
 * @throws BroadsheetError `unavailable` if the reports cannot be listed; a report that cannot be retired is logged and
 * left to the next call
 */
export async function expireReports(
  before: number,
  world: LifecycleWorld,
  { until = Infinity }: { until?: number } = {},
): Promise<number> {
  let retired = 0;
  // Later times sort first, so this marker and all that follow it are due.
  for await (const group of listGroups(world.store, reportKind.recent!, abreast, recentKey(reportKind, before, ""))) {
    if (world.clock.now() >= until) break;
    // A report may have several markers. Retiring it for two of them at once would count it twice.
    const ids = new Map<string, string[]>();
    for (const { key } of group) {
      const marker = parseRecentKey(reportKind, key);
      if (marker !== undefined) ids.set(marker.id, [...(ids.get(marker.id) ?? []), key]);
    }
    const counts = await Promise.all([...ids].map(([id, markers]) => retireMarked(id, markers, before, world)));
    retired += counts.reduce((sum, count) => sum + count, 0);
  }
  return retired;
}

async function retireMarked(
  id: string,
  markers: readonly string[],
  before: number,
  world: LifecycleWorld,
): Promise<number> {
  try {
    const retired = await retire(id, before, world);
    for (const marker of markers) await world.store.delete(marker);
    return retired;
  } catch (error) {
    world.logger.error("a report could not be retired", { id, reason: (error as Error).message });
    return 0;
  }
}

async function retire(id: string, before: number, world: LifecycleWorld): Promise<number> {
  const generations = new Map<number, ListedObject[]>();
  for await (const object of listAll(world.store, `${reportKind.root}${id}/`)) {
    const generation = parseSubjectKey(reportKind, object.key)?.generation;
    if (generation !== undefined) generations.set(generation, [...(generations.get(generation) ?? []), object]);
  }
  let retired = 0;
  for (const [generation, objects] of generations) {
    const subject = reportOf(id, generation);
    const others = objects.filter(({ key }) => key !== outcomeKey(subject));
    // Left by an earlier retirement or a deletion.
    if (others.length === 0) continue;
    const listed = others.find(({ key }) => key === claimKey(subject));
    // A claim that cannot be read is dated by its object.
    const isDue = (claim: Claim | undefined): boolean => (claim?.created ?? listed?.modified ?? 0) <= before;
    if ((await writeGone(subject, "expired", world, isDue)) === undefined) continue;
    for (const { key } of others) await world.store.delete(key);
    retired += 1;
  }
  return retired;
}
