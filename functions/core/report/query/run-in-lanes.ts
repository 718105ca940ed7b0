/** A job that needs the results of others. */
export interface Job<Result> {
  readonly name: string;
  /** Names of jobs earlier in the list. */
  readonly needs: readonly string[];
  run(lane: number): Promise<Result>;
}

/**
 * Runs several jobs in parallel: a free lane starts the first job in the list whose needs are met. If one fails, those
 * before it in the list are still completed and those after it are not started, so the failure reported is always the
 * first in the list, however the lanes race.
 *
 * @param jobs each after those that it needs
 * @param lanes number of jobs in parallel
 * @param again whether a failure may be due to a job running in parallel; if so, this job and all remaining ones run
 *   one by one
 * @returns the results by name, in the order of the list
 * @throws the error of the first job in the list that failed
 */
export async function runInLanes<Result>(
  jobs: readonly Job<Result>[],
  lanes: number,
  again: (error: unknown) => boolean,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  const waiting = new Set(jobs.keys());
  let failed: { readonly index: number; readonly error: unknown } | undefined;
  let stirred = Promise.withResolvers<void>();

  const take = (): number | undefined => {
    for (const index of waiting) {
      if (failed !== undefined && index > failed.index) return undefined;
      if (jobs[index]!.needs.every((name) => results.has(name))) return index;
    }
    return undefined;
  };
  let busy = 0;
  const runLane = async (lane: number): Promise<void> => {
    for (;;) {
      const index = take();
      if (index === undefined) {
        if (busy === 0) return;
        // A running job may be needed.
        await stirred.promise;
        continue;
      }
      waiting.delete(index);
      busy += 1;
      try {
        // A lane runs one job at a time.
        results.set(jobs[index]!.name, await jobs[index]!.run(lane));
      } catch (error) {
        if (failed === undefined || index < failed.index) failed = { index, error };
      }
      busy -= 1;
      stirred.resolve();
      stirred = Promise.withResolvers();
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));

  if (failed !== undefined) {
    if (!again(failed.error)) throw failed.error;
    for (const job of jobs) if (!results.has(job.name)) results.set(job.name, await job.run(0));
  }
  return new Map(jobs.map(({ name }) => [name, results.get(name)!]));
}
