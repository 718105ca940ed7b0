import { beforeEach, expect, test } from "vitest";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { bodyOf, openTestApp, problemFrom, type ReportBody, type TestApp } from "../../open-test-app.ts";

let app: TestApp;
let path = "";

beforeEach(async () => {
  app = await openTestApp();
  path = (await bodyOf<ReportBody>(app.ask({ template: "sentence" }, { prefer: "wait=5" }))).pdf;
});

test("the PDF has a name, a tag and a length, and is revalidated before it is reused", async () => {
  const response = await app.call(path);
  const body = new Uint8Array(await response.arrayBuffer());
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": 'inline; filename="sentence-2026-01-31-en.pdf"',
    "content-length": String(body.byteLength),
    "cache-control": "private, no-cache",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    etag: `"${sha256(body)}"`,
  });
});

test("HEAD answers the same without the bytes", async () => {
  const whole = await app.call(path);
  const head = await app.call(path, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(await head.text()).toBe("");
  expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(whole.headers));
});

test("a client that already has the bytes gets 304", async () => {
  const etag = (await app.call(path)).headers.get("etag") ?? "";
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const response = await app.call(path, { headers: { "if-none-match": tag } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe("");
  }
  expect((await app.call(path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
});

test("a range is a part of the bytes; one beyond the end is refused with the size", async () => {
  const whole = await (await app.call(path)).text();
  const part = await app.call(path, { headers: { range: "bytes=5-9" } });
  expect(part.status).toBe(206);
  expect(part.headers.get("content-range")).toBe(`bytes 5-9/${whole.length}`);
  expect(await part.text()).toBe(whole.slice(5, 10));
  expect((await app.call(path, { headers: { range: "bytes=5-9", "if-range": '"other"' } })).status).toBe(200);
  const beyond = await app.call(path, { headers: { range: `bytes=${whole.length}-` } });
  expect(beyond.status).toBe(416);
  expect(beyond.headers.get("content-range")).toBe(`bytes */${whole.length}`);
  await problemFrom(beyond);
});

test("where the store signs URLs, GET redirects with 302 and POST with 303; a client that accepts only JSON gets the URL", async () => {
  const signed = await openTestApp({
    change: { signFileUrl: async (key, name) => `https://store.example/${key}?name=${name}` },
  });
  const { id, pdf } = await bodyOf<ReportBody>(signed.ask({ template: "sentence" }, { prefer: "wait=5" }));
  const url = `https://store.example/reports/${id}/1/report.pdf?name=sentence-2026-01-31-en.pdf`;
  const got = await signed.call(pdf);
  expect([got.status, got.headers.get("location"), got.headers.get("cache-control")]).toEqual([302, url, "no-store"]);
  for (const accept of [
    "application/pdf, application/json",
    "application/json, text/plain, */*",
    "application/*",
    "text/html",
  ])
    expect((await signed.call(pdf, { headers: { accept } })).status).toBe(302);
  const told = await signed.call(pdf, { headers: { accept: "application/json" } });
  expect([told.status, told.headers.get("cache-control"), await told.json()]).toEqual([200, "no-store", { url }]);
  const posted = await signed.ask({ template: "sentence" }, { accept: "application/pdf" });
  expect([posted.status, posted.headers.get("location")]).toEqual([303, url]);
});
