import { beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../../../../functions/adapters/system-clock.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { readReport } from "../../../../functions/core/service/lifecycle/status/read-report.ts";
import type { ReadyReport } from "../../../../functions/core/service/lifecycle/status/report-status.ts";
import type { RenditionJob } from "../../../../functions/core/service/rendition/rendition-kind.ts";
import {
  type RenditionStatus,
  requestRendition,
} from "../../../../functions/core/service/rendition/request-rendition.ts";
import { type RenditionOrder, runRendition } from "../../../../functions/core/service/rendition/run-rendition.ts";
import { bodyOf, openTestApp, problemFrom, type ReportBody, type TestApp } from "../../open-test-app.ts";

const page = new TextEncoder().encode("<!DOCTYPE html><title>A sentence</title>");

let app: TestApp;
let jobs: RenditionJob[];
let orders: RenditionOrder[];
/** What making a page throws. */
let fault: Error | undefined;
let id: string;
/** By how much the clock is ahead, ms. */
let ahead: number;

beforeEach(async () => {
  ahead = 0;
  jobs = [];
  orders = [];
  fault = undefined;
  app = await openTestApp({
    change: {
      rendition: (job) => void jobs.push(job),
      clock: { ...systemClock, now: () => systemClock.now() + ahead },
    },
  });
  const response = await app.ask({ template: "sentence" }, { prefer: "wait=20" });
  id = ((await response.json()) as ReportBody).id;
});

/** Works on what was asked for, as the queue does. */
async function work(): Promise<void> {
  for (const job of jobs.splice(0))
    await runRendition(job, {
      ...app.services,
      async makeRendition(order) {
        orders.push(order);
        if (fault !== undefined) throw fault;
        return page;
      },
    });
}

const get = (headers: Record<string, string> = {}): Promise<Response> =>
  app.call(`/reports/${id}/report.html`, { headers });

test("a page is a job on first request, then a file with a policy of its own", async () => {
  const first = await get();
  expect(first.status).toBe(202);
  expect(first.headers.get("retry-after")).toBe("1");
  expect(await first.json()).toEqual({ state: "pending", report: id, form: "html" });
  await work();
  const second = await get();
  expect(second.status).toBe(200);
  expect(second.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(second.headers.get("content-security-policy")).toContain("sandbox");
  expect(new Uint8Array(await second.arrayBuffer())).toEqual(page);
  expect((await get({ "if-none-match": second.headers.get("etag")! })).status).toBe(304);
  expect(orders).toHaveLength(1);
});

test("a page that brings its fonts along is a job and a file of its own", async () => {
  const ask = (fonts: string): Promise<Response> => app.call(`/reports/${id}/report.html?fonts=${fonts}`);
  expect(await (await ask("system")).json()).toEqual({ state: "pending", report: id, form: "html" });
  expect(await (await ask("embed")).json()).toEqual({ state: "pending", report: id, form: "html-fonts" });
  await work();
  expect(orders.map(({ form }) => form)).toEqual(["html", "html-fonts"]);
  const answer = await ask("embed");
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toMatch(/^inline; filename=".*-fonts\.html"$/);
  expect(answer.headers.get("content-security-policy")).toContain("font-src data:");
  const refused = await ask("comic");
  expect(refused.status).toBe(400);
  const { problems } = (await refused.json()) as { readonly problems: readonly object[] };
  expect(problems).toMatchObject([
    { code: "unknown-fonts", name: "fonts", seen: "comic", allowed: ["system", "embed"] },
  ]);
});

test("a workbook is a job and a file of its own", async () => {
  const ask = (headers: Record<string, string> = {}): Promise<Response> =>
    app.call(`/reports/${id}/report.xlsx`, { headers });
  expect(await (await ask()).json()).toEqual({ state: "pending", report: id, form: "xlsx" });
  await get();
  await work();
  expect(orders.map(({ form }) => form)).toEqual(["xlsx", "html"]);
  const answer = await ask();
  expect(answer.headers.get("content-type")).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[^"]*\.xlsx"$/);
  const { objects } = await app.services.store.list(`reports/${id}/`);
  expect(objects.filter(({ key }) => /renditions\/xlsx-[0-9a-f]{12}\/1\/report\.xlsx$/.test(key))).toHaveLength(1);
});

test("and so is a text document, by its address and by its media type", async () => {
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  expect((await ask(type)).status).toBe(202);
  await work();
  expect(orders.map(({ form }) => form)).toEqual(["docx"]);
  const answers = [await ask(type), await app.call(`/reports/${id}/report.docx`)];
  expect(answers.map(({ headers }) => headers.get("content-type"))).toEqual([type, type]);
  expect(answers[0]!.headers.get("content-disposition")).toMatch(/^attachment; filename="[^"]*\.docx"$/);
  expect(orders).toHaveLength(1);
});

const ask = (accept: string): Promise<Response> => app.call(`/reports/${id}`, { headers: { accept } });

test("the report's own address gives the form that is preferred to its state", async () => {
  const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  expect((await ask(browser)).status).toBe(202);
  await work();
  const types = await Promise.all(
    [browser, "application/pdf", "application/json", "*/*", "text/html;q=0.4, application/json", "image/png"].map(
      async (accept) => (await ask(accept)).headers.get("content-type"),
    ),
  );
  const state = "application/json";
  expect(types).toEqual(["text/html; charset=utf-8", "application/pdf", state, state, state, state]);
  expect((await ask(state)).headers.get("vary")).toContain("accept");
});

test("however many ask, it is made once", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => get()));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
  await Promise.all([work(), work()]);
  expect(orders).toHaveLength(1);
});

