import { systemClock } from "../../../../functions/adapters/system-clock.ts";
import { createApp } from "../../../../functions/http/create-app.ts";
import { expect, test, vi } from "vitest";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { recentKey } from "../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind } from "../../../../functions/core/service/lifecycle/records/report-kind.ts";
import {
  bodyOf,
  dataOf,
  heldRender,
  openTestApp,
  problemFrom,
  quickRender,
  type ReportBody,
  testEngine,
} from "../../open-test-app.ts";

interface Page {
  readonly reports: readonly ReportBody[];
  readonly next?: string;
}

test("POST is accepted with 202, where it is and when to ask", async () => {
  const { render, release } = heldRender();
  const { ask, call } = await openTestApp({ render });
  const response = await ask({ template: "sentence", parameters: { year: 2021 } });
  expect(response.status).toBe(202);
  const report = await bodyOf<ReportBody>(response);
  expect(report).toMatchObject({
    status: "queued",
    template: { name: "sentence" },
    parameters: { year: 2021 },
    datasets: { numbers: { name: "numbers" } },
    date: "2026-01-31",
    language: "en",
  });
  expect(report.id).toMatch(/^[0-9a-f]{64}$/);
  expect(response.headers.get("location")).toBe(`/reports/${report.id}`);
  expect(response.headers.get("retry-after")).toBe("1");

  const pending = await call(`/reports/${report.id}/report.pdf`);
  expect(pending.status).toBe(409);
  expect(pending.headers.get("retry-after")).toBe("1");
  expect((await problemFrom(pending)).problems?.[0]).toMatchObject({ code: "report-not-ready" });
  release();
});

test("Prefer: wait answers 201 when it is ready, 200 when it was ready before", async () => {
  const { ask } = await openTestApp();
  const first = await ask({ template: "sentence" }, { prefer: "wait=20" });
  expect(first.status).toBe(201);
  expect(first.headers.get("preference-applied")).toBe("wait=20");
  expect(first.headers.has("retry-after")).toBe(false);
  const report = await bodyOf<ReportBody>(first);
  expect(report).toMatchObject({
    status: "ready",
    title: "A sentence",
    pages: 1,
    pdf: `/reports/${report.id}/report.pdf`,
  });
  expect(report.warnings).toEqual([{ code: "overflow", message: "a word is too long", file: "report.md", line: 3 }]);

  const second = await ask({ template: "sentence", parameters: { year: 2020 }, datasets: { numbers: "numbers" } });
  expect(second.status).toBe(200);
  expect((await bodyOf(second))["id"]).toBe(report.id);
});

test("Cache-Control: no-cache renders a ready report again, and so does a retry", async () => {
  const { ask, call } = await openTestApp();
  const first = await ask({ template: "sentence" }, { prefer: "wait=5" });
  expect(await first.json()).toMatchObject({ status: "ready", engine: testEngine });
  expect((await ask({ template: "sentence" }, { "cache-control": "max-age=0" })).status).toBe(200);
  const anew = await ask({ template: "sentence" }, { "cache-control": "max-age=0, No-Cache", prefer: "wait=5" });
  expect(anew.status).toBe(201);
  const { self } = (await anew.json()) as ReportBody;
  expect((await call(`${self}/retry`, { method: "POST", headers: { prefer: "wait=5" } })).status).toBe(201);
});

test("Prefer: wait gives up in time with 202", async () => {
  const { render, release } = heldRender();
  const { ask } = await openTestApp({ render });
  const begun = performance.now();
  const response = await ask({ template: "sentence" }, { prefer: "wait=1" });
  expect(performance.now() - begun).toBeGreaterThan(950);
  expect(response.status).toBe(202);
  expect((await bodyOf(response))["status"]).toBe("rendering");
  release();
});

