import { expect, test } from "vitest";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { startAttempt } from "../../../../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { reportKind, reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { pdfKey, pendingKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { expireReports } from "../../../../../functions/core/service/lifecycle/sweep/expire-reports.ts";
import { sweepReports, type Unfinished } from "../../../../../functions/core/service/lifecycle/sweep/sweep-reports.ts";
import { takeTurn, turnKey } from "../../../../../functions/core/service/lifecycle/sweep/take-turn.ts";
import type { ListedObject, ObjectStore } from "../../../../../functions/core/ports.ts";
import { callsPerRetirement } from "../../../../../functions/lambda/render/render-cost.ts";
import { acceptedRequest, FakeClock, fakeWorld, FaultyStore, unavailable } from "../lifecycle-fakes.ts";
import { sweepAll } from "../sweep-all.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const schedule = { minAgeMs: 4 * minute, requeueMs: 30 * minute };

test("500 waiting claims are handed over once in half an hour, not by every sweep", async () => {
  const world = fakeWorld();
  for (let index = 0; index < 500; index += 1) await requestReport(acceptedRequest(`waiting ${index}`), world);
  const handed: number[] = [];
  for (let sweep = 0; sweep < 14; sweep += 1) {
    handed.push((await sweepAll(world, schedule)).length);
    world.clock.time += 5 * minute;
  }
  // The first sweep is too early, the eighth is half an hour after the second.
  expect(handed).toEqual([0, 500, 0, 0, 0, 0, 0, 500, 0, 0, 0, 0, 0, 500]);
  const before = world.store.calls.length;
  await sweepAll(world, schedule);
  expect(world.store.calls.slice(before)).toEqual([`list ${reportKind.pending!}`]);
});

test("claims are handed over as they are found, whatever comes after", async () => {
  const world = fakeWorld();
  for (let index = 0; index < 40; index += 1) await requestReport(acceptedRequest(`waiting ${index}`), world);
  const handed: Unfinished[] = [];
  const broken = sweepReports(world, {
    ...schedule,
    minAgeMs: 0,
    async requeue(claims) {
      if (handed.length >= 32) throw unavailable("queue-failed");
      handed.push(...claims);
    },
  });
  await expect(broken).rejects.toMatchObject({ problems: [{ code: "queue-failed" }] });
  expect(handed).toHaveLength(32);
  // The next sweep sends only the reports that the queue did not take.
  expect(await sweepAll(world, { ...schedule, minAgeMs: 0 })).toHaveLength(8);
});

const keyOf = (index: number): string => pendingKey(reportOf(index.toString(16).padStart(64, "0"), 1))!;

/** Makes a store that seems to hold a million markers: it computes each listing, and counts the calls. */
function millionMarkers(
  marker: (index: number) => Pick<ListedObject, "size" | "modified">,
): ObjectStore & { readonly counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    counts,
    async list(prefix, { after, limit = 1000 } = {}) {
      count(prefix === reportKind.pending! ? "list" : "look");
      if (prefix !== reportKind.pending!) return { objects: [], prefixes: [] };
      const start = after === undefined ? 0 : Number.parseInt(after.slice(reportKind.pending!.length, -2), 16) + 1;
      const end = Math.min(start + limit, 1_000_000);
      const objects = Array.from({ length: end - start }, (_, at) => ({
        key: keyOf(start + at),
        ...marker(start + at),
      }));
      return { objects, prefixes: [], ...(end < 1_000_000 && { next: keyOf(end - 1) }) };
    },
    get: async () => (count("get"), undefined),
    head: async () => (count("head"), undefined),
    put: async () => (count("put"), "etag"),
    create: async () => (count("create"), true),
    replace: async () => (count("replace"), true),
    createStream: async () => (count("createStream"), true),
    getRange: async () => (count("getRange"), undefined),
    getStream: async () => (count("getStream"), undefined),
    delete: async () => count("delete"),
  };
}

test("a million claims that wait are passed in steps of a hundred thousand, by listing alone", async () => {
  const clock = new FakeClock();
  const store = millionMarkers(() => ({ size: 8, modified: clock.time }));
  const world = { ...fakeWorld({ clock }), store };
  const limits = { ...schedule, mostMarkers: 100_000, mostReads: 10_000 };
  let [steps, after]: [number, string | undefined] = [0, undefined];
  do {
    const before = store.counts.get("list") ?? 0;
    const swept = await sweepReports(world, {
      ...limits,
      ...(after !== undefined && { after }),
      requeue: () => expect.unreachable(),
    });
    expect((store.counts.get("list") ?? 0) - before).toBeLessThanOrEqual(101);
    [steps, after] = [steps + 1, swept.next];
  } while (after !== undefined);
  expect(steps).toBe(10);
  expect([...store.counts.keys()]).toEqual(["list"]);
}, 60_000);

