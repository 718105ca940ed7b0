import { decode } from "fast-png";
import { expect, test } from "vitest";
import { drawPdfPage } from "../../../../functions/adapters/pages/draw-pdf-page.ts";
import { writeArchive } from "../../../../functions/core/report/template/archive/write-archive.ts";
import type { Services } from "../../../../functions/http/services.ts";
import { pictureThemes } from "../../../../functions/local/server/picture-theme.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../../functions/render/preview/open-preview-desk.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An application that draws, and how often it has. */
async function openDrawing(): Promise<TestApp & { readonly drawn: () => number }> {
  let pictures: Services["themePictureOf"];
  let drawn = 0;
  const app = await openTestApp({ change: { themePictureOf: (...asked) => pictures!(...asked) } });
  pictures = pictureThemes(app.services.store, openPreviewDesk(createWorld(app.services.store)), async (...asked) => {
    drawn += 1;
    return await drawPdfPage(...asked);
  });
  return { ...app, drawn: () => drawn };
}

async function put(app: TestApp, name: string, yaml: string): Promise<string> {
  const body = Buffer.from(writeArchive(new Map([["theme.yaml", bytes(yaml)]])));
  const answer = app.call(`/themes/${name}`, { method: "PUT", body, headers: { "content-type": "application/zip" } });
  return (await bodyOf<{ version: string }>(answer)).version;
}

/** How many of a picture's pixels have nearly a colour. */
function count(png: Uint8Array, colour: string, near = 3): number {
  const { data, channels } = decode(png);
  const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  let found = 0;
  for (let at = 0; at < data.length; at += channels)
    if (wanted.every((value, part) => Math.abs(value - data[at + part]!) <= near)) found += 1;
  return found;
}

test("a draft of a theme has a picture in its colours, in both languages and sizes, each drawn once", async () => {
  const app = await openDrawing();
  const version = await put(app, "house", 'accent: "#0a7d3c"\ntint: "#e8f0ea"\n');
  const path = `/themes/house/versions/${version}/picture`;
  const asked = ["", "?language=zh", "?size=small", ""];
  const answers = await Promise.all(asked.map((query) => app.call(`${path}${query}`)));
  expect(answers.map(({ status, headers }) => [status, headers.get("content-type")])).toEqual(
    asked.map(() => [200, "image/png"]),
  );
  const [large, chinese, small, again] = await Promise.all(
    answers.map(async (answer) => new Uint8Array(await answer.arrayBuffer())),
  );
  expect(again).toEqual(large);
  expect(chinese).not.toEqual(large);
  expect(decode(large!)).toMatchObject({ width: 793, height: 1121 });
  expect(decode(small!)).toMatchObject({ width: 396, height: 560 });
  expect(count(large!, "#0a7d3c")).toBeGreaterThan(2000);
  // The tint of the box, as the theme has it: a palette of few colours takes another for it.
  for (const picture of [large!, small!]) expect(count(picture, "#e8f0ea", 0)).toBeGreaterThan(500);
  expect(app.drawn()).toBe(3);
  expect((await app.call(path, { headers: { "if-none-match": `"${version}"` } })).status).toBe(304);
  // Pictures are no versions.
  expect(await bodyOf(app.call("/themes/house/versions"))).toMatchObject({ versions: [{ version, state: "draft" }] });
  expect(await bodyOf(app.call("/themes?state=unpublished"))).toMatchObject({ themes: [{ name: "house", version }] });
  expect((await app.call("/themes/house/picture")).status).toBe(404);
});

test("pictures asked for at the same time are all made, though a newer preview of a session ends an older", async () => {
  const app = await openDrawing();
  const names = ["one", "two", "three"];
  const colours = ["#0a7d3c", "#7d0a4b", "#2b4fd0"];
  const versions = await Promise.all(names.map((name, at) => put(app, name, `accent: "${colours[at]}"\n`)));
  const answers = await Promise.all(
    names.map((name, at) => app.call(`/themes/${name}/versions/${versions[at]}/picture`)),
  );
  const pictures = await Promise.all(answers.map(async (answer) => new Uint8Array(await answer.arrayBuffer())));
  for (const [at, picture] of pictures.entries()) expect(count(picture, colours[at]!)).toBeGreaterThan(2000);
});

test("an unknown theme, language or size is refused, and says what there is", async () => {
  const app = await openDrawing();
  const version = await put(app, "house", "{}\n");
  const path = `/themes/house/versions/${version}/picture`;
  expect(await problemFrom(await app.call(`${path}?language=de`))).toMatchObject({
    status: 400,
    problems: [{ code: "language-not-supported", name: "language", seen: "de", allowed: ["en", "zh"] }],
  });
  expect(await problemFrom(await app.call(`${path}?size=huge`))).toMatchObject({
    status: 400,
    problems: [{ code: "invalid-size", allowed: ["large", "small"] }],
  });
  expect((await app.call("/themes/none/picture")).status).toBe(404);
  expect((await app.call(`/themes/house/versions/${"0".repeat(64)}/picture`)).status).toBe(404);
  expect(app.drawn()).toBe(0);
});
