import { decode } from "fast-png";
import PDFKit from "pdfkit";
import { expect, test } from "vitest";
import type { Render } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import { drawStoredPage } from "../../../../functions/adapters/pages/draw-stored-page.ts";
import { bodyOf, openTestApp, problemFrom, quickRender, type ReportBody, type TestApp } from "../../open-test-app.ts";

/** Two pages of 72 × 36 points; the second is brown. */
const twoPages: Render = async (accepted, progress) => {
  const document = new PDFKit({ size: [72, 36], margin: 0 });
  document.addPage({ size: [72, 36], margin: 0 });
  document.rect(0, 0, 72, 36).fill("#a0522d");
  document.end();
  const parts: Buffer[] = [];
  for await (const part of document as AsyncIterable<Buffer>) parts.push(part);
  return { ...(await quickRender(accepted, progress)), pdf: Buffer.concat(parts), pages: 2 };
};

/** Pages that were drawn. */
let drawn = 0;

async function open(render: Render = twoPages): Promise<TestApp> {
  drawn = 0;
  const app: TestApp = await openTestApp({
    render,
    change: {
      drawPage: (key, page, scale) => {
        drawn += 1;
        return drawStoredPage(app.services.store, key, page, scale);
      },
    },
  });
  return app;
}

test("a page is a picture, at the resolution asked for", async () => {
  const { ask, call } = await open();
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }, { prefer: "wait=5" }));
  const response = await call(`${self}/pages/2.png`);
  expect(response.headers.get("content-type")).toBe("image/png");
  const { width, height, data } = decode(new Uint8Array(await response.arrayBuffer()));
  expect([width, height, [...data.subarray(0, 3)]]).toEqual([96, 48, [160, 82, 45]]);
  expect(decode(new Uint8Array(await (await call(`${self}/pages/1.png?dpi=144`)).arrayBuffer()))).toMatchObject({
    width: 144,
    height: 72,
  });
  const tag = response.headers.get("etag") ?? "";
  expect((await call(`${self}/pages/2.png`, { headers: { "if-none-match": tag } })).status).toBe(304);
  expect(drawn, "what the client has is not drawn again").toBe(2);
  expect((await call(`${self}/pages/2.png?dpi=97`, { headers: { "if-none-match": tag } })).status).toBe(200);
});

test("what is no page, no resolution or no report is refused", async () => {
  const { ask, call } = await open();
  const { self } = await bodyOf<ReportBody>(ask({ template: "sentence" }, { prefer: "wait=5" }));
  for (const page of ["3.png", "0.png", "1", "x.png", "1.jpg"])
    expect((await problemFrom(await call(`${self}/pages/${page}`))).problems, page).toMatchObject([
      { code: "unknown-page", allowed: "1.png to 2.png" },
    ]);
  for (const dpi of ["23", "301", "x", ""])
    expect((await problemFrom(await call(`${self}/pages/1.png?dpi=${dpi}`))).problems).toMatchObject([
      { code: "invalid-dpi", name: "dpi" },
    ]);
  expect((await call(`/reports/${"f".repeat(64)}/pages/1.png`)).status).toBe(404);
});

test("a report that is not ready has no pages yet, and one that failed has none", async () => {
  const waiting = await openTestApp({ change: { drawPage: async () => new Uint8Array(), claimed: () => {} } });
  const { self } = await bodyOf<ReportBody>(waiting.ask({ template: "sentence" }));
  expect((await waiting.call(`${self}/pages/1.png`)).status).toBe(409);
  await waiting.call(`${self}/cancel`, { method: "POST" });
  expect((await problemFrom(await waiting.call(`${self}/pages/1.png`))).problems?.[0]).toMatchObject({
    code: "report-failed",
  });
});
