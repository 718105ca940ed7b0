import { expect, test } from "vitest";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { readLatest } from "../../../../../functions/core/service/lifecycle/records/read-generation.ts";
import { reportKind } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { cancelReport } from "../../../../../functions/core/service/lifecycle/removal/cancel-report.ts";
import { deleteReport } from "../../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { retryReport } from "../../../../../functions/core/service/lifecycle/request/retry-report.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { reportStatus } from "../../../../../functions/core/service/lifecycle/status/report-status.ts";
import { expireReports } from "../../../../../functions/core/service/lifecycle/sweep/expire-reports.ts";
import { acceptedRequest, fakeWorld, unavailable, wrong } from "../lifecycle-fakes.ts";

const accepted = acceptedRequest();
const { id } = accepted;
const retentionMs = 1_000_000;

test("a report that has ended is read without a listing, in any of its first generations", async () => {
  const world = fakeWorld();
  for (let generation = 1; generation <= 4; generation += 1) {
    await requestReport(accepted, world, { anew: true });
    await renderReport(id, generation, world);
    world.store.calls.length = 0;
    expect(await readReport(id, world)).toMatchObject({ state: "ready", generation });
    expect(world.store.calls.filter((call) => call.startsWith("list"))).toEqual([]);
    // The outcome, the claim and the next claim, which is not there; and two more for each generation before.
    expect(world.store.calls).toHaveLength(2 * generation + 1);
    expect((await requestReport(accepted, world)).created).toBe(false);
  }
});

test("reading by keys agrees with the listing, whatever happened to a report", async () => {
  let seed = 20_261_129;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const rounds = process.env["SOAK"] === undefined ? 60 : 2_000;
  let quick = 0;
  for (let round = 0; round < rounds; round += 1) {
    let fault: Error | undefined;
    const world = fakeWorld({
      retentionMs,
      render: async (request, progress) => {
        if (fault !== undefined) throw fault;
        return fakeWorld().render(request, progress);
      },
    });
    for (let step = 0; step < 12; step += 1) {
      const found = await readLatest(world.store, reportKind, id);
      fault = [undefined, undefined, wrong(), unavailable()][random(4)];
      const act = random(8);
      if (act < 2) await requestReport(accepted, world, { anew: act === 1 });
      else if (act < 4 && found !== undefined) await renderReport(id, found.generation, world);
      else if (act === 4) await deleteReport(id, world);
      else if (act === 5 && found !== undefined) await retryReport(id, world).catch(() => undefined);
      else if (act === 6 && found !== undefined) await cancelReport(id, world).catch(() => undefined);
      else if (act === 7) await expireReports(world.clock.time - retentionMs / 4, world);
      world.clock.time += [1, 10_000, 400_000][random(3)]!;
      const listed = await readLatest(world.store, reportKind, id);
      world.store.calls.length = 0;
      const read = await readReport(id, world);
      if (!world.store.calls.some((call) => call.startsWith("list"))) quick += 1;
      expect(read).toEqual(listed && reportStatus(listed, world));
    }
  }
  expect(quick).toBeGreaterThan(rounds);
});

test("a store that removed an old generation in part hides none that followed", async () => {
  const world = fakeWorld({ retentionMs });
  for (const generation of [1, 2, 3]) {
    await requestReport(accepted, world, { anew: true });
    await renderReport(id, generation, world);
    if (generation === 2) world.clock.time += retentionMs;
  }
  // S3 removes what is due in any order.
  for (const name of ["request.json", "outcome.json", "attempts/1.json", "report.pdf", "content.json"])
    await world.store.delete(`reports/${id}/2/${name}`);
  expect(await readReport(id, world)).toMatchObject({ state: "ready", generation: 3 });
  expect((await requestReport(accepted, world)).created).toBe(false);
});
