/** A piece of work that needs the results of others. */
export interface Job<Result> {
  readonly name: string;
  /** Names of jobs that come before it in the list. */
  readonly needs: readonly string[];
  run(lane: number): Promise<Result>;
}

/**
 * Does jobs in order, several at a time, each as soon as what it needs is done. Jobs are begun in the order of the list, so the
 * first one that fails is the same however the lanes race: it is the one that is reported, when all lanes have come to rest.
 *
 * @param jobs each after those it needs
 * @param lanes how many jobs run at a time
 * @param again whether a failure may be due to what ran beside it: then the job and all that is left are done one by one
 * @returns the results by name, in the order of the list
 * @throws the error of the first job in the list that failed
 */
export async function runInLanes<Result>(jobs: readonly Job<Result>[], lanes: number, again: (error: unknown) => boolean): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  const failures = new Map<number, unknown>();
  const running = new Map<string, Promise<void>>();
  let next = 0;

  const attempt = async (index: number, lane: number): Promise<void> => {
    const job = jobs[index]!;
    await Promise.all(job.needs.map((name) => running.get(name)));
    // Something that it needs has failed; that failure comes first in the list.
    if (failures.size > 0 && !job.needs.every((name) => results.has(name))) return;
    try {
      results.set(job.name, await job.run(lane));
    } catch (error) {
      failures.set(index, error);
    }
  };
  const runLane = async (lane: number): Promise<void> => {
    while (failures.size === 0 && next < jobs.length) {
      const index = next++;
      const done = attempt(index, lane);
      running.set(jobs[index]!.name, done);
      // oxlint-disable-next-line no-await-in-loop -- a lane does one job at a time
      await done;
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));

  if (failures.size > 0) {
    const first = failures.get(Math.min(...failures.keys()));
    if (!again(first)) throw first;
    // oxlint-disable-next-line no-await-in-loop -- alone on purpose
    for (const job of jobs) if (!results.has(job.name)) results.set(job.name, await job.run(0));
  }
  return new Map(jobs.map(({ name }) => [name, results.get(name)!]));
}
