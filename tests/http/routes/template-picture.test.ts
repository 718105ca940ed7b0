import { decode } from "fast-png";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { generateReport } from "../../../functions/core/generate-report.ts";
import { storeTemplate } from "../../../functions/core/template/store/store-template.ts";
import { drawPdfPage as drawPage } from "../../../functions/adapters/draw-pdf-page.ts";
import { pictureTemplates } from "../../../functions/local/server/picture-template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import type { Services } from "../../../functions/http/services.ts";
import { bodyOf, openTestApp, problemFrom, sentence } from "../open-test-app.ts";

test("a template has a picture of its first page, made once for each version", async () => {
  let renders = 0;
  let pictureOf: Services["pictureOf"];
  const { call, services } = await openTestApp({ change: { pictureOf: (template) => pictureOf!(template) } });
  const { store } = services;
  pictureOf = pictureTemplates({
    store,
    openScratch: () => openScratchFolder(),
    drawPage,
    render: (accepted) => {
      renders += 1;
      return generateReport(accepted, createWorld(store));
    },
  });
  const { picture, version } = await bodyOf<{ readonly picture: string; readonly version: string }>(call("/templates/sentence"));
  const [first, second] = await Promise.all([call(picture), call("/templates/sentence/picture")]);
  expect([first.status, first.headers.get("content-type"), first.headers.get("etag")]).toEqual([200, "image/png", `"${version}"`]);
  const bytes = new Uint8Array(await first.arrayBuffer());
  const { width, height, data } = decode(bytes);
  expect([width, height]).toEqual([793, 1121]);
  expect(data.some((value) => value < 100)).toBe(true);
  expect(new Uint8Array(await second.arrayBuffer())).toEqual(bytes);
  expect((await call(picture)).status).toBe(200);
  expect(renders).toBe(1);
  expect((await call(picture, { headers: { "if-none-match": `"${version}"` } })).status).toBe(304);
});

test("a template that needs values has none, and says why", async () => {
  let pictureOf: Services["pictureOf"];
  const { call, services } = await openTestApp({ change: { pictureOf: (template) => pictureOf!(template) } });
  pictureOf = pictureTemplates({ store: services.store, openScratch: () => openScratchFolder(), drawPage, render: (accepted) => generateReport(accepted, createWorld(new MemoryObjectStore())) });
  const yaml = new TextDecoder().decode(sentence.get("template.yaml")).replace("properties:", "required: [place]\n  properties:\n    place: { type: string }");
  await storeTemplate(services.store, "asking", new Map([...sentence, ["template.yaml", new TextEncoder().encode(yaml)]]));
  expect(await problemFrom(await call("/templates/asking/picture"))).toMatchObject({ status: 404, detail: expect.stringContaining('the parameter "place" is missing'), problems: [{ code: "no-picture" }] });
  expect((await call("/templates/none/picture")).status).toBe(404);
});
