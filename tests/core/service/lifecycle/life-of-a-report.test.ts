import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deleteReport } from "../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { outcomeKey } from "../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind, reportOf } from "../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { parseOutcome } from "../../../../functions/core/service/lifecycle/records/parse-record.ts";
import { readReport } from "../../../../functions/core/service/lifecycle/status/read-report.ts";
import { requestReport } from "../../../../functions/core/service/lifecycle/request/request-report.ts";
import { retryReport } from "../../../../functions/core/service/lifecycle/request/retry-report.ts";
import { settleReport } from "./settle-report.ts";
import { sweepAll } from "./sweep-all.ts";
import { acceptedRequest } from "./lifecycle-fakes.ts";
import { Simulation } from "./simulation.ts";
import type { Fate } from "./simulation.ts";

const accepted = acceptedRequest();
const fates = fc.array(fc.constantFrom<Fate>("made", "slow", "late", "broken", "wrong", "lost", "other"), {
  maxLength: 6,
});
const seed = fc.integer();
const faults = fc.constantFrom(0, 0.02, 0.1);

/** Ignores errors of the store, which reach the client; the sweep takes up the work that they interrupted. */
const unlessUnavailable = (error: { kind?: string }): undefined => {
  if (error.kind === "unavailable" || error.kind === "not-found") return undefined;
  throw error;
};

interface Accepted {
  readonly generation: number;
}

/** Requests a report as a client does, and renders what it claimed as a queue does. */
async function askAndRender(
  simulation: Simulation,
  actor: string,
  claims: Accepted[],
  { retry = false, skew = 0 } = {},
): Promise<void> {
  const world = simulation.world(actor, undefined, skew);
  const asked = await (retry ? retryReport(accepted.id, world) : requestReport(accepted, world)).catch(
    unlessUnavailable,
  );
  if (asked === undefined) return;
  claims.push({ generation: asked.status.generation });
  await settleReport(accepted.id, asked.status.generation, world).catch(unlessUnavailable);
}

/**
 * Runs a process without faults that sweeps as the schedule does until nothing is pending, and starts it again if a
 * render kills it.
 *
 * @returns the time at which the last render had ended
 */
async function recover(simulation: Simulation, run?: string): Promise<number> {
  simulation.faults = 0;
  let settled = simulation.time;
  for (let sweep = 1; sweep <= 10; sweep += 1) {
    const world = simulation.world(`recovery-${sweep}`, run && `${run}-${sweep}`);
    void sweepAll(world).then(async (unfinished) => {
      for (const { id, generation } of unfinished) {
        await settleReport(id, generation, world);
        settled = simulation.time;
      }
    });
    await simulation.run();
    const { objects } = await simulation.store.list(reportKind.pending!);
    if (objects.length === 0) break;
    // Leases expire, and markers without a claim are removed. With runs, nothing waits for the leases.
    if (run === undefined || sweep > 5) simulation.time += 25 * 3_600_000;
  }
  return settled;
}

async function expectOutcomes(simulation: Simulation, claims: readonly Accepted[]): Promise<void> {
  expect(simulation.broken).toEqual([]);
  for (const { generation } of claims) {
    const key = outcomeKey(reportOf(accepted.id, generation));
    const found = await simulation.store.get(key);
    expect(found, `generation ${generation} has an outcome`).toBeDefined();
    parseOutcome(reportKind, key, found!.body);
  }
  expect((await simulation.store.list(reportKind.pending!)).objects).toEqual([]);
  const generations = Math.max(0, ...claims.map((claim) => claim.generation));
  expect(simulation.renders.get(accepted.id) ?? 0).toBeLessThanOrEqual(3 * Math.max(1, generations));
}

/** The server suites and CI play 1,000 lives of each kind, `npm test` a sample. */
const runs = process.env["WHOLE"] === undefined ? 200 : 1000;

