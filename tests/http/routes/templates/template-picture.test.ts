import { decode } from "fast-png";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { generateReport } from "../../../../functions/core/report/generate-report.ts";
import { keepPictures } from "../../../../functions/core/report/template/store/keep-pictures.ts";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { drawPdfPage as drawPage } from "../../../../functions/adapters/pages/draw-pdf-page.ts";
import { pictureTemplates } from "../../../../functions/local/server/picture-template.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import type { Services } from "../../../../functions/http/services.ts";
import { bodyOf, openTestApp, problemFrom, sentence } from "../../open-test-app.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

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
  const { picture, version } = await bodyOf<{ readonly picture: string; readonly version: string }>(
    call("/templates/sentence"),
  );
  const [first, second] = await Promise.all([call(picture), call("/templates/sentence/picture")]);
  expect([first.status, first.headers.get("content-type"), first.headers.get("etag")]).toEqual([
    200,
    "image/png",
    `"${version}"`,
  ]);
  const bytes = new Uint8Array(await first.arrayBuffer());
  const { width, height, data } = decode(bytes);
  expect([width, height]).toEqual([793, 1121]);
  expect(data.some((value) => value < 100)).toBe(true);
  expect(new Uint8Array(await second.arrayBuffer())).toEqual(bytes);
  expect((await call(picture)).status).toBe(200);
  expect(renders).toBe(1);
  expect((await call(picture, { headers: { "if-none-match": `"${version}"` } })).status).toBe(304);
});

test("a picture in one of the template's languages is one of its own; another language is refused", async () => {
  const asked: unknown[] = [];
  const { call, services } = await openTestApp({
    change: {
      pictureOf: (template, language) =>
        keepPictures(services.store, async (_, spoken) => (asked.push(spoken), encode(`page in ${spoken}`)))(
          template,
          language,
        ),
    },
  });
  const yaml = new TextDecoder()
    .decode(sentence.get("template.yaml"))
    .replace("languages: [en]", "languages: [en, zh]")
    .replace("properties:", "properties:\n    language: { type: string, enum: [en, zh], default: en }");
  await storeTemplate(services.store, "two-tongues", new Map([...sentence, ["template.yaml", encode(yaml)]]));
  for (const language of ["zh", "zh", "en"])
    expect(await (await call(`/templates/two-tongues/picture?language=${language}`)).text()).toBe(
      `page in ${language}`,
    );
  expect(await (await call("/templates/two-tongues/picture")).text()).toBe("page in undefined");
  expect(asked).toEqual(["zh", "en", undefined]);
  expect(await problemFrom(await call("/templates/two-tongues/picture?language=zn"))).toMatchObject({
    status: 400,
    problems: [{ code: "language-not-supported", name: "language", seen: "zn", allowed: ["en", "zh"] }],
  });
  // A template that has one language only needs no parameter for it.
  expect(await (await call("/templates/sentence/picture?language=en")).text()).toBe("page in undefined");
});

test("a template that needs values has none, and says why", async () => {
  let pictureOf: Services["pictureOf"];
  const { call, services } = await openTestApp({ change: { pictureOf: (template) => pictureOf!(template) } });
  pictureOf = pictureTemplates({
    store: services.store,
    openScratch: () => openScratchFolder(),
    drawPage,
    render: (accepted) => generateReport(accepted, createWorld(new MemoryObjectStore())),
  });
  const yaml = new TextDecoder()
    .decode(sentence.get("template.yaml"))
    .replace("properties:", "required: [place]\n  properties:\n    place: { type: string }");
  await storeTemplate(services.store, "asking", new Map([...sentence, ["template.yaml", encode(yaml)]]));
  expect(await problemFrom(await call("/templates/asking/picture"))).toMatchObject({
    status: 404,
    detail: expect.stringContaining('the parameter "place" is missing'),
    problems: [{ code: "no-picture" }],
  });
  expect((await call("/templates/none/picture")).status).toBe(404);
});
