import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { attemptKey, outcomeKey, pdfKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind, reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { settleReport } from "../settle-report.ts";
import { acceptedRequest, fakeWorld, makeReport, unavailable, wrong, turn } from "../lifecycle-fakes.ts";
import type { FakeWorld, Fault } from "../lifecycle-fakes.ts";

const accepted = acceptedRequest();
const { id } = accepted;
const report = makeReport(accepted);

async function requested(given: Parameters<typeof fakeWorld>[0] = {}): Promise<FakeWorld> {
  const world = fakeWorld(given);
  await requestReport(accepted, world);
  return world;
}

test("a render leaves the PDF, then the outcome, and nothing pending", async () => {
  const world = await requested();
  const rendering = await renderReport(id, 1, world);
  expect(rendering).toMatchObject({
    state: "finished",
    outcome: { state: "ready", attempts: 1, pages: 2, sha256: report.sha256 },
  });
  expect(await readReport(id, world)).toMatchObject({
    state: "ready",
    title: "T",
    bytes: report.bytes,
    timings: report.timings,
    warnings: [],
  });
  expect(Buffer.from((await world.store.inner.get(pdfKey(id, 1)))!.body)).toEqual(Buffer.from(report.pdf));
  const writes = world.store.calls.filter((call) => /^create.*(pdf|outcome)/.test(call));
  expect(writes).toEqual([`create ${pdfKey(id, 1)}`, `create ${outcomeKey(reportOf(id, 1))}`]);
  expect((await world.store.inner.list(reportKind.pending!)).objects).toEqual([]);
  expect(await renderReport(id, 1, world)).toMatchObject({ state: "finished", outcome: { state: "ready" } });
  expect(await renderReport(id, 2, world)).toEqual({ state: "absent" });
});

test("while one renders, others wait until its deadline", async () => {
  const world = await requested();
  let renders = 0;
  const first = fakeWorld({
    store: world.store,
    clock: world.clock,
    render: async (request) => {
      renders += 1;
      expect(await renderReport(id, 1, world)).toEqual({ state: "held", until: world.clock.time + 60_000 });
      return makeReport(request);
    },
  });
  await renderReport(id, 1, first);
  expect(renders).toBe(1);
});

test("of two processes that begin at once, one renders", async () => {
  let renders = 0;
  const world = await requested({
    render: async (request) => {
      renders += 1;
      return makeReport(request);
    },
  });
  const both = await Promise.all([renderReport(id, 1, world), renderReport(id, 1, world)]);
  expect(both.map((one) => one.state).sort()).toEqual(["finished", "held"]);
  expect(renders).toBe(1);
});

test("after the deadline the next attempt begins, and a late writer cannot undo its outcome", async () => {
  const world = await requested();
  let release: (() => void) | undefined;
  const late = fakeWorld({
    store: world.store,
    clock: world.clock,
    render: (request) => new Promise((resolve) => (release = () => resolve(makeReport(request, "late")))),
  });
  const lateRendering = renderReport(id, 1, late);
  await turn();
  world.clock.time += 60_000;
  expect(await renderReport(id, 1, world)).toMatchObject({ outcome: { state: "ready", attempts: 2 } });
  release!();
  expect(await lateRendering).toMatchObject({ outcome: { state: "ready", attempts: 2, sha256: report.sha256 } });
  expect(await readReport(id, world)).toMatchObject({ attempts: 2, sha256: report.sha256 });
  expect(late.logged).toContainEqual({ level: "error", message: "two renders of the same request differ" });
});

test("a failure the same inputs would meet again is final at once", async () => {
  const world = await requested({ render: async () => Promise.reject(wrong()) });
  expect(await settleReport(id, 1, world)).toMatchObject({
    state: "failed",
    final: true,
    attempts: 1,
    kind: "query-failed",
  });
});

test("a passing failure is tried again after 1 s and 4 s, three times in all", async () => {
  const times: number[] = [];
  const world = await requested({
    render: async () => {
      times.push(world.clock.time);
      throw unavailable("render-timeout");
    },
  });
  const first = await renderReport(id, 1, world);
  expect(first).toEqual({ state: "held", until: world.clock.time + 1000 });
  expect(await readReport(id, world)).toMatchObject({ state: "queued", attempts: 1, retryAt: world.clock.time + 1000 });
  const outcome = await settleReport(id, 1, world);
  expect(outcome).toMatchObject({
    state: "failed",
    final: false,
    attempts: 3,
    kind: "unavailable",
    problems: [{ code: "render-timeout" }],
  });
  expect(times.map((time) => time - times[0]!)).toEqual([0, 1000, 5000]);
});

test("a passing failure is forgotten when the next attempt succeeds", async () => {
  let renders = 0;
  const world = await requested({
    render: async (request) => {
      renders += 1;
      if (renders < 3) throw new Error("something odd, /secret/path");
      return makeReport(request);
    },
  });
  expect(await settleReport(id, 1, world)).toMatchObject({ state: "ready", attempts: 3 });
  const attempt = await world.store.inner.get(attemptKey(reportOf(id, 1), 1));
  expect(new TextDecoder().decode(attempt!.body)).not.toContain("secret");
  expect(
    world.logged.filter((entry) => entry.message === "an attempt at a report met an unexpected error"),
  ).toHaveLength(2);
});

test("an error of no known kind ends the report without its words, which the log has", async () => {
  const details: unknown[] = [];
  const world = await requested({
    render: async () => Promise.reject(new TypeError("something odd, /secret/path")),
    logger: { info: () => {}, warn: () => {}, error: (_, about) => void details.push(about) },
  });
  const outcome = await settleReport(id, 1, world);
  expect(outcome).toMatchObject({
    state: "failed",
    problems: [{ code: "render-broke", message: "The render met an unexpected error; the log has the details" }],
  });
  expect(JSON.stringify(outcome)).not.toContain("secret");
  expect(details[0]).toMatchObject({ id, stack: expect.stringContaining("/secret/path") });
});

const lostAnswers: readonly [string, Fault][] = [
  ["the attempt", { method: "create", key: /attempts/, committed: true }],
  ["the attempt, before it was made", { method: "create", key: /attempts/, committed: false, times: 3 }],
  ["the PDF", { method: "create", key: /report\.pdf/, committed: true, times: 2 }],
  ["the PDF, before it was stored", { method: "create", key: /report\.pdf/, committed: false, times: 3 }],
  ["the outcome", { method: "create", key: /outcome/, committed: true, times: 2 }],
  ["the outcome, before it was stored", { method: "create", key: /outcome/, committed: false, times: 3 }],
  ["the attempt, which was made twice", { method: "create", key: /attempts/, committed: "twice" }],
  ["the PDF, which was stored twice", { method: "create", key: /report\.pdf/, committed: "twice" }],
  ["the outcome, which was stored twice", { method: "create", key: /outcome/, committed: "twice" }],
  ["reading", { method: "get", key: /request\.json/, committed: false, times: 3 }],
  ["listing", { method: "list", key: /reports/, committed: false, times: 3 }],
  ["removing the marker", { method: "delete", key: /pending/, committed: false, times: 3 }],
];

test.each(lostAnswers)("the store failing at %s does not cost an attempt", async (_, fault) => {
  let renders = 0;
  const world = await requested({
    render: async (request) => {
      renders += 1;
      return makeReport(request);
    },
  });
  world.store.failOn(fault);
  expect(await renderReport(id, 1, world)).toMatchObject({
    state: "finished",
    outcome: { state: "ready", attempts: 1 },
  });
  expect(renders).toBe(1);
});

test("a store that stays away is reported, and the next attempt finishes after the deadline", async () => {
  const world = await requested();
  world.store.failOn(
    { method: "create", key: /outcome/, committed: false, times: 99 },
    { method: "delete", key: /attempts/, committed: false, times: 99 },
  );
  await expect(renderReport(id, 1, world)).rejects.toMatchObject({ kind: "unavailable" });
  world.store.failOn();
  expect(await readReport(id, world)).toMatchObject({ state: "rendering", attempts: 1 });
  expect(await settleReport(id, 1, world)).toMatchObject({ state: "ready", attempts: 2 });
});

test("a disk that is full when the PDF is stored costs no attempt, and is reported", async () => {
  const world = await requested();
  world.store.failOn({ method: "create", key: /report\.pdf/, committed: false, times: 99 });
  for (let turn = 0; turn < 4; turn += 1) {
    const rendering = await renderReport(id, 1, world);
    expect(rendering).toMatchObject({ state: "held" });
    world.clock.time = rendering.state === "held" ? rendering.until : 0;
  }
  expect(world.logged).toContainEqual({ level: "warn", message: "the store failed; the attempt is handed back" });
  world.store.failOn();
  expect(await settleReport(id, 1, world)).toMatchObject({ state: "ready", attempts: 1 });
});

test("progress is written at most once a second, and lost progress loses nothing else", async () => {
  const world = await requested({
    render: async (request, progress) => {
      progress("template");
      for (let step = 0; step < 30; step += 1) {
        world.clock.time += 100;
        progress(step < 15 ? "query" : "chart");
        await turn();
      }
      expect(await readReport(id, world)).toMatchObject({ state: "rendering", stage: "chart" });
      return makeReport(request);
    },
  });
  world.store.failOn({ method: "replace", key: /attempts/, committed: false });
  await renderReport(id, 1, world);
  expect(world.store.calls.filter((call) => call.startsWith("replace"))).toHaveLength(3);
  expect(world.logged).toEqual([{ level: "warn", message: "progress was not recorded" }]);
  expect(await readReport(id, world)).toMatchObject({ state: "ready" });
});

test("a lease of an earlier run of the server is void, but its attempt counts", async () => {
  const world = await requested({ run: "run-1", render: () => new Promise(() => undefined) });
  void renderReport(id, 1, world);
  await turn();
  const restarted = fakeWorld({ store: world.store, clock: world.clock, run: "run-2" });
  expect(await readReport(id, restarted)).toMatchObject({ state: "queued", attempts: 1 });
  const began = world.clock.time;
  expect(await settleReport(id, 1, restarted)).toMatchObject({ state: "ready", attempts: 2 });
  expect(world.clock.time).toBe(began);
});

test("a render that its stopping server ends is handed back and does not count", async () => {
  const stopping = new AbortController();
  const world = await requested({
    signal: stopping.signal,
    render: async () => {
      stopping.abort();
      throw unavailable("server-stopping");
    },
  });
  expect(await settleReport(id, 1, world)).toBeUndefined();
  expect(await readReport(id, world)).toMatchObject({ state: "queued", attempts: 0 });
});

test("an outage of six minutes costs no attempt: the report rests as long as it has waited, and is rendered after", async () => {
  const begun = fakeWorld();
  const outage = begun.clock.time + 6 * 60_000;
  let renders = 0;
  const world = fakeWorld({
    store: begun.store,
    clock: begun.clock,
    async render(request) {
      renders += 1;
      if (begun.clock.time < outage) throw unavailable("store-failed");
      return makeReport(request);
    },
  });
  await requestReport(accepted, world);
  const rests: number[] = [];
  for (;;) {
    const now = world.clock.time;
    const rendering = await renderReport(id, 1, world);
    if (rendering.state !== "held") break;
    rests.push((rendering.until - now) / 1000);
    world.clock.time = rendering.until;
  }
  // The queue delivers a message ten times; this takes fewer.
  expect(rests).toEqual([15, 15, 30, 60, 120, 240]);
  expect(renders).toBe(7);
  expect(await readReport(id, world)).toMatchObject({ state: "ready", attempts: 1 });
});

test("failures like an outage count as attempts after a day", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(unavailable("store-failed")) });
  await requestReport(accepted, world);
  world.clock.time += 24 * 3_600_000;
  expect(await settleReport(id, 1, world)).toMatchObject({
    state: "failed",
    final: false,
    attempts: 3,
    problems: [{ code: "store-failed" }],
  });
});

test("a query that took too long by the clock may succeed later", async () => {
  const slow = new BroadsheetError("limit-exceeded", { code: "query-too-slow", message: "too slow" });
  const world = fakeWorld({ render: async () => Promise.reject(slow) });
  await requestReport(accepted, world);
  expect(await renderReport(id, 1, world)).toMatchObject({ state: "held" });
  expect(await settleReport(id, 1, world)).toMatchObject({
    state: "failed",
    final: false,
    attempts: 3,
    kind: "limit-exceeded",
  });
});

test("a claim or attempt that cannot be read makes the report failed, naming the record", async () => {
  for (const key of [`reports/${id}/1/request.json`, attemptKey(reportOf(id, 1), 1)]) {
    const world = await requested();
    await world.store.put(key, new TextEncoder().encode('{"attempt": 1'), "application/json");
    await expect(readReport(id, world)).rejects.toBeInstanceOf(BroadsheetError);
    expect(await renderReport(id, 1, world)).toMatchObject({
      state: "finished",
      outcome: { state: "failed", final: false, problems: [{ code: "corrupt-object", seen: key }] },
    });
    expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 2 } });
  }
});
