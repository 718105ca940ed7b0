import { expect, test, vi } from "vitest";
import { bodyOf, openTestApp, testEngine } from "./open-test-app.ts";

test("the landing page shows the line to try and what is stored, and loads nothing from elsewhere", async () => {
  const { ask, call } = await openTestApp();
  await ask({ template: "sentence" }, { prefer: "wait=5" });
  await call("/datasets/tiny", { method: "PUT", headers: { "content-type": "text/csv" }, body: "a\n1\n" });
  const response = await call("http://localhost:8080/");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  const page = await response.text();
  expect(page).toContain("curl -sSf http://localhost:8080/reports");
  expect(page).toContain('<a href="/templates/sentence">');
  expect(page).toContain('<a href="/datasets/numbers">numbers</a> <span class="muted">2 rows, 2 columns</span>');
  expect(page).toContain('<span class="muted">1 row, 1 column</span>');
  expect(page).toMatch(/<a href="\/reports\/[0-9a-f]{64}\/report\.pdf">A sentence<\/a>/);
  expect(page).not.toMatch(/(?:src|href)="(?!\/)/);
});

test("what comes from data is escaped", async () => {
  const { ask, call } = await openTestApp({
    render: async (accepted) => {
      const timings = { template: 0, dataset: 0, query: 0, compose: 0, chart: 0, layout: 0, pdf: 0, publish: 0 };
      const title = '<script>alert("x")</script>';
      return { id: accepted.id, engine: testEngine, title, pdf: new Uint8Array(1), pages: 1, bytes: 1, sha256: "0", warnings: [], timings };
    },
  });
  await ask({ template: "sentence" }, { prefer: "wait=5" });
  const page = await (await call("/")).text();
  expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  expect(page).not.toContain("<script>alert");
});

test("the preview page asks for its template's state, and shows faults in place of a report", async () => {
  const faults = new Map<string, readonly string[]>();
  const { call } = await openTestApp({ change: { faults: (name) => faults.get(name) ?? [] } });
  const page = await call("/preview/sentence");
  expect(page.status).toBe(200);
  const nonce = /nonce="([^"]+)"/.exec(await page.text())?.[1];
  expect(page.headers.get("content-security-policy")).toContain(`script-src 'nonce-${nonce}'`);

  const state = (): Promise<Readonly<Record<string, unknown>>> =>
    bodyOf(call("/preview/sentence", { method: "POST", body: "{}", headers: { "content-type": "application/json" } }));
  expect(await state()).toMatchObject({ report: { status: "queued" }, problems: [] });
  const made = { report: { status: "ready", pdf: expect.stringMatching(/report\.pdf$/) }, warnings: ["report.md:3: a word is too long"] };
  await vi.waitFor(async () => expect(await state()).toMatchObject(made), { timeout: 20_000, interval: 10 });

  faults.set("sentence", ["queries/latest.sql:1:8: there is no column valeu"]);
  expect(await state()).toEqual({ problems: ["queries/latest.sql:1:8: there is no column valeu"] });
});

test("without a watch there is no preview", async () => {
  const { call } = await openTestApp();
  expect((await call("/preview/sentence")).status).toBe(404);
  expect(await (await call("/")).text()).not.toContain("/preview/");
});
