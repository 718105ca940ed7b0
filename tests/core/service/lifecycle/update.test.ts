import { expect, test } from "vitest";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { startAttempt } from "../../../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { reportOf } from "../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { renderReport } from "../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { claimKey, outcomeKey, pdfKey } from "../../../../functions/core/service/lifecycle/records/keys.ts";
import { requestReport } from "../../../../functions/core/service/lifecycle/request/request-report.ts";
import { retryReport } from "../../../../functions/core/service/lifecycle/request/retry-report.ts";
import { readReport } from "../../../../functions/core/service/lifecycle/status/read-report.ts";
import { checkAccepted } from "../../../../functions/core/report/request/check-accepted.ts";
import { reportId } from "../../../../functions/core/report/request/report-id.ts";
import type { AcceptedRequest } from "../../../../functions/core/report/request/report-request.ts";
import { acceptedRequest, type FakeWorld, fakeWorld, makeReport, wrong } from "./lifecycle-fakes.ts";

/*
 * While a stack is updated or rolled back, the API and the render function have different versions for some minutes.
 * Each test says which is older.
 */
const [older, newer] = [sha256("older"), sha256("newer")];
const { id: _name, ...inputs } = acceptedRequest();
const accepted: AcceptedRequest = { id: reportId(inputs), ...inputs };
const { id } = accepted;

/** Makes two functions over one store, as they are deployed one after the other. */
function stack(api: string, render: string): { api: FakeWorld; render: FakeWorld } {
  const first = fakeWorld({ engine: api });
  const second = fakeWorld({
    store: first.store,
    clock: first.clock,
    engine: render,
    render: async (given) => makeReport(checkAccepted(given), `${id} by ${render}`, render),
  });
  return { api: first, render: second };
}

test.each([
  ["the API before Render", newer, older],
  ["Render before the API", older, newer],
])("an update of %s fails nothing: any engine renders any claim, and the outcome names it", async (_, api, render) => {
  const worlds = stack(api, render);
  await requestReport(accepted, worlds.api);
  expect(await renderReport(id, 1, worlds.render)).toMatchObject({
    state: "finished",
    outcome: { state: "ready", engine: render },
  });
  // A second request, to either version, finds the same report.
  for (const world of [worlds.api, worlds.render]) {
    expect(await requestReport(accepted, world)).toMatchObject({
      created: false,
      status: { state: "ready", engine: render, generation: 1 },
    });
  }
});

test("the current engine renders a ready report again if it is retried or requested again", async () => {
  const before = stack(older, older);
  await requestReport(accepted, before.api);
  await renderReport(id, 1, before.render);
  const after = fakeWorld({
    store: before.api.store,
    clock: before.api.clock,
    engine: newer,
    render: async (given) => makeReport(given, "newer", newer),
  });
  expect(await retryReport(id, after)).toMatchObject({ created: true, status: { state: "queued", generation: 2 } });
  // A report that is being rendered again is not begun once more.
  expect(await retryReport(id, after)).toMatchObject({ created: false, status: { generation: 2 } });
  expect(await requestReport(accepted, after, { anew: true })).toMatchObject({
    created: false,
    status: { generation: 2 },
  });
  await renderReport(id, 2, after);
  expect(await readReport(id, after)).toMatchObject({ state: "ready", engine: newer, generation: 2 });
  expect(await requestReport(accepted, after, { anew: true })).toMatchObject({
    created: true,
    status: { generation: 3 },
  });
});

test("a final failure holds for the engine that met it; another one tries", async () => {
  const before = fakeWorld({ engine: older, render: async () => Promise.reject(wrong()) });
  await requestReport(accepted, before);
  await renderReport(id, 1, before);
  expect(await requestReport(accepted, before)).toMatchObject({
    created: false,
    status: { state: "failed", final: true, engine: older },
  });
  const after = fakeWorld({ store: before.store, clock: before.clock, engine: newer });
  expect(await requestReport(accepted, after)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("claims of an earlier release, whose ids contain its engine, are read and rendered", async () => {
  const legacy = { engine: older, ...inputs };
  const claim = { id: reportId(legacy), ...legacy };
  expect(claim.id).not.toBe(id);
  const { render } = stack(newer, newer);
  const record = { created: render.clock.time, owner: "o", accepted: claim };
  await render.store.create(
    claimKey(reportOf(claim.id, 1)),
    new TextEncoder().encode(JSON.stringify(record)),
    "application/json",
  );
  expect(await renderReport(claim.id, 1, render)).toMatchObject({
    state: "finished",
    outcome: { state: "ready", engine: newer },
  });
  expect(await readReport(claim.id, render)).toMatchObject({ state: "ready", accepted: claim });
});

test("a failure that an earlier release called final because the engine had changed does not count", async () => {
  const { render } = stack(newer, newer);
  await requestReport(accepted, render);
  const failed = {
    state: "failed",
    finished: 1,
    attempts: 1,
    final: true,
    kind: "conflict",
    problems: [{ code: "engine-changed", message: "another version" }],
  };
  await render.store.create(
    outcomeKey(reportOf(id, 1)),
    new TextEncoder().encode(JSON.stringify(failed)),
    "application/json",
  );
  expect(await readReport(id, render)).toMatchObject({ state: "failed", final: false });
  expect(await requestReport(accepted, render)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("two engines that render one generation keep the first one's bytes, and the outcome says whose they are", async () => {
  const { api, render } = stack(older, newer);
  await requestReport(accepted, api);
  // The older function stored its PDF and died before the outcome.
  await startAttempt(reportOf(id, 1), "dead", 60_000, api);
  const first = makeReport(accepted, "older", older);
  await api.store.create(pdfKey(id, 1), first.pdf, "application/pdf");
  api.clock.time += 60_000;
  const done = await renderReport(id, 1, render);
  expect(done).toMatchObject({
    outcome: {
      state: "ready",
      engine: older,
      sha256: first.sha256,
      bytes: first.bytes,
      warnings: [{ code: "made-by-another-engine" }],
    },
  });
  expect(render.logged.filter(({ level }) => level === "error")).toEqual([]);
});
