import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openPageImages } from "../../../functions/adapters/pages/page-images.ts";
import type { AskedPreview, Preview } from "../../../functions/core/report/preview/preview.ts";
import { keepSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import type { TemplateFiles } from "../../../functions/core/report/template/template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import type { PreviewDesk } from "../../../functions/render/preview/preview-messages.ts";
import { readTemplateFolder } from "../../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { randomEdits, seeded } from "../../render/preview/random-edits.ts";
import { meansOf } from "./means-of.ts";

/** Drawings of pages in a browser, beside PDFium's pictures of their PDFs, and drawn in part beside the whole. */
const soak = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../reports");
const flagship = "high-tech-industries";
const all = [
  ...[flagship, "monthly-business-review", "country-profile"].map((name) => ({
    name,
    folder: join(shippedTemplates, name),
  })),
  ...[
    "blocks-en",
    "blocks-zh",
    "cover",
    "figures-en",
    "figures-zh",
    "floating",
    "images",
    "mathematics",
    "right-to-left",
    "tables-styled",
    "yearbook-en",
  ].map((name) => ({ name, folder: join(reports, name, "template") })),
];
const every = [flagship, "cover", "figures-en", "images", "mathematics", "right-to-left", "tables-styled"];
const cases = all.filter(({ name }) => soak || every.includes(name));

/** Pixels a point. */
const scale = 2;
/** How far their means may lie apart: PDFium draws small letters darker. A letter that is missing makes 60 and more. */
const furthest = 56;
/** The pictures of `images` hold one in printing inks, whose colours a browser and PDFium mix otherwise. */
const mostUnlike: Readonly<Record<string, number>> = { images: 40 };
const edits = soak ? 300 : 10;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { DrawnPages } from "./studio/src/write/preview/drawn/drawn-pages.ts";
        import { drawDrawn } from "./studio/src/write/preview/drawn/draw-drawn.ts";
        import { meansOf } from "./tests/studio/write/means-of.ts";
        let pages = new DrawnPages();
        const canvases = new Map();
        const show = async (digest, size, scale, before) => {
          const drawn = pages.find(digest);
          if (drawn === undefined) throw new Error("there is no drawing of the page");
          await drawn.kit.ready;
          return drawDrawn(drawn, size, scale, before);
        };
        globalThis.begin = () => { pages = new DrawnPages(); canvases.clear(); };
        globalThis.receive = (preview, since) => pages.receive(preview, since);
        const pixels = (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        globalThis.draw = async (digest, size, scale) => {
          const { width, height, data } = pixels(await show(digest, size, scale));
          return meansOf({ width, height, pixels: data });
        };
        globalThis.goOn = async (page, scale) => {
          const before = canvases.get(page.number);
          const canvas = await show(page.digest, page, scale, before);
          canvases.set(page.number, canvas);
          const [one, other] = [canvas, await show(page.digest, page, scale)].map((each) => pixels(each).data);
          return { same: one.length === other.length && one.every((value, at) => value === other[at]), went: before === canvas };
        };`,
      resolveDir: join(import.meta.dirname, "../../.."),
      loader: "js",
    },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--font-render-hinting=none"],
  });
  page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]!.text });
});
afterAll(async () => await browser?.close());

async function openDesk(name: string, files: TemplateFiles): Promise<PreviewDesk> {
  const store = new MemoryObjectStore();
  await seedTemplate(store, name, files);
  return openPreviewDesk({ ...createWorld(store), sessions: keepSessions() });
}

const asked = (
  name: string,
  base: AskedPreview["base"],
  files: AskedPreview["files"],
  pages: readonly number[],
  parameters: AskedPreview["parameters"] = {},
): AskedPreview => ({
  session: "editor",
  name,
  base,
  files,
  parameters,
  datasets: {},
  pages,
  pagesAs: "drawings",
});

describe.each(cases)("$name", ({ name, folder }) => {
  test("a browser draws each page as its PDF shows it", { timeout: 240_000 }, async () => {
    const desk = await openDesk(name, readTemplateFolder(folder));
    const numbers = Array.from({ length: soak ? 20 : 2 }, (_, index) => index + 1);
    const preview = await desk.make(asked(name, { kind: "stored" }, {}, numbers));
    expect(preview.state).toBe("current");
    await call("begin");
    await receive(preview, undefined);
    for (const each of preview.pages.slice(0, numbers.length)) {
      const drawn = await call<readonly number[]>("draw", each.digest, each, scale);
      const images = await openPageImages(await desk.page(preview.id, each.number));
      const wanted = meansOf(await images.draw(1, scale));
      images.close();
      expect(drawn).toHaveLength(wanted.length);
      const differences = drawn.map((value, index) => Math.abs(value - wanted[index]!));
      const unlike = differences.filter((difference) => difference > furthest).length;
      expect(unlike, `squares of page ${each.number}`).toBeLessThanOrEqual(mostUnlike[name] ?? 0);
      expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(4);
    }
  });
});

test(
  `after each of ${edits} random edits, a page drawn where it changed is the page drawn whole, to the pixel`,
  {
    timeout: 600_000,
  },
  async () => {
    const original = readTemplateFolder(join(shippedTemplates, flagship));
    const desk = await openDesk(flagship, original);
    const next = randomEdits(original, seeded(20_261_201));
    let files: TemplateFiles = original;
    let last = await desk.make(asked(flagship, { kind: "nothing" }, Object.fromEntries(original), [1, 2, 3]));
    await call("begin");
    await receive(last, undefined);
    const seen = { inPart: 0, whole: 0 };
    for (let count = 1; count <= edits; count += 1) {
      const edit = next(files, last.state === "current");
      files = new Map([...files, ...Object.entries(edit.files).map(([path, body]) => [path, body!] as const)]);
      const since = last.id;
      last = await desk.make(asked(flagship, { kind: "preview", id: since }, edit.files, [1, 2, 3], edit.parameters));
      await receive(last, since);
      for (const each of last.pages.slice(0, 3)) {
        const { same, went } = await call<{ same: boolean; went: boolean }>("goOn", each, scale);
        expect(same, `edit ${count}, page ${each.number}: ${edit.what}`).toBe(true);
        seen[went ? "inPart" : "whole"] += 1;
      }
    }
    // Each page has a canvas of its own, on which all but its first drawing goes on.
    expect(seen.whole).toBeLessThanOrEqual(6);
    expect(seen.inPart).toBeGreaterThan(edits);
  },
);

async function receive(preview: Preview, since: string | undefined): Promise<void> {
  await call("receive", preview, since ?? null);
}

/** Calls a function of the page. */
async function call<Result>(name: string, ...args: readonly unknown[]): Promise<Result> {
  return await page.evaluate<Result>(`globalThis.${name}(...${JSON.stringify(args)})`);
}
