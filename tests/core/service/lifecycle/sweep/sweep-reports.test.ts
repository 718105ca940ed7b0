import { expect, test } from "vitest";
import { sweepReports } from "../../../../../functions/core/service/lifecycle/sweep/sweep-reports.ts";
import { deleteReport } from "../../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { expireReports } from "../../../../../functions/core/service/lifecycle/sweep/expire-reports.ts";
import {
  attemptKey,
  claimKey,
  outcomeKey,
  pdfKey,
  pendingKey,
} from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind, reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { listReports } from "../../../../../functions/core/service/lifecycle/status/list-reports.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { settleReport } from "../settle-report.ts";
import { sweepAll } from "../sweep-all.ts";
import { acceptedRequest, fakeWorld, makeReport, unavailable, turn } from "../lifecycle-fakes.ts";
import type { FakeWorld } from "../lifecycle-fakes.ts";

const accepted = acceptedRequest();
const { id } = accepted;
const day = 86_400_000;

async function keys(world: FakeWorld, prefix = ""): Promise<string[]> {
  return (await world.store.inner.list(prefix)).objects.map((object) => object.key);
}

test("a sweep finds reports that are not being rendered: queued, left by a dead server, pausing", async () => {
  const world = fakeWorld();
  for (const name of ["queued", "lost", "held", "ready"]) await requestReport(acceptedRequest(name), world);
  const hung = fakeWorld({ store: world.store, clock: world.clock, render: () => new Promise(() => undefined) });
  void renderReport(acceptedRequest("lost").id, 1, hung);
  await turn();
  world.clock.time += 60_000;
  void renderReport(acceptedRequest("held").id, 1, hung);
  await turn();
  await renderReport(acceptedRequest("ready").id, 1, world);
  const found = await sweepAll(world);
  const expected = ["queued", "lost"].map((name) => ({ id: acceptedRequest(name).id, generation: 1 }));
  expect([...found].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
  expect(await sweepAll(world, { minAgeMs: 60_001 })).toEqual([]);
});

test("a sweep counts what it hands out", async () => {
  const world = fakeWorld();
  for (const name of ["a", "b", "c"]) await requestReport(acceptedRequest(name), world);
  await renderReport(acceptedRequest("b").id, 1, world);
  const handed: string[] = [];
  const swept = await sweepReports(world, {
    requeue: (claims) => void handed.push(...claims.map((claim) => claim.id)),
  });
  expect(swept).toEqual({ requeued: 2 });
  expect(handed.toSorted()).toEqual([acceptedRequest("a").id, acceptedRequest("c").id].toSorted());
});

test("a sweep gives up reports without attempts left, and one bad record does not stop it", async () => {
  const world = fakeWorld({ render: () => new Promise(() => undefined) });
  await requestReport(accepted, world);
  await requestReport(acceptedRequest("bad"), world);
  await world.store.put(
    outcomeKey(reportOf(acceptedRequest("bad").id, 1)),
    new TextEncoder().encode("nonsense"),
    "application/json",
  );
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    void renderReport(id, 1, world);
    await turn();
    world.clock.time += 60_000;
  }
  expect(await sweepAll(world)).toEqual([]);
  expect(await readReport(id, world)).toMatchObject({
    state: "failed",
    final: false,
    problems: [{ code: "render-lost" }],
  });
  expect(await keys(world, reportKind.pending!)).toEqual([pendingKey(reportOf(acceptedRequest("bad").id, 1))!]);
  expect(world.logged).toContainEqual({ level: "error", message: "a pending report could not be swept" });
});

test("a marker whose claim never came is thrown away after a day, one with an outcome at once", async () => {
  const world = fakeWorld();
  world.store.failOn({ method: "create", key: /request\.json/, committed: false, times: 99 });
  await expect(requestReport(accepted, world)).rejects.toMatchObject({ kind: "unavailable" });
  world.store.failOn({ method: "delete", key: /pending/, committed: false, times: 99 });
  await requestReport(acceptedRequest("b"), world);
  // The outcome exists; only its marker could not be deleted.
  expect(await renderReport(acceptedRequest("b").id, 1, world)).toMatchObject({ state: "held" });
  expect(await readReport(acceptedRequest("b").id, world)).toMatchObject({ state: "ready", attempts: 1 });
  world.store.failOn();
  expect(await sweepAll(world)).toEqual([]);
  expect(await keys(world, reportKind.pending!)).toEqual([pendingKey(reportOf(id, 1))!]);
  world.clock.time += day + 1;
  await sweepAll(world);
  expect(await keys(world, reportKind.pending!)).toEqual([]);
});

