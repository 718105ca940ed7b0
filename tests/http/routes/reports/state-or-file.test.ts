import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { bodyOf, heldRender, openTestApp, type ReportBody, type TestApp } from "../../open-test-app.ts";

const types = [
  "application/pdf",
  "text/html",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/zip",
];
const states = ["application/json", "application/*;q=0.5", "*/*;q=0.1", "text/plain, application/json;q=0.2"];

/** The status, type and state of a report's own address for what a client accepts. */
async function answerOf({ call }: TestApp, id: string, accept: string) {
  const response = await call(`/reports/${id}`, { headers: { accept } });
  expect(response.headers.get("vary"), accept).toMatch(/(?:^|, ?)accept(?:,|$)/i);
  const type = response.headers.get("content-type");
  const body = type?.includes("json") === true ? await bodyOf<{ readonly status?: unknown }>(response) : {};
  return { status: response.status, type, state: body.status, retry: response.headers.get("retry-after") };
}

test("a report that is not ready gives its state to whoever can read it, and others are told to ask again", async () => {
  const { render, release } = heldRender();
  const app = await openTestApp({ render, change: { rendition: () => {} } });
  const posted = await app.ask({ template: "sentence" }, { accept: "application/pdf", prefer: "wait=0" });
  const location = posted.headers.get("location")!;
  expect(posted.status).toBe(503);
  const id = location.split("/").at(-1)!;
  for (const accept of [...types, "application/pdf, application/json;q=0, */*"])
    expect(await answerOf(app, id, accept), accept).toMatchObject({ status: 503, state: 503, retry: "1" });
  for (const state of states)
    for (const accept of [state, ...types.map((type) => `${type}, ${state}`)])
      expect(await answerOf(app, id, accept), accept).toMatchObject({ status: 200, state: "rendering", retry: "1" });
  release();
  await expect.poll(async () => (await answerOf(app, id, "application/pdf")).status).toBe(200);
});

test("a report that failed gives its state to whoever can read it, and others learn why", async () => {
  const app = await openTestApp({
    change: { rendition: () => {} },
    render: () => Promise.reject(new BroadsheetError("query-failed", { code: "query-failed", message: "no column" })),
  });
  const { id } = await bodyOf<ReportBody>(app.ask({ template: "sentence" }, { prefer: "wait=5" }));
  for (const accept of types)
    expect(await answerOf(app, id, accept), accept).toMatchObject({ status: 404, retry: null });
  for (const state of states)
    for (const accept of [state, ...types.map((type) => `${type}, ${state}`)])
      expect(await answerOf(app, id, accept), accept).toMatchObject({ status: 200, state: "failed" });
});

test("every answer under the address of a report says that it depends on Accept", async () => {
  const app = await openTestApp({ change: { rendition: () => {} } });
  const { id } = await bodyOf<ReportBody>(app.ask({ template: "sentence" }, { prefer: "wait=5" }));
  for (const accept of [...types, ...states, "image/png"]) {
    const { status } = await answerOf(app, id, accept);
    expect(await answerOf(app, "f".repeat(64), accept)).toMatchObject({ status: 404 });
    const etag = (await app.call(`/reports/${id}`, { headers: { accept } })).headers.get("etag");
    if (etag === null) continue;
    const same = await app.call(`/reports/${id}`, { headers: { accept, "if-none-match": etag } });
    expect([status, same.status, same.headers.get("vary")]).toEqual([200, 304, "accept"]);
  }
  const signed = await openTestApp({ change: { signFileUrl: async () => "https://files.example/one" } });
  const { id: other } = await bodyOf<ReportBody>(signed.ask({ template: "sentence" }, { prefer: "wait=5" }));
  expect(await answerOf(signed, other, "application/pdf")).toMatchObject({ status: 302 });
});
