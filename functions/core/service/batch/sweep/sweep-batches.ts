import { ageOf } from "../../../age-of.ts";
import type { ListedObject } from "../../../ports.ts";
import { giveUp } from "../../lifecycle/attempt/give-up.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { outcomeKey, parsePendingKey, recentKey } from "../../lifecycle/records/keys.ts";
import { listAll } from "../../../paging/list-all.ts";
import { readGeneration } from "../../lifecycle/records/read-generation.ts";
import { isGone } from "../../lifecycle/records/records.ts";
import type { Shapes } from "../../lifecycle/records/subject.ts";
import { isLeaseOver } from "../../lifecycle/status/report-status.ts";
import { isDue, markerLife, type MarkerTimes, noteRequeued } from "../../lifecycle/sweep/pending-marker.ts";
import type { BatchJob } from "../batch-world.ts";
import { completeBatch } from "../end/complete-batch.ts";
import { parseTidyKey } from "../pack/pack-keys.ts";
import { tidyPacks } from "../pack/tidy-packs.ts";
import { checkTolerance } from "../page/check-tolerance.ts";
import { batchKind, batchOf, endOf, pageOf, planOf } from "../records/batch-kinds.ts";
import { failBatch } from "../records/fail-batch.ts";
import { listDone } from "../records/list-done.ts";
import { removeObjects } from "../removal/remove-objects.ts";
import type { Subject } from "../../lifecycle/records/subject.ts";

/** After this time, ms, no page can still be running that a deletion overtook, and no deletion of an item. */
const lingerMs = 20 * 60_000;

export interface BatchSweepOptions extends MarkerTimes {
  /** Takes over jobs that nobody works on. */
  requeue(jobs: readonly BatchJob[]): Promise<void> | void;
  /** `next` of the previous sweep. @default the beginning */
  readonly after?: string | undefined;
  /** When to stop, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
}

/**
 * Sweeps the batches that may lack an outcome: hands over their jobs that nobody works on, completes those whose pages
 * are all done, gives up on those whose plan or end cannot be made, and removes what deletions left. A batch that fails
 * to be swept is logged and left to a later sweep.
 *
 * @returns how many jobs were handed over, and where the next sweep continues, unless this one reached the end
 * @throws BroadsheetError `unavailable` if the batches cannot be listed, and what `requeue` throws
 */
export async function sweepBatches(
  world: LifecycleWorld,
  options: BatchSweepOptions,
): Promise<{ readonly requeued: number; readonly next?: string }> {
  const { requeueMs = 0, after, until = Infinity } = options;
  let handed = 0;
  let last = after;
  const tidied = new Map<string, boolean>();
  for await (const marker of listAll(world.store, batchKind.pending!, after)) {
    if (world.clock.now() >= until) return { requeued: handed, ...(last !== undefined && { next: last }) };
    await finishDeletion(marker, tidied, until, world);
    const pending = parsePendingKey(batchKind, marker.key);
    if (pending !== undefined && isDue(marker, options, world)) {
      const jobs = await lookAt(pending.id, pending.generation, marker, until, world).catch((error: Error) => {
        world.logger.error("a batch could not be swept", { ...pending, reason: error.message });
        return [];
      });
      if (jobs.length > 0) {
        await options.requeue(jobs);
        if (requeueMs > 0) await noteRequeued(world.store, marker.key);
      }
      handed += jobs.length;
    }
    last = marker.key;
  }
  return { requeued: handed };
}

/**
 * Finishes a deletion of an item, see `tidyPacks`, if the marker is that of one. It goes once nothing is left, and once
 * no deletion that has only written its marker can still be under way.
 *
 * @param tidied batches that this sweep has looked at, each with whether nothing is left
 */
async function finishDeletion(
  marker: ListedObject,
  tidied: Map<string, boolean>,
  until: number,
  world: LifecycleWorld,
): Promise<void> {
  const deletion = parseTidyKey(marker.key);
  if (deletion === undefined) return;
  const { id, generation } = deletion;
  const name = `${id}/${generation}`;
  try {
    const done = tidied.get(name) ?? (await tidyPacks(id, generation, world, until));
    tidied.set(name, done);
    if (done && ageOf(marker, world) >= lingerMs) await world.store.delete(marker.key);
  } catch (error) {
    world.logger.error("a deletion could not be finished", { id, generation, reason: (error as Error).message });
  }
}

/** @returns the jobs of a batch that nobody works on */
async function lookAt(
  id: string,
  generation: number,
  marker: ListedObject,
  until: number,
  world: LifecycleWorld,
): Promise<readonly BatchJob[]> {
  const { store } = world;
  const batch = await readGeneration(store, batchOf(id, generation));
  if (batch === undefined) {
    if (ageOf(marker, world) > markerLife) await store.delete(marker.key);
    return [];
  }
  if (batch.outcome !== undefined) {
    if (isGone(batch.outcome)) {
      if (!(await removeObjects(id, generation, world, until))) return [];
      await store.delete(recentKey(batchKind, batch.outcome.created, id));
      if (ageOf(marker, world) < lingerMs) return [];
    }
    await store.delete(marker.key);
    return [];
  }
  if (batch.corrupt !== undefined) {
    await failBatch(id, generation, batch.corrupt, false, world);
    return [];
  }
  if (await isIdle(planOf(id, generation), world)) return [{ batch: id, generation }];
  const jobs: BatchJob[] = [];
  // Also claims the last step, or fails the batch, if the process that had to do so died.
  await checkTolerance(id, generation, world);
  await completeBatch(id, generation, { ...world, enqueue: () => {} });
  if ((await hasOutcome(endOf(id, generation), world)) || (await isIdle(endOf(id, generation), world)))
    jobs.push({ batch: id, generation, page: "end" });
  for (const page of await waitingPages(id, generation, world))
    if (await isIdle(pageOf(id, generation, page), world)) jobs.push({ batch: id, generation, page });
  return jobs;
}

/**
 * Whether something is claimed, has no outcome, and nobody works on it. One without attempts left gets its outcome
 * here.
 */
async function isIdle<S extends Shapes>(subject: Subject<S>, world: LifecycleWorld): Promise<boolean> {
  const found = await readGeneration(world.store, subject);
  if (found?.claim === undefined || found.outcome !== undefined) return false;
  if ((await giveUp(found, world)) !== undefined) return true;
  return found.latest === undefined || isLeaseOver(found.latest, world);
}

/** Whether something has its outcome: of a last step, that its process died before it wrote the batch's. */
async function hasOutcome<S extends Shapes>(subject: Subject<S>, { store }: LifecycleWorld): Promise<boolean> {
  return (await store.head(outcomeKey(subject))) !== undefined;
}

/** Numbers of the pages that are claimed and have no results. */
async function waitingPages(id: string, generation: number, world: LifecycleWorld): Promise<readonly number[]> {
  const done = new Set<number>();
  for await (const { page } of listDone(id, generation, world)) done.add(page);
  const claimed: number[] = [];
  for await (const { key } of listAll(world.store, `${batchOf(id, generation).folder}pages/`)) {
    const page = /\/pages\/(\d{6})\/request\.json$/.exec(key)?.[1];
    if (page !== undefined && !done.has(Number(page))) claimed.push(Number(page));
  }
  return claimed;
}