test("a client that prefers to wait gets the page", async () => {
  const waiting = get({ prefer: "wait=10" });
  await expect.poll(() => jobs.length).toBe(1);
  await work();
  expect((await waiting).status).toBe(200);
});

test("a page that would say something else than the PDF is refused: retry the report", async () => {
  fault = new BroadsheetError("conflict", { code: "rendition-differs", message: "it differs" });
  await get();
  await work();
  const problem = await problemFrom(await get());
  expect([problem.status, problem.problems?.[0]?.code]).toEqual([409, "rendition-differs"]);
});

test("what one release's code for renditions refused for good, another's makes", async () => {
  fault = new BroadsheetError("conflict", { code: "rendition-unfaithful", message: "the file would not say the same" });
  await get();
  await work();
  expect((await get()).status).toBe(409);
  const report = (await readReport(id, app.services)) as ReadyReport;
  const ask = (maker: string): Promise<RenditionStatus> =>
    requestRendition(report, "html", undefined, { ...app.services, maker });
  expect(await ask(app.services.engine)).toMatchObject({ state: "failed", final: true });
  const { state, job } = await ask("b".repeat(64));
  expect({ state, rendition: job.rendition }).toEqual({ state: "pending", rendition: "html-bbbbbbbbbbbb" });
});

test("where the data are gone, so is the page", async () => {
  fault = new BroadsheetError("not-found", { code: "unknown-version", message: "there is no such version" });
  await get();
  await work();
  expect((await problemFrom(await get())).status).toBe(410);
});

test("nothing is made of data that were deleted or erased, whatever the process still holds of them", async () => {
  await app.ask({ template: "sentence" }, { prefer: "wait=20" });
  for (const { name } of (await bodyOf<{ datasets: { name: string }[] }>(app.call("/datasets"))).datasets)
    await app.call(`/datasets/${name}`, { method: "DELETE" });
  await app.call(`/reports/${id}/report.html`);
  await work();
  const response = await app.call(`/reports/${id}/report.html`);
  expect(response.status).toBe(410);
  expect((await problemFrom(response)).problems).toMatchObject([{ code: "unknown-version" }]);
  expect(orders).toEqual([]);
});

test("a failure that may pass is shown, and not tried again at once", async () => {
  fault = new BroadsheetError("limit-exceeded", { code: "render-timeout", message: "it took too long" });
  await get();
  await work();
  expect((await problemFrom(await get())).status).toBe(422);
  expect(jobs).toEqual([]);
});

test("a job whose message was lost is claimed anew after fifteen minutes", async () => {
  await get();
  ahead = 14 * 60_000;
  await get();
  expect(jobs.map(({ number }) => number)).toEqual([1, 1]);
  ahead = 16 * 60_000;
  await get();
  expect(jobs.map(({ number }) => number)).toEqual([1, 1, 2]);
  jobs.splice(0, 2);
  await work();
  expect((await get()).status).toBe(200);
});

test("what has failed five times is not made again", async () => {
  fault = new Error("it never works");
  for (let hour = 0; hour < 9; hour++) {
    ahead = hour * 3_600_000;
    await get();
    // Three attempts, with pauses between.
    for (const job of jobs.splice(0))
      for (let attempt = 1; attempt <= 3; attempt++) {
        jobs.push(job);
        await work();
        ahead += 600_000;
      }
  }
  expect(orders).toHaveLength(15);
  expect((await problemFrom(await get())).status).toBe(503);
});

test("it is deleted with its report, and a late attempt leaves nothing", async () => {
  await get();
  await work();
  const { store } = app.services;
  expect((await store.list(`reports/${id}/`)).objects.some(({ key }) => key.endsWith("report.html"))).toBe(true);
  await app.call(`/reports/${id}`, { method: "DELETE" });
  const left = (await store.list(`reports/${id}/`)).objects.map(({ key }) => key);
  expect(left.filter((key) => key.includes("renditions"))).toEqual([]);
  expect((await get()).status).toBe(404);
});

test("a late attempt at a deleted report stores no page", async () => {
  await get();
  const [job] = jobs;
  await runRendition(job!, {
    ...app.services,
    async makeRendition() {
      await app.call(`/reports/${id}`, { method: "DELETE" });
      return page;
    },
  }).catch(() => undefined);
  const left = (await app.services.store.list(`reports/${id}/`)).objects.map(({ key }) => key);
  expect(left.filter((key) => key.endsWith("report.html"))).toEqual([]);
});

test("nor does one whose report is deleted while the page is stored", async () => {
  await get();
  const { store } = app.services;
  const put = store.put.bind(store);
  vi.spyOn(store, "put").mockImplementation(async (key, ...rest) => {
    if (key.endsWith("report.html")) await app.call(`/reports/${id}`, { method: "DELETE" });
    return put(key, ...rest);
  });
  await work().catch(() => undefined);
  expect(orders).toHaveLength(1);
  const left = (await store.list(`reports/${id}/`)).objects.map(({ key }) => key);
  expect(left.filter((key) => key.endsWith("report.html"))).toEqual([]);
});