test("a deletion leaves nothing but times, and one that is cut short is completed by the sweep", async () => {
  const world = fakeWorld();
  const asked = world.clock.time;
  await requestReport(accepted, world);
  await settleReport(id, 1, world);
  world.store.failOn({ method: "delete", key: /report\.pdf/, committed: false, times: 99 });
  await expect(deleteReport(id, world)).rejects.toMatchObject({ kind: "unavailable" });
  expect(await readReport(id, world)).toMatchObject({ state: "deleted" });
  expect(await keys(world)).toContain(pdfKey(id, 1));
  world.store.failOn();
  await sweepAll(world);
  expect(await keys(world, "reports/")).toEqual([outcomeKey(reportOf(id, 1))]);
  // A render that stores its PDF now and dies before it reads the outcome leaves nothing behind, either.
  await world.store.create(pdfKey(id, 1), new Uint8Array(1), "application/pdf");
  world.clock.time += 20 * 60_000;
  await sweepAll(world);
  expect(await keys(world, "reports/")).toEqual([outcomeKey(reportOf(id, 1))]);
  expect(await keys(world, reportKind.pending!)).toEqual([]);
  expect(await keys(world, "recent/")).toEqual([]);
  const left = JSON.parse(
    new TextDecoder().decode((await world.store.inner.get(outcomeKey(reportOf(id, 1))))!.body),
  ) as unknown;
  expect(left).toEqual({ state: "deleted", finished: asked, created: asked });
  expect(await deleteReport(id, world)).toBe(false);
  expect((await listReports(world)).reports).toEqual([]);
});

test("a render that ends after the deletion leaves no PDF, one that begins after it no attempt", async () => {
  const world = fakeWorld();
  await requestReport(accepted, world);
  const deleted = fakeWorld({
    store: world.store,
    clock: world.clock,
    render: async (request) => {
      await deleteReport(id, world);
      return makeReport(request);
    },
  });
  expect(await renderReport(id, 1, deleted)).toMatchObject({ state: "finished", outcome: { state: "deleted" } });
  expect(await keys(world, "reports/")).toEqual([outcomeKey(reportOf(id, 1))]);

  await requestReport(accepted, world);
  world.store.before("create", /2\/attempts/, () => deleteReport(id, world));
  expect(await renderReport(id, 2, world)).toMatchObject({ outcome: { state: "deleted" } });
  expect(await keys(world, "reports/")).not.toContain(attemptKey(reportOf(id, 2), 1));
});

test("an outcome that cannot be read is a named error, and a deletion repairs it", async () => {
  const world = fakeWorld();
  await requestReport(accepted, world);
  for (const content of [
    "",
    "[]",
    "null",
    '{"state":"done"}',
    '{"state":"ready","finished":1,"attempts":1}',
    '{"state":"failed","finished":1,"attempts":1,"final":true,"kind":"odd","problems":[]}',
  ]) {
    await world.store.put(outcomeKey(reportOf(id, 1)), new TextEncoder().encode(content), "application/json");
    await expect(readReport(id, world), content).rejects.toMatchObject({
      problems: [{ code: "corrupt-object", seen: outcomeKey(reportOf(id, 1)) }],
    });
  }
  await deleteReport(id, world);
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("reports are listed by the time of their request, newest first, page by page", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(unavailable()) });
  const names = Array.from({ length: 7 }, (_, index) => `report ${index}`);
  for (const name of names) {
    await requestReport(acceptedRequest(name), world);
    world.clock.time += 1000;
  }
  // Requested again, it is the newest report, and its old marker does not list it a second time.
  await settleReport(acceptedRequest("report 2").id, 1, world);
  await requestReport(acceptedRequest("report 2"), world);
  await deleteReport(acceptedRequest("report 5").id, world);
  const listed: string[] = [];
  let after: string | undefined;
  do {
    const page = await listReports(world, { limit: 2, ...(after !== undefined && { after }) });
    listed.push(...page.reports.map((status) => status.id));
    after = page.next;
  } while (after !== undefined);
  expect(listed).toEqual(
    ["report 2", "report 6", "report 4", "report 3", "report 1", "report 0"].map((name) => acceptedRequest(name).id),
  );
});