test("several clients and renders at once reach one outcome for each generation, with at most three renders, whatever fails", async () => {
  await fc.assert(
    fc.asyncProperty(seed, fates, faults, fc.integer({ min: 1, max: 4 }), async (seed, fates, faults, askers) => {
      const simulation = new Simulation({ seed, fates, faults });
      const claims: Accepted[] = [];
      for (let asker = 0; asker < askers; asker += 1)
        void askAndRender(simulation, `asker-${asker}`, claims, { retry: asker === 3 });
      await simulation.run();
      await recover(simulation);
      await expectOutcomes(simulation, claims);
    }),
    { numRuns: runs, seed: 20_260_102 },
  );
});

test("servers whose clocks differ, by less than a lease or by far more, reach one outcome all the same", async () => {
  const skew = fc.oneof(
    fc.integer({ min: -30_000, max: 30_000 }),
    fc.constantFrom(-86_400_000, -3_600_000, -300_001, -90_000, 0, 90_000, 300_001, 3_600_000, 86_400_000),
  );
  await fc.assert(
    fc.asyncProperty(
      seed,
      fates,
      faults,
      fc.array(skew, { minLength: 2, maxLength: 4 }),
      async (seed, fates, faults, skews) => {
        const simulation = new Simulation({ seed, fates, faults });
        const claims: Accepted[] = [];
        for (const [asker, skew] of skews.entries())
          void askAndRender(simulation, `asker-${asker}`, claims, { retry: asker === 3, skew });
        await simulation.run();
        await recover(simulation);
        await expectOutcomes(simulation, claims);
      },
    ),
    { numRuns: runs, seed: 20_260_104 },
  );
});

test("a deletion in between takes the report away for good, and no late writer brings it back", async () => {
  await fc.assert(
    fc.asyncProperty(seed, fates, faults, async (seed, fates, faults) => {
      const simulation = new Simulation({ seed, fates, faults });
      const claims: Accepted[] = [];
      void askAndRender(simulation, "asker-0", claims);
      void askAndRender(simulation, "asker-1", claims);
      void deleteReport(accepted.id, simulation.world("deleter")).catch(unlessUnavailable);
      await simulation.run();
      await recover(simulation);
      await expectOutcomes(simulation, claims);
      void deleteReport(accepted.id, simulation.world("last"));
      await simulation.run();
      const { objects } = await simulation.store.list("reports/");
      expect(objects.filter((object) => !object.key.endsWith("/outcome.json"))).toEqual([]);
      const status = readReport(accepted.id, simulation.world("reader"));
      await simulation.run();
      expect((await status)?.state ?? "deleted").toBe("deleted");
    }),
    { numRuns: runs, seed: 20_260_103 },
  );
});

test("a server that is killed at any moment renders after its restart at once, and counts", async () => {
  await fc.assert(
    fc.asyncProperty(
      seed,
      fates,
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 4 }),
      async (seed, fates, kills) => {
        const simulation = new Simulation({ seed, fates, faults: 0 });
        const claims: Accepted[] = [];
        for (const [run, steps] of [...kills, Infinity].entries()) {
          const actor = `server-${run}`;
          const world = simulation.world(actor, `run-${run}`);
          const serve = async (): Promise<void> => {
            const unfinished = await sweepAll(world);
            for (const { id, generation } of unfinished) await settleReport(id, generation, world);
            const asked = await requestReport(accepted, world);
            claims.push({ generation: asked.status.generation });
            await settleReport(accepted.id, asked.status.generation, world);
          };
          void serve();
          await simulation.run(steps);
          simulation.kill(actor);
        }
        const began = simulation.time;
        const settled = await recover(simulation, "recovery");
        await expectOutcomes(simulation, claims);
        // Three renders of 20 s and the pauses between them: nothing waited for the lease of a dead server.
        if (!fates.includes("late")) expect(settled - began).toBeLessThan(75_000);
      },
    ),
    { numRuns: runs, seed: 20_260_104 },
  );
});
