import type { ObjectStore } from "../../../core/ports.ts";
import { readGeneration } from "../../../core/service/lifecycle/records/read-generation.ts";
import { reportOf } from "../../../core/service/lifecycle/records/report-kind.ts";
import { sweepReports, type Unfinished } from "../../../core/service/lifecycle/sweep/sweep-reports.ts";
import type { Background } from "./open-background.ts";
import type { Rendering } from "./open-rendering.ts";

/** Time between two sweeps for reports that a failing store left without an outcome, ms. */
const sweepMs = 5 * 60_000;

/**
 * The same where several servers share a store, ms: what one of them has accepted and not begun when it dies is taken
 * by the others. Each look lists what is unfinished, in three listings: reports, batches and promotions, and looks at
 * the views. Uploads have no list of unfinished ones, so all are listed, and only every `sweepMs`.
 */
const sharedSweepMs = 5_000;
/** The same for refreshes of sources, where a look reads some objects of each source, ms. */
const pullSweepMs = 60_000;

/**
 * Resumes what an earlier server left unfinished, and then looks every five minutes for what a failing store has left,
 * or every five seconds for what other servers of the same store leave; for uploads every five minutes in either case.
 *
 * @param isShared whether several servers share the store
 * @returns a function that ends the looking
 */
export async function keepSweeping(
  { world, queue, announcer, promotions, refreshes }: Rendering,
  { ticker, batches, uploads, pulls }: Background,
  isShared: boolean,
): Promise<() => void> {
  const requeue = async (claims: readonly Unfinished[]): Promise<void> => {
    const turns = await Promise.all(claims.map(({ id, generation }) => turnOf(world.store, id, generation)));
    for (const [index, { id, generation }] of claims.entries()) queue.push(id, generation, turns[index]!);
  };
  await sweepReports(world, { requeue });
  await batches.sweep();
  await promotions.sweep();
  await refreshes.sweep();
  await pulls.sweep();
  // Another server may be ingesting the latest.
  await uploads.sweep(isShared ? sweepMs : 0);
  announcer.wake();
  ticker.wake();
  const sweeps = [
    repeat(
      () =>
        Promise.all([sweepReports(world, { requeue }), ...[batches, promotions, refreshes].map((one) => one.sweep())]),
      isShared ? sharedSweepMs : sweepMs,
      (reason) => world.logger.warn("unfinished reports could not be listed", { reason }),
    ),
    repeat(
      () => pulls.sweep(),
      isShared ? pullSweepMs : sweepMs,
      (reason) => world.logger.warn("sources could not be listed", { reason }),
    ),
    repeat(
      () => uploads.sweep(sweepMs),
      sweepMs,
      (reason) => world.logger.warn("uploads could not be listed", { reason }),
    ),
  ];
  return () => sweeps.forEach(clearInterval);
}

/** Sweeps again and again. A sweep that takes longer than the interval is not joined by the next. */
function repeat(sweep: () => Promise<unknown>, ms: number, warn: (reason: string) => void): NodeJS.Timeout {
  let underWay: Promise<unknown> | undefined;
  return setInterval(() => {
    underWay ??= sweep()
      .catch((error: Error) => warn(error.message))
      .finally(() => (underWay = undefined));
  }, ms);
}

/** The turn of a report that the sweep found: its template. */
async function turnOf(store: ObjectStore, id: string, generation: number): Promise<string> {
  const found = await readGeneration(store, reportOf(id, generation)).catch(() => undefined);
  return found?.claim?.accepted.template.name ?? "";
}
