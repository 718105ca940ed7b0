import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { encodePng } from "../../gallery/encode-png.ts";
import { decodePixels } from "../../servers/pages/decode-pixels.ts";
import { widths } from "../open-studio.ts";
import { comparePictures } from "./compare-pictures.ts";
import { hideWhatDiffers, showWhatDiffers } from "./hide-what-differs.ts";

/** `SCREENSHOTS=new` keeps new pictures: look at them before they are committed. */
const renew = process.env["SCREENSHOTS"] === "new";

/** For what comes last on a page, milliseconds; only a picture that differs waits so long. */
const patience = 15_000;

/** Pictures are half as large as the page in both directions: a quarter of the work, and edges are smoothed alike. */
const scale = 0.5;

interface Look {
  readonly width: keyof typeof widths;
  readonly scheme: "light" | "dark";
}

const looks: readonly Look[] = [
  { width: "wide", scheme: "light" },
  { width: "narrow", scheme: "dark" },
];

/**
 * Compares what stands in the window with the pictures kept of it, at 1,280 pixels in the light and at 400 in the dark.
 * The page is then as it was before. Only for pages in English: Chinese is set in a face of the system.
 *
 * @param name of the pictures: `pictures/wide/NAME.png`, `pictures/narrow/NAME.png`
 * @throws AssertionError if one looks different: where, and where both pictures and their difference are
 */
export async function expectPicture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!;
  const dark = await page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches");
  await page.mouse.move(0, 0);
  const place = await page.evaluate<number>("(() => { const place = scrollY; scrollTo(0, 0); return place; })()");
  for (const { width, scheme } of looks) {
    await page.setViewportSize({ width: widths[width], height: width === "wide" ? 800 : 860 });
    await page.emulateMedia({ colorScheme: scheme });
    await (renew ? keep : compare)(page, width, name);
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.evaluate(`scrollTo(0, ${place})`);
}

async function compare(page: Page, width: Look["width"], name: string): Promise<void> {
  const kept = fileOf(width, name);
  expect(existsSync(kept), `there is no picture ${width}/${name} yet: SCREENSHOTS=new keeps one`).toBe(true);
  const expected = readFileSync(kept);
  const end = Date.now() + patience;
  for (;;) {
    const taken = await take(page);
    const difference = comparePictures(expected, taken);
    if (difference === undefined) return;
    if (Date.now() > end) {
      const folder = join(tmpdir(), "broadsheet-pictures");
      const files = {
        expected,
        actual: taken,
        ...(difference.picture !== undefined && { difference: difference.picture }),
      };
      mkdirSync(folder, { recursive: true });
      for (const [kind, png] of Object.entries(files)) writeFileSync(join(folder, `${name}-${width}-${kind}.png`), png);
      throw new Error(
        `${width}/${name} looks different: ${difference.words}; see ${join(folder, `${name}-${width}-*.png`)}. If it should, SCREENSHOTS=new keeps it.`,
      );
    }
    await page.waitForTimeout(250);
  }
}

/** Keeps a picture once two in a row are the same. */
async function keep(page: Page, width: Look["width"], name: string): Promise<void> {
  let last = await take(page);
  for (;;) {
    await page.waitForTimeout(1_500);
    const now = await take(page);
    if (comparePictures(last, now) === undefined) break;
    last = now;
  }
  mkdirSync(join(fileOf(width, name), ".."), { recursive: true });
  writeFileSync(fileOf(width, name), last);
}

function fileOf(width: Look["width"], name: string): string {
  return join(import.meta.dirname, width, `${name}.png`);
}

/** The window as a PNG in sixteen steps a channel: a third as large, and looks the same. */
async function take(page: Page): Promise<Buffer> {
  const { width, height } = page.viewportSize()!;
  const browser = await page.context().newCDPSession(page);
  await page.evaluate(hideWhatDiffers);
  try {
    const { data } = await browser.send("Page.captureScreenshot", {
      format: "png",
      clip: { x: 0, y: 0, width, height, scale },
      captureBeyondViewport: false,
      optimizeForSpeed: true,
    });
    const { bytes, ...size } = decodePixels(Buffer.from(data, "base64"));
    return encodePng({ ...size, bytes: bytes.map((value) => Math.round(value / 17) * 17) });
  } finally {
    await page.evaluate(showWhatDiffers);
    await browser.detach();
  }
}