test("a client that accepts only a PDF gets it from its POST, or a problem", async () => {
  const { ask, call } = await openTestApp();
  const response = await ask({ template: "sentence" }, { accept: "application/pdf" });
  expect(response.status).toBe(201);
  expect(response.headers.get("content-type")).toBe("application/pdf");
  const location = response.headers.get("location");
  const pdf = await response.text();
  expect(pdf).toContain('%PDF-1.7 {"year":2020}');
  expect(await (await call(`${location}/report.pdf`)).text()).toBe(pdf);

  const { render, release } = heldRender();
  const slow = await openTestApp({ render });
  const late = await slow.ask({ template: "sentence" }, { accept: "application/pdf", prefer: "wait=0" });
  expect(late.status).toBe(503);
  expect(late.headers.get("retry-after")).toBe("1");
  expect((await problemFrom(late)).type).toBe("urn:broadsheet:problem:not-ready");
  release();
});

test("a final failure is answered with 200 and its reason, at once the second time", async () => {
  let renders = 0;
  const { ask, call } = await openTestApp({
    render: async () => {
      renders += 1;
      throw new BroadsheetError("query-failed", {
        code: "query-failed",
        message: "no column valeu",
        where: { file: "queries/latest.sql", line: 1, column: 8 },
      });
    },
  });
  for (const headers of [{ prefer: "wait=5" }, { prefer: "respond-async" }]) {
    const response = await ask({ template: "sentence" }, headers);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: "failed",
      final: true,
      failure: {
        type: "urn:broadsheet:problem:query-failed",
        status: 422,
        problems: [{ code: "query-failed", file: "queries/latest.sql", line: 1, column: 8 }],
      },
    });
  }
  expect(renders).toBe(1);
  const asPdf = await ask({ template: "sentence" }, { accept: "application/pdf" });
  expect(asPdf.status).toBe(422);
  expect((await problemFrom(asPdf)).problems?.[0]?.code).toBe("query-failed");
  const location = asPdf.headers.get("location");
  const pdf = await problemFrom(await call(`${location}/report.pdf`));
  expect(pdf.status).toBe(404);
  expect(pdf.problems?.map(({ code }) => code)).toEqual(["report-failed", "query-failed"]);

  const retried = await call(`${location}/retry`, { method: "POST", headers: { prefer: "wait=5" } });
  expect(retried.status).toBe(200);
  expect(renders).toBe(2);
});

test("an unexpected error is for the log; the report waits for its next attempt", async () => {
  const { ask, log } = await openTestApp({
    render: async () => {
      throw new Error("out of luck at /home/me/secret.ts");
    },
  });
  const report = await (await ask({ template: "sentence" }, { prefer: "wait=5" })).json();
  expect(report).toMatchObject({ status: "queued", attempts: 1, retryAt: expect.stringMatching(/^20\d\d-.*Z$/) });
  expect(JSON.stringify(report)).not.toContain("secret");
  expect(log.join()).toContain("secret");
});

test("reports are listed newest first, in pages", async () => {
  let aheadMs = 0;
  const { ask, call } = await openTestApp({
    change: { clock: { ...systemClock, now: () => Date.now() + (aheadMs += 10) } },
  });
  for (const year of [2020, 2021, 2022])
    await ask({ template: "sentence", parameters: { year } }, { prefer: "wait=5" });
  const first = await call("/reports?limit=2");
  const page = await bodyOf<Page>(first);
  expect(page.reports.map(({ parameters }) => parameters["year"])).toEqual([2022, 2021]);
  expect(first.headers.get("link")).toBe(`<${page.next}>; rel="next"`);
  const last = await bodyOf<Page>(call(page.next ?? "/"));
  expect(last.reports.map(({ parameters }) => parameters["year"])).toEqual([2020]);
  expect(last.next).toBeUndefined();
  for (const query of ["limit=0", "limit=101", "limit=x", "after=nonsense"])
    expect((await problemFrom(await call(`/reports?${query}`))).status).toBe(400);
});

test("a deleted report is gone, with its PDF, and can be rendered again", async () => {
  const { ask, call, client } = await openTestApp();
  const { id, self, pdf } = await dataOf(
    client.POST("/reports", { body: { template: "sentence" }, params: { header: { prefer: "wait=5" } } }),
  );
  expect((await client.DELETE("/reports/{id}", { params: { path: { id } } })).response.status).toBe(204);
  for (const path of [self, pdf!])
    expect((await problemFrom(await call(path))).problems?.[0]?.code).toBe("report-deleted");
  expect((await call(self, { method: "DELETE" })).status).toBe(404);
  expect(await dataOf(client.GET("/reports"))).toEqual({ reports: [] });
  expect((await ask({ template: "sentence" }, { prefer: "wait=5" })).status).toBe(201);
});