test("a million markers that are due are read ten thousand at a time, each once", async () => {
  const clock = new FakeClock();
  const store = millionMarkers(() => ({ size: 0, modified: clock.time - 5 * minute }));
  const world = { ...fakeWorld({ clock }), store };
  const limits = { ...schedule, mostMarkers: 100_000, mostReads: 10_000 };
  const first = await sweepReports(world, { ...limits, requeue: () => undefined });
  expect(store.counts.get("look")).toBe(10_000);
  const second = await sweepReports(world, { ...limits, after: first.next!, requeue: () => undefined });
  expect(store.counts.get("look")).toBe(20_000);
  expect(second.next! > first.next!).toBe(true);
});

test("one sweeps at a time; a turn that was never ended lapses, and one of a wrong clock is void", async () => {
  const world = fakeWorld();
  const turn = await takeTurn(world, 4 * minute);
  expect(turn).toMatchObject({ cursors: {}, clockAheadMs: 0 });
  expect(await takeTurn(world, 4 * minute)).toBeUndefined();
  await turn!.end({ reports: "pending/x" });
  const next = await takeTurn(world, 4 * minute);
  expect(next?.cursors).toEqual({ reports: "pending/x" });
  world.clock.time += 4 * minute;
  expect(await takeTurn(world, 4 * minute)).toBeDefined();
  // The turn that lapsed does not end its successor.
  await next!.end({});
  expect(await takeTurn(world, 4 * minute)).toBeUndefined();
  world.clock.time -= 400 * day;
  expect(await takeTurn(world, 4 * minute)).toMatchObject({ cursors: { reports: "pending/x" } });
  world.clock.time += 10 * minute;
  world.store.failOn({ method: "replace", key: /turn/, committed: "twice" });
  expect(await takeTurn(world, 4 * minute)).toBeDefined();
  world.clock.time += 10 * minute;
  await world.store.put(turnKey, new TextEncoder().encode("nonsense"), "application/json");
  expect(await takeTurn(world, 4 * minute)).toMatchObject({ cursors: {} });
});

test.each(["list", "get", "replace", "delete"] as const)(
  "overlapping sweeps erase no report that was requested since: the slow one stops at its %s",
  async (method) => {
    const world = fakeWorld();
    const accepted = acceptedRequest();
    const { id } = accepted;
    await requestReport(accepted, world);
    await renderReport(id, 1, world);
    world.clock.time += 100 * day;
    const before = world.clock.time - 90 * day;
    const fast = fakeWorld({ store: world.store, clock: world.clock });
    world.store.before(method, method === "get" ? /1\/request/ : /^reports/, async () => {
      await expireReports(before, fast);
      await requestReport(accepted, fast);
      const asked = await readReport(id, fast);
      await renderReport(id, asked!.generation, fast);
    });
    await expireReports(before, world);
    const status = await readReport(id, world);
    expect(status).toMatchObject({ state: "ready", created: world.clock.time });
    expect(await world.store.inner.get(pdfKey(id, status!.generation))).toBeDefined();
  },
);

test("retiring a report makes the calls in the table of costs", async () => {
  const world = fakeWorld();
  await requestReport(acceptedRequest(), world);
  await renderReport(acceptedRequest().id, 1, world);
  world.clock.time += 100 * day;
  const before = world.store.calls.length;
  expect(await expireReports(world.clock.time - 90 * day, world)).toBe(1);
  const calls = world.store.calls.slice(before).filter((call) => call !== "list recent/");
  const writes = calls.filter((call) => /^(?:list|put|create|replace) /.test(call)).length;
  const reads = calls.filter((call) => /^(?:get|head) /.test(call)).length;
  expect({ s3Write: writes, s3Read: reads, s3Delete: calls.length - writes - reads }).toEqual(callsPerRetirement);
});

test("a clock that was 400 days ahead and is right again leaves nothing stuck", async () => {
  const world = fakeWorld({ retentionMs: 90 * day });
  const accepted = acceptedRequest();
  world.clock.time += 400 * day;
  await requestReport(accepted, world);
  await startAttempt(reportOf(accepted.id, 1), "dead", 60_000, world);
  await requestReport(acceptedRequest("resting"), world);
  await renderReport(
    acceptedRequest("resting").id,
    1,
    fakeWorld({ ...world, render: async () => Promise.reject(unavailable("render-crashed")) }),
  );
  world.clock.time -= 400 * day;
  // The times of lease, pause and markers lie in the future, so they hold nothing back.
  const found = await sweepAll(world, schedule);
  expect(found.map(({ id }) => id).sort()).toEqual([accepted.id, acceptedRequest("resting").id].sort());
  for (const { id } of found)
    expect(await renderReport(id, 1, world)).toMatchObject({ state: "finished", outcome: { state: "ready" } });
  // The first sweep handed everything over; a second one finds nothing left.
  expect(await sweepAll(world, schedule)).toEqual([]);
});

test("a store's own clock shows that ours is wrong", async () => {
  const clock = new FakeClock();
  const store = new FaultyStore(fakeWorld({ clock }).store.inner);
  const ours = new FakeClock();
  ours.time = clock.time + 400 * day;
  expect((await takeTurn(fakeWorld({ store, clock: ours }), minute))?.clockAheadMs).toBe(400 * day);
});
