import { expect, test } from "vitest";
import { bodyOf, openTestApp, type ReportBody } from "../open-test-app.ts";

test("a client that has an answer already gets 304, until the answer changes", async () => {
  const { call, ask } = await openTestApp();
  const get = (path: string, tag: string): Promise<Response> => call(path, { headers: { "if-none-match": tag } });
  for (const path of [
    "/templates",
    "/templates/sentence",
    "/templates/sentence/versions",
    "/datasets",
    "/datasets/numbers",
    "/reports",
  ]) {
    const tag = (await call(path)).headers.get("etag") ?? "";
    expect(tag, path).toMatch(/^(?:W\/)?"[\w-]+"$/);
    const same = await get(path, `"other", ${tag}`);
    expect([same.status, await same.text(), same.headers.get("etag"), same.headers.get("content-type")], path).toEqual([
      304,
      "",
      tag,
      null,
    ]);
    expect((await get(path, "*")).status).toBe(304);
    expect((await get(path, '"other"')).status).toBe(200);
  }
  const before = (await call("/reports")).headers.get("etag") ?? "";
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }, { prefer: "wait=5" }));
  expect((await get("/reports", before)).status).toBe(200);
  const tag = (await call(self)).headers.get("etag") ?? "";
  expect((await get(self, tag)).status).toBe(304);
});

test("errors, changes and what may not be kept have no tag", async () => {
  const { call } = await openTestApp();
  expect((await call("/templates/nothing", { headers: { "if-none-match": "*" } })).status).toBe(404);
  expect((await call("/health")).headers.get("etag")).toBeNull();
  const put = await call("/datasets/mine", {
    method: "PUT",
    body: "a\n1\n",
    headers: { "content-type": "text/csv", "if-none-match": "*" },
  });
  expect(put.status).toBe(201);
});