test.each(["/reports/nonsense", `/reports/${"0".repeat(64)}`, `/reports/${"0".repeat(64)}/report.pdf`])(
  "GET %s is 404",
  async (path) => {
    const { call } = await openTestApp();
    expect((await problemFrom(await call(path))).problems?.[0]).toMatchObject({ code: "unknown-report" });
  },
);

test("twenty who ask at the same time get one report", async () => {
  let renders = 0;
  const allAsked = Promise.withResolvers<void>();
  const { ask, client } = await openTestApp({
    render: async (accepted, progress) => {
      renders += 1;
      await allAsked.promise;
      return quickRender(accepted, progress);
    },
  });
  const asked = Array.from({ length: 20 }, () => ask({ template: "sentence" }, { prefer: "wait=5" }));
  // One that does not wait is answered when those before it have been accepted, too.
  expect((await ask({ template: "sentence" })).status).toBe(202);
  allAsked.resolve();
  const answers = await Promise.all(asked);
  const reports = await Promise.all(answers.map((answer) => bodyOf<ReportBody>(answer)));
  expect(new Set(reports.map(({ id }) => id)).size).toBe(1);
  expect(reports.every(({ status }) => status === "ready")).toBe(true);
  expect(renders).toBe(1);
  expect((await dataOf(client.GET("/reports"))).reports.length).toBe(1);
});

test("the claim says who asked, where callers are known, and its id does not depend on it", async () => {
  const { services } = await openTestApp();
  const app = createApp(services);
  const caller = { kind: "iam", name: "arn:aws:iam::123456789012:user/anna" } as const;
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ template: "sentence" }),
  };
  const { id } = (await (await app.request("/reports", init, { caller })).json()) as ReportBody;
  const claimOf = async (generation: number): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode((await services.store.get(`reports/${id}/${generation}/request.json`))!.body));
  expect(await claimOf(1)).toMatchObject({ caller, accepted: { id } });
  await services.settle(id, 1, 5000);
  expect(
    (await app.request(`/reports/${id}/retry`, { method: "POST" }, { caller: { kind: "jwt", name: "ben" } })).status,
  ).toBe(202);
  expect(await claimOf(2)).toMatchObject({ caller: { kind: "jwt", name: "ben" } });
  expect(((await (await app.request("/reports", init)).json()) as ReportBody).id).toBe(id);
});

test("POST /reports/redrive retries transient failures, and reports the faults of its body", async () => {
  let broken = true;
  const { ask, call } = await openTestApp({
    render: async (accepted, progress) =>
      broken ? Promise.reject(new Error("a bug")) : quickRender(accepted, progress),
    change: { settle: async () => undefined },
  });
  const redrive = (body: unknown): Promise<Response> =>
    call("/reports/redrive", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  expect(await problemFrom(await redrive({}))).toMatchObject({
    status: 400,
    problems: [{ code: "missing-field", pointer: "/since" }],
  });
  expect(await problemFrom(await redrive({ since: "yesterday", after: "x", until: 1 }))).toMatchObject({ status: 400 });
  await ask({ template: "sentence" });
  broken = false;
  const since = new Date(Date.now() - 60_000).toISOString();
  expect(await (await redrive({ since })).json()).toEqual({ retried: [] });
});

test("where callers may not know all names, a 404 lists none", async () => {
  const open = await openTestApp();
  const closed = await openTestApp({ change: { suggestsNames: false } });
  for (const body of [{ template: "sentense" }, { template: "sentence", datasets: { numbers: "nombers" } }]) {
    const [told, kept] = await Promise.all(
      [open, closed].map(async ({ ask }) => (await problemFrom(await ask(body))).problems?.[0]),
    );
    if (told?.["code"] === "unknown-dataset-alias") continue;
    expect(told).toHaveProperty("allowed");
    expect(kept).not.toHaveProperty("allowed");
    expect(kept).not.toHaveProperty("hint");
  }
});

test("a report that waits can be cancelled: it has failed, and the next request starts again", async () => {
  const { ask, call, services } = await openTestApp({ change: { claimed: () => {} } });
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }));
  const cancelled = await call(`${self}/cancel`, { method: "POST" });
  expect(cancelled.status).toBe(200);
  expect(await bodyOf(cancelled)).toMatchObject({
    status: "failed",
    final: false,
    failure: { problems: [{ code: "report-cancelled" }] },
  });
  // Again: it is cancelled already.
  expect((await call(`${self}/cancel`, { method: "POST" })).status).toBe(200);
  // Nobody redrives what somebody did not want.
  const redriven = await bodyOf(
    call("/reports/redrive", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ since: "2020-01-01T00:00:00Z" }),
    }),
  );
  expect(redriven).toEqual({ retried: [] });
  const again = await ask({ template: "sentence" });
  expect(again.status).toBe(202);
  expect(
    (await services.store.list("reports/")).objects
      .map(({ key }) => key.split("/").slice(2).join("/"))
      .filter((key) => key.endsWith("request.json")),
  ).toEqual(["1/request.json", "2/request.json"]);
});