test("expiry retires whole generations, and only those that are due", async () => {
  const world = fakeWorld();
  await requestReport(accepted, world);
  await settleReport(id, 1, world);
  await requestReport(acceptedRequest("unfinished"), world);
  await requestReport(acceptedRequest("deleted"), world);
  await deleteReport(acceptedRequest("deleted").id, world);
  world.clock.time += 10 * day;
  await requestReport(acceptedRequest("young"), world);
  const before = await keys(world);
  expect(await expireReports(world.clock.time - 20 * day, world)).toBe(0);
  expect(await keys(world)).toEqual(before);
  expect(await expireReports(world.clock.time - day, world)).toBe(2);
  // The remaining object holds only times, and its number is not used again.
  const others = (await keys(world, "reports/")).filter((key) => !key.includes(acceptedRequest("young").id));
  expect(others.sort()).toEqual(
    ["a", "unfinished", "deleted"].map((name) => outcomeKey(reportOf(acceptedRequest(name).id, 1))).sort(),
  );
  for (const key of others)
    expect(Object.keys(JSON.parse(new TextDecoder().decode((await world.store.get(key))!.body)) as object)).toEqual([
      "state",
      "finished",
      "created",
    ]);
  expect(await keys(world, "recent/")).toHaveLength(1);
  expect(await readReport(acceptedRequest("young").id, world)).toMatchObject({ state: "queued" });
  expect(await readReport(id, world)).toEqual({ state: "expired", id, generation: 1 });
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("the due generations of a report are retired; those without time left wait for the next call", async () => {
  const world = fakeWorld({ render: async () => Promise.reject(unavailable()) });
  await requestReport(accepted, world);
  await settleReport(id, 1, world);
  await requestReport(acceptedRequest("other"), world);
  world.clock.time += 10 * day;
  await requestReport(accepted, world);
  const before = world.clock.time - day;
  expect(await expireReports(before, world, { until: world.clock.time })).toBe(0);
  expect(await expireReports(before, world, { until: world.clock.time + 1 })).toBe(2);
  expect(await readReport(id, world)).toMatchObject({ state: "queued", generation: 2 });
  expect(await keys(world, `reports/${id}/1/`)).toEqual([outcomeKey(reportOf(id, 1))]);
});

test("a long queue is looked at several at once, and all of it is found in order", async () => {
  const world = fakeWorld();
  for (let index = 0; index < 40; index += 1) await requestReport(acceptedRequest(`waiting ${index}`), world);
  let [now, most] = [0, 0];
  const list = world.store.list.bind(world.store);
  world.store.list = async (...words) => {
    most = Math.max(most, (now += 1));
    await turn();
    now -= 1;
    return list(...words);
  };
  const found = await sweepAll(world);
  expect(found.map((claim) => pendingKey(reportOf(claim.id, claim.generation))!)).toEqual(
    await keys(world, reportKind.pending!),
  );
  expect(found).toHaveLength(40);
  expect(most).toBe(16);
});

test("where the store retires objects one by one, a report is gone as soon as it expires", async () => {
  const world = fakeWorld({ retentionMs: 30 * day });
  await requestReport(accepted, world);
  await settleReport(id, 1, world);
  world.clock.time += 30 * day - 1;
  expect(await readReport(id, world)).toMatchObject({ state: "ready" });
  world.clock.time += 1;
  expect(await readReport(id, world)).toMatchObject({ state: "expired" });
  await world.store.delete(outcomeKey(reportOf(id, 1)));
  expect(await readReport(id, world)).toMatchObject({ state: "expired" });
  expect(await requestReport(accepted, world)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("a report that expired unfinished is not handed over: only the time of its end stays", async () => {
  const world = fakeWorld({ retentionMs: 30 * day });
  const asked = world.clock.time;
  await requestReport(accepted, world);
  world.clock.time += 30 * day;
  const ended = world.clock.time;
  expect(await sweepAll(world)).toEqual([]);
  expect(await keys(world, "reports/")).toEqual([outcomeKey(reportOf(id, 1))]);
  expect(JSON.parse(new TextDecoder().decode((await world.store.get(outcomeKey(reportOf(id, 1))))!.body))).toEqual({
    state: "expired",
    finished: ended,
    created: asked,
  });
  // A later sweep forgets it.
  world.clock.time += 20 * 60_000;
  await sweepAll(world);
  expect([...(await keys(world, reportKind.pending!)), ...(await keys(world, "recent/"))]).toEqual([]);
});

test("a sweep that judged an old claim does not end the one that took its place", async () => {
  const world = fakeWorld({ retentionMs: 30 * day });
  await requestReport(accepted, world);
  world.clock.time += 30 * day;
  const key = claimKey(reportOf(id, 1));
  const claim = { created: world.clock.time, owner: "somebody else", accepted };
  // The sweep reads the claim twice: to judge it, and before it writes.
  world.store.before("get", /request\.json/, async () => {
    world.store.before("get", /request\.json/, () =>
      world.store.inner.put(key, new TextEncoder().encode(JSON.stringify(claim)), "application/json"),
    );
  });
  expect(await sweepAll(world)).toEqual([]);
  expect(await keys(world, "reports/")).toEqual([key]);
  expect(await readReport(id, world)).toMatchObject({ state: "queued", created: claim.created });
});
