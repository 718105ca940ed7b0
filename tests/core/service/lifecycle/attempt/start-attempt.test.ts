import { beforeEach, expect, test } from "vitest";
import { startAttempt } from "../../../../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { attemptKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { clockTolerance } from "../../../../../functions/core/service/lifecycle/status/report-status.ts";
import { acceptedRequest, type FakeWorld, fakeWorld } from "../lifecycle-fakes.ts";

const lease = 60_000;
const accepted = acceptedRequest();
const subject = reportOf(accepted.id, 1);
let world: FakeWorld;

beforeEach(async () => {
  world = fakeWorld();
  await requestReport(accepted, world);
});

const start = (owner: string, on: FakeWorld = world) => startAttempt(subject, owner, lease, on);

/** Rewrites the latest attempt as another machine would have written it. */
async function rewrite(attempt: number, change: Readonly<Record<string, unknown>>): Promise<void> {
  const key = attemptKey(subject, attempt);
  const found = JSON.parse(new TextDecoder().decode((await world.store.get(key))!.body)) as Record<string, unknown>;
  await world.store.put(key, new TextEncoder().encode(JSON.stringify({ ...found, ...change })), "application/json");
}

test("an owner who asks again while its lease runs holds the same attempt", async () => {
  const first = await start("a");
  world.clock.time += lease - 1;
  expect(await start("a")).toEqual(first);
  expect(first).toMatchObject({ state: "started", attempt: { attempt: 1, until: world.clock.time + 1 } });
});

test("an owner whose lease ran out starts a new attempt, though it is the same owner", async () => {
  await start("a");
  world.clock.time += lease;
  expect(await start("a")).toMatchObject({
    state: "started",
    attempt: { attempt: 2, started: world.clock.time, until: world.clock.time + lease },
  });
});

test("anybody else is told until when the lease runs", async () => {
  await start("a");
  const until = world.clock.time + lease;
  world.clock.time += lease - 1;
  expect(await start("b")).toEqual({ state: "held", until });
  world.clock.time += 1;
  expect(await start("b")).toMatchObject({ state: "started", attempt: { attempt: 2, owner: "b" } });
});

test("an attempt that starts in the future holds only within the tolerance of clocks", async () => {
  await start("a");
  const ahead = world.clock.time + clockTolerance;
  await rewrite(1, { started: ahead, until: ahead + lease });
  expect(await start("b")).toEqual({ state: "held", until: ahead + lease });
  await rewrite(1, { started: ahead + 1, until: ahead + 1 + lease });
  expect(await start("b")).toMatchObject({ state: "started", attempt: { attempt: 2 } });
});

test("a pause holds until it ends, unless it began in the future", async () => {
  await start("a");
  const now = world.clock.time;
  const ended = { kind: "unavailable", problems: [{ code: "store-failed", message: "no answer" }] };
  await rewrite(1, { ended: { ...ended, at: now, retryAt: now + 5_000 } });
  expect(await start("b")).toEqual({ state: "held", until: now + 5_000 });
  await rewrite(1, { ended: { ...ended, at: now + clockTolerance, retryAt: now + clockTolerance + 5_000 } });
  expect(await start("b")).toEqual({ state: "held", until: now + clockTolerance + 5_000 });
  await rewrite(1, { ended: { ...ended, at: now + clockTolerance + 1, retryAt: now + clockTolerance + 5_000 } });
  expect(await start("b")).toMatchObject({ state: "started", attempt: { attempt: 2 } });
});

test("an attempt of a server's earlier run is void at once", async () => {
  const before = fakeWorld({ store: world.store, clock: world.clock, run: "monday" });
  await start("a", before);
  const after = fakeWorld({ store: world.store, clock: world.clock, run: "tuesday" });
  expect(await start("b", after)).toMatchObject({ state: "started", attempt: { attempt: 2, run: "tuesday" } });
});

test("of two that start at once, one holds and the other is told until when", async () => {
  const key = attemptKey(subject, 1);
  world.store.before("create", new RegExp(key), () => startAttempt(subject, "quick", lease, world));
  expect(await start("slow")).toEqual({ state: "held", until: world.clock.time + lease });
});

test("an attempt whose creation lost its answer is found by its owner", async () => {
  world.store.failOn({ method: "create", key: /attempts/, committed: "twice" });
  expect(await start("a")).toMatchObject({ state: "started", attempt: { attempt: 1, owner: "a" } });
});

test("what was never requested is absent", async () => {
  expect(await startAttempt(reportOf(acceptedRequest("b").id, 1), "a", lease, world)).toEqual({ state: "absent" });
});
