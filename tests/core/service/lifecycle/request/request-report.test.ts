import { expect, test } from "vitest";
import { deleteReport } from "../../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { claimKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { retryReport } from "../../../../../functions/core/service/lifecycle/request/retry-report.ts";
import { settleReport } from "../settle-report.ts";
import { acceptedRequest, fakeWorld, unavailable, wrong, turn } from "../lifecycle-fakes.ts";

const accepted = acceptedRequest();
const { id } = accepted;

test("the first request creates the claim, which holds the accepted request", async () => {
  const world = fakeWorld();
  const asked = await requestReport(accepted, world);
  expect(asked).toEqual({
    status: { state: "queued", id, generation: 1, created: world.clock.time, accepted, attempts: 0 },
    created: true,
  });
  expect(await readReport(id, world)).toEqual(asked.status);
  const stored = JSON.parse(
    new TextDecoder().decode((await world.store.inner.get(claimKey(reportOf(id, 1))))!.body),
  ) as unknown;
  expect(stored).toMatchObject({ created: world.clock.time, accepted });
});

test("a repeated request returns the state and creates nothing: queued, rendering, ready, failed for good", async () => {
  const world = fakeWorld();
  await requestReport(accepted, world);
  expect(await requestReport(accepted, world)).toMatchObject({
    created: false,
    status: { state: "queued", generation: 1 },
  });
  const during = fakeWorld({
    store: world.store,
    clock: world.clock,
    render: async () => {
      expect(await requestReport(accepted, world)).toMatchObject({
        created: false,
        status: { state: "rendering", attempts: 1 },
      });
      throw wrong();
    },
  });
  await renderReport(id, 1, during);
  const failed = await requestReport(accepted, world);
  expect(failed).toMatchObject({
    created: false,
    status: { state: "failed", final: true, kind: "query-failed", problems: wrong().problems },
  });

  const other = fakeWorld();
  await requestReport(accepted, other);
  await renderReport(id, 1, other);
  expect(await requestReport(accepted, other)).toMatchObject({
    created: false,
    status: { state: "ready", pages: 2, attempts: 1 },
  });
});

test("a failure that may not happen again, a deletion and an expiry start the next generation", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(unavailable()), retentionMs: 30 * 86_400_000 });
  await requestReport(accepted, world);
  await settleReport(id, 1, world);
  expect(await readReport(id, world)).toMatchObject({ state: "failed", final: false, attempts: 3 });
  expect(await requestReport(accepted, world)).toMatchObject({
    created: true,
    status: { state: "queued", generation: 2 },
  });
  expect(await deleteReport(id, world)).toBe(true);
  expect(await readReport(id, world)).toEqual({ state: "deleted", id, generation: 2 });
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 3 } });
  world.clock.time += 30 * 86_400_000;
  expect(await readReport(id, world)).toEqual({ state: "expired", id, generation: 3 });
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 4 } });
});

test("the tenth generation comes after the ninth", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(wrong()) });
  await requestReport(accepted, world);
  for (let generation = 1; generation <= 11; generation += 1) {
    await renderReport(id, generation, world);
    expect(await retryReport(id, world)).toMatchObject({ created: true, status: { generation: generation + 1 } });
  }
});

test("of many simultaneous requests one creates the claim", async () => {
  const world = fakeWorld();
  const asked = await Promise.all(Array.from({ length: 10 }, () => requestReport(accepted, world)));
  expect(asked.filter((one) => one.created)).toHaveLength(1);
  expect(new Set(asked.map((one) => one.status.generation))).toEqual(new Set([1]));
});

test("a process recognises its own claim after its answer was lost", async () => {
  const world = fakeWorld();
  world.store.failOn({ method: "create", key: /request\.json/, committed: true });
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 1 } });
  world.store.failOn({ method: "create", key: /request\.json/, committed: "twice" });
  expect(await requestReport(acceptedRequest("c"), world)).toMatchObject({ created: true, status: { generation: 1 } });
  world.store.failOn({ method: "create", key: /request\.json/, committed: true, times: 99 });
  await expect(requestReport(acceptedRequest("b"), world)).rejects.toMatchObject({ kind: "unavailable" });
  // The client got an error, but claim and marker exist, so the report will be rendered.
  expect(await readReport(acceptedRequest("b").id, world)).toMatchObject({ state: "queued" });
});

test("a slow caller whose generation came and went claims the next one", async () => {
  const world = fakeWorld();
  const fast = fakeWorld({ store: world.store, clock: world.clock });
  world.store.before("create", /1\/request\.json/, async () => {
    await requestReport(accepted, fast);
    await settleReport(id, 1, fast);
    await deleteReport(id, fast);
  });
  expect(await requestReport(accepted, world)).toMatchObject({
    created: true,
    status: { state: "queued", generation: 2 },
  });
  expect(await world.store.inner.get(claimKey(reportOf(id, 1)))).toBeUndefined();
});

test("a report whose last attempt was lost is given up at the next request", async () => {
  const world = fakeWorld({ render: () => new Promise(() => undefined) });
  await requestReport(accepted, world);
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    void renderReport(id, 1, world);
    await turn();
    expect(await readReport(id, world)).toMatchObject({
      state: "rendering",
      attempts: attempt,
      until: world.clock.time + 60_000,
    });
    world.clock.time += 60_000;
  }
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 2 } });
  const first = await world.store.inner.get(`reports/${id}/1/outcome.json`);
  expect(JSON.parse(new TextDecoder().decode(first!.body))).toMatchObject({
    state: "failed",
    final: false,
    problems: [{ code: "render-lost" }],
  });
});

test("a retry starts again after a failure, leaves a queued report alone, and does not find a removed one", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(wrong()) });
  await expect(retryReport(id, world)).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ code: "unknown-report", message: `There is no report ${id}`, seen: id }],
  });
  await requestReport(accepted, world);
  expect(await retryReport(id, world)).toMatchObject({ created: false, status: { state: "queued", generation: 1 } });
  await renderReport(id, 1, world);
  expect(await retryReport(id, world)).toMatchObject({
    created: true,
    status: { state: "queued", generation: 2, accepted },
  });
  await deleteReport(id, world);
  await expect(retryReport(id, world)).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ code: "unknown-report", message: `Report ${id} is deleted` }],
  });
});
