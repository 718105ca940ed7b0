import { expect, test } from "vitest";
import type { StudioFile } from "../../functions/http/pages/studio-files.ts";
import { bodyOf, openTestApp } from "./open-test-app.ts";

const file = (text: string, contentType: string, immutable: boolean): StudioFile => ({
  body: Buffer.from(text),
  gzip: Buffer.from("zipped"),
  contentType,
  etag: `"${text}"`,
  immutable,
});

/** A studio of two files. */
function studioOf(): { find(path: string): StudioFile | undefined } {
  const files = new Map([
    ["index.html", file("page", "text/html; charset=utf-8", false)],
    ["reference/index.html", file("reference", "text/html; charset=utf-8", false)],
    ["assets/index-1a.js", file("program", "text/javascript; charset=utf-8", true)],
  ]);
  return { find: (path) => files.get(path) };
}

test("/ leads a browser to the studio, and tells other programs what there is", async () => {
  const { call } = await openTestApp({ change: { studio: studioOf() } });
  const browser = await call("/", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } });
  expect([browser.status, browser.headers.get("location"), browser.headers.get("vary")]).toEqual([
    302,
    "/studio/",
    "accept",
  ]);
  const index = await bodyOf<Readonly<Record<string, string>>>(call("/"));
  expect(index).toEqual({
    name: "Broadsheet",
    api: "/openapi.json",
    studio: "/studio/",
    docs: "/docs",
    health: "/health",
    templates: "/templates",
    datasets: "/datasets",
    reports: "/reports",
  });
  for (const path of [index["api"]!, index["health"]!, index["templates"]!, index["studio"]!])
    expect((await call(path)).status).toBe(200);
});

test("without a studio, / tells so to browsers too", async () => {
  const { call } = await openTestApp();
  const index = await bodyOf<Readonly<Record<string, string>>>(call("/", { headers: { accept: "text/html" } }));
  expect(index["studio"]).toBeUndefined();
  expect((await call("/studio/")).status).toBe(404);
});

test("the studio's page answers every address below it; its files are kept for ever, and lost ones are lost", async () => {
  const { call } = await openTestApp({ change: { studio: studioOf() } });
  expect((await call("/studio")).headers.get("location")).toBe("/studio/");
  for (const path of ["/studio/", "/studio/reports/abc", "/studio/make/x"]) {
    const page = await call(path);
    expect([page.status, await page.text(), page.headers.get("cache-control")]).toEqual([200, "page", "no-cache"]);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  }
  const asset = await call("/studio/assets/index-1a.js");
  expect([await asset.text(), asset.headers.get("cache-control"), asset.headers.get("content-encoding")]).toEqual([
    "program",
    "public, max-age=31536000, immutable",
    null,
  ]);
  const zipped = await call("/studio/assets/index-1a.js", { headers: { "accept-encoding": "br, gzip" } });
  expect([await zipped.text(), zipped.headers.get("content-encoding"), zipped.headers.get("vary")]).toEqual([
    "zipped",
    "gzip",
    "accept-encoding",
  ]);
  expect((await call("/studio/", { headers: { "if-none-match": '"page"' } })).status).toBe(304);
  expect((await call("/studio/assets/index-0.js")).status).toBe(404);
});

test("/docs leads to the reference, which has the policy of the studio", async () => {
  const { call } = await openTestApp({ change: { studio: studioOf() } });
  expect((await call("/docs")).headers.get("location")).toBe("/studio/reference/");
  const page = await call("/studio/reference/");
  expect([await page.text(), page.headers.get("content-security-policy")]).toEqual([
    "reference",
    (await call("/studio/")).headers.get("content-security-policy"),
  ]);
});

test("where a token is needed, the studio comes without one, and the API does not", async () => {
  const { call } = await openTestApp({ guards: { tokens: () => undefined }, change: { studio: studioOf() } });
  for (const path of ["/studio/", "/studio/assets/index-1a.js", "/"]) expect((await call(path)).status).toBe(200);
  expect((await call("/docs")).status).toBe(302);
  for (const path of ["/studiox", "/templates", "/openapi.json"]) expect((await call(path)).status).toBe(401);
});