test("a report that is being rendered, or has ended, cannot be cancelled", async () => {
  const { render, release } = heldRender();
  const { ask, call } = await openTestApp({ render });
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }, { prefer: "wait=0" }));
  await vi.waitFor(async () => expect((await bodyOf<ReportBody>(call(self))).status).toBe("rendering"));
  expect((await problemFrom(await call(`${self}/cancel`, { method: "POST" }))).problems).toMatchObject([
    { code: "report-not-queued", seen: "rendering" },
  ]);
  release();
  await ask({ template: "sentence" }, { prefer: "wait=5" });
  expect((await problemFrom(await call(`${self}/cancel`, { method: "POST" }))).problems).toMatchObject([
    { code: "report-not-queued", seen: "ready" },
  ]);
  expect((await call(`/reports/${"f".repeat(64)}/cancel`, { method: "POST" })).status).toBe(404);
});

test("reports are listed by state, template and dataset, and the filters stay with the next page", async () => {
  const { ask, call } = await openTestApp();
  for (const year of [2020, 2021]) await ask({ template: "sentence", parameters: { year } }, { prefer: "wait=5" });
  const count = async (query: string): Promise<number> =>
    (await bodyOf<Page>(call(`/reports?${query}`))).reports.length;
  expect(await count("status=ready&template=sentence&dataset=numbers&search=sENTence")).toBe(2);
  for (const query of ["status=failed", "template=other", "dataset=other", "search=other"])
    expect(await count(query)).toBe(0);
  const first = await bodyOf<Page>(call("/reports?status=ready&limit=1"));
  expect(first.next).toMatch(/^\/reports\?status=ready&limit=1&after=/);
  expect((await bodyOf<Page>(call(first.next!))).reports).toHaveLength(1);
  expect((await problemFrom(await call("/reports?status=done"))).problems).toMatchObject([
    { code: "invalid-filter", name: "status", seen: "done", allowed: ["queued", "rendering", "ready", "failed"] },
  ]);
});

test("a search that reads a thousand reports without filling its page says how far back it has looked", async () => {
  const app = await openTestApp();
  const old = await bodyOf<ReportBody & { readonly created: string }>(
    app.ask({ template: "sentence" }, { prefer: "wait=10" }),
  );
  const start = Date.parse(old.created);
  for (let index = 1; index <= 1_200; index += 1)
    await app.services.store.put(
      recentKey(reportKind, start + index * 1_000, sha256(String(index))),
      new Uint8Array(),
      "text/plain",
    );
  const first = await bodyOf<Page>(app.call("/reports?search=sentence"));
  expect(first).toEqual({
    reports: [],
    next: expect.stringContaining("/reports?search=sentence&limit=20&after=") as string,
    lookedBackTo: new Date(start + 201_000).toISOString(),
  });
  expect(await bodyOf(app.call(first.next!))).toEqual({ reports: [expect.objectContaining({ id: old.id })] });
});
