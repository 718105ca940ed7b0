import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Job, runInLanes } from "../../../../functions/core/report/query/run-in-lanes.ts";

interface Plan {
  readonly needs: readonly number[];
  readonly ticks: number;
  readonly fails: boolean;
}

const plans = fc
  .array(fc.record({ needs: fc.array(fc.nat(20), { maxLength: 3 }), ticks: fc.nat(4), fails: fc.constant(false) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list): Plan[] =>
    list.map((plan, index) => ({
      ...plan,
      needs: index === 0 ? [] : [...new Set(plan.needs.map((need) => need % index))],
    })),
  );

function jobsOf(list: readonly Plan[], log: string[]): Job<string>[] {
  const done = new Set<string>();
  return list.map(({ needs, ticks, fails }, index) => ({
    name: `j${index}`,
    needs: needs.map((need) => `j${need}`),
    run: async (lane) => {
      log.push(`begin j${index} on ${lane}`);
      for (const need of needs) expect(done.has(`j${need}`)).toBe(true);
      for (let tick = 0; tick < ticks; tick++) {
        await Promise.resolve();
      }
      log.push(`end j${index}`);
      if (fails) throw new Error(`j${index}`);
      done.add(`j${index}`);
      return `r${index}`;
    },
  }));
}

test("every job runs once, after what it needs, and the results are in order", async () => {
  await fc.assert(
    fc.asyncProperty(plans, fc.integer({ min: 1, max: 3 }), async (list, lanes) => {
      const log: string[] = [];
      const results = await runInLanes(jobsOf(list, log), lanes, () => false);
      expect([...results]).toEqual(list.map((_, index) => [`j${index}`, `r${index}`]));
      expect(log).toHaveLength(2 * list.length);
    }),
    { seed: 11, numRuns: 300 },
  );
});

test("the first failure in the list is reported after all lanes have ended", async () => {
  await fc.assert(
    fc.asyncProperty(plans, fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }), async (list, failing) => {
      const fails = new Set(failing.map((index) => index % list.length));
      const log: string[] = [];
      const run = runInLanes(
        jobsOf(
          list.map((plan, index) => ({ ...plan, fails: fails.has(index) })),
          log,
        ),
        2,
        () => false,
      );
      await expect(run).rejects.toThrow(`j${Math.min(...fails)}`);
      expect(log.filter((line) => line.startsWith("begin"))).toHaveLength(
        log.filter((line) => line.startsWith("end")).length,
      );
    }),
    { seed: 12, numRuns: 300 },
  );
});

test("a job that failed for want of memory runs again, alone, and so does all that is left", async () => {
  let together = 0;
  const job = (name: string): Job<string> => ({
    name,
    needs: [],
    run: async () => {
      together++;
      const crowded = together > 1;
      await new Promise((resolve) => setImmediate(resolve));
      together--;
      if (crowded) throw new Error("memory");
      return name;
    },
  });
  const results = await runInLanes(["a", "b", "c"].map(job), 2, (error) => (error as Error).message === "memory");
  expect([...results.keys()]).toEqual(["a", "b", "c"]);
});
