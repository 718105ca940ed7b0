import { expect, test } from "vitest";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { redriveReports } from "../../../../../functions/core/service/lifecycle/request/redrive-reports.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { acceptedRequest, fakeWorld, unavailable, wrong } from "../lifecycle-fakes.ts";
import { settleReport } from "../settle-report.ts";

const minute = 60_000;
const caller = { kind: "iam", name: "arn:aws:iam::123456789012:user/anna" } as const;

test("one call retries all reports that failed temporarily since a time, and nothing else", async () => {
  const world = fakeWorld();
  const crashing = fakeWorld({
    store: world.store,
    clock: world.clock,
    render: async () => Promise.reject(unavailable("render-crashed")),
  });
  const fail = async (name: string): Promise<void> => {
    await requestReport(acceptedRequest(name), world);
    await settleReport(acceptedRequest(name).id, 1, crashing);
    world.clock.time += minute;
  };
  await fail("too early");
  const since = world.clock.time;
  for (let index = 0; index < 40; index += 1) await fail(`failed ${index}`);
  await requestReport(acceptedRequest("ready"), world);
  await renderReport(acceptedRequest("ready").id, 1, world);
  await requestReport(acceptedRequest("wrong"), world);
  await renderReport(
    acceptedRequest("wrong").id,
    1,
    fakeWorld({ store: world.store, clock: world.clock, render: async () => Promise.reject(wrong()) }),
  );
  await requestReport(acceptedRequest("waiting"), world);

  const { retried, next } = await redriveReports(world, { since, caller });
  expect(next).toBeUndefined();
  expect(retried.map(({ status }) => status.id).sort()).toEqual(
    Array.from({ length: 40 }, (_, index) => acceptedRequest(`failed ${index}`).id).sort(),
  );
  expect(await readReport(acceptedRequest("failed 7").id, world)).toMatchObject({ state: "queued", generation: 2 });
  expect(await readReport(acceptedRequest("too early").id, world)).toMatchObject({ state: "failed", generation: 1 });
  expect(await readReport(acceptedRequest("wrong").id, world)).toMatchObject({ state: "failed", generation: 1 });
  const claim = await world.store.get(`reports/${acceptedRequest("failed 7").id}/2/request.json`);
  expect(JSON.parse(new TextDecoder().decode(claim!.body))).toMatchObject({ caller });
  // A report that was retried no longer counts as failed.
  expect((await redriveReports(world, { since })).retried).toEqual([]);
});

test("a call that runs out of time says where the next one goes on", async () => {
  const world = fakeWorld();
  const crashing = fakeWorld({
    store: world.store,
    clock: world.clock,
    render: async () => Promise.reject(unavailable("render-crashed")),
  });
  for (let index = 0; index < 40; index += 1) {
    await requestReport(acceptedRequest(`failed ${index}`), world);
    await settleReport(acceptedRequest(`failed ${index}`).id, 1, crashing);
  }
  const until = world.clock.time + 1;
  world.store.before("create", /recent/, async () => void (world.clock.time += 1));
  const first = await redriveReports(world, { since: 0, until });
  expect(first.retried).toHaveLength(16);
  const second = await redriveReports(world, { since: 0, after: first.next! });
  expect(second.retried).toHaveLength(24);
  expect(second.next).toBeUndefined();
});

test("a report whose records cannot be read does not keep the others from it", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(unavailable("render-crashed")) });
  for (const name of ["a", "b"]) {
    await requestReport(acceptedRequest(name), world);
    await settleReport(acceptedRequest(name).id, 1, world);
  }
  await world.store.put(
    `reports/${acceptedRequest("a").id}/1/outcome.json`,
    new TextEncoder().encode("{"),
    "application/json",
  );
  expect((await redriveReports(world, { since: 0 })).retried.map(({ status }) => status.id)).toEqual([
    acceptedRequest("b").id,
  ]);
  expect(world.logged).toContainEqual({ level: "error", message: "a report could not be redriven" });
});
