import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { noteFigures } from "../../ci/note-figures.ts";
import { openStudio, shiftOf, type Studio, type Visit } from "../open-studio.ts";

/** What Write asks for before it shows its first page, and how still the screen stands meanwhile. */
let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

const folder = join(import.meta.dirname, "../../../build/studio");

/** In the page: notes when the first page has its picture, ms, in `firstPicture`. */
const watchPicture = `new MutationObserver((_, observer) => {
  if (document.querySelector('[data-page="1"] canvas') === null) return;
  window.firstPicture = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

/** Opens Write anew, as a template is seen first: with its source, or its pages alone as of a kept draft. */
async function openAnew(view: "page" | "source", visit?: Visit): Promise<Page> {
  const page = await studio.open("/no/such/page", visit);
  await page.evaluate(`localStorage.setItem("broadsheet-view dataset-profile", "${view}")`);
  await page.addInitScript(watchPicture);
  await page.goto(`${studio.url}/studio/write/dataset-profile`);
  if (view === "source" && visit?.width === "narrow") await page.locator(".write-panes button").nth(2).click();
  await page.locator('[data-page="1"] canvas').waitFor();
  return page;
}

/** Bytes of the studio's files that were asked for before the first picture: as they are sent, and as they are. */
async function bytesOf(page: Page): Promise<{ readonly files: string[]; readonly gzip: number; readonly raw: number }> {
  const files = await page.evaluate<string[]>(
    `[...new Set(performance.getEntriesByType("resource")
      .filter(({ startTime }) => startTime <= window.firstPicture)
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => /^\\/studio\\/.*\\.(?:js|mjs|css|woff2)$/.test(path)))]`,
  );
  const sizes = files.map((path) => {
    const bytes = readFileSync(join(folder, path.slice("/studio/".length)));
    const gzip = path.endsWith(".woff2") ? bytes.byteLength : gzipSync(bytes).byteLength;
    return { gzip, raw: bytes.byteLength };
  });
  const sum = (name: "gzip" | "raw"): number => sizes.reduce((total, size) => total + size[name], 0);
  return { files, gzip: sum("gzip"), raw: sum("raw") };
}

test.each([
  ["page", 250_000],
  ["source", 485_000],
] as const)("the first picture in the view %s needs at most %i bytes, compressed", async (view, most) => {
  const page = await openAnew(view);
  const { files, gzip, raw } = await bytesOf(page);
  noteFigures(`${gzip} bytes (${raw} before compression) before the first picture of Write, view ${view}`);
  expect(files.length).toBeGreaterThan(4);
  expect(gzip).toBeLessThan(most);
});

test.each([
  ["page", "wide"],
  ["source", "wide"],
  ["page", "narrow"],
  ["source", "narrow"],
] as const)("the view %s, %s, stands still while all else is loaded", async (view, width) => {
  const page = await openAnew(view, { width });
  // The PDF has taken the place of the drawing, and the boxes are here: a click opens one at once.
  await page.locator('[data-page="1"] [data-settled]').waitFor();
  expect(await shiftOf(page)).toBeLessThan(0.05);
});

test("the first picture waits for nothing that is loaded after it", async () => {
  const page = await studio.open("/no/such/page");
  await page.evaluate(`localStorage.setItem("broadsheet-view dataset-profile", "page")`);
  const held: string[] = [];
  await page.route(/\/studio\/assets\/(?:pdf|dist|edited-file|placed-editor|[a-z-]+-dialog)[.-]/, (route) => {
    held.push(new URL(route.request().url()).pathname);
  });
  await page.goto(`${studio.url}/studio/write/dataset-profile`);
  await page.locator('[data-page="1"] canvas').waitFor();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});
