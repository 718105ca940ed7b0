import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { projectRoot } from "../../functions/program/project-root.ts";
import { decodePixels, type Pixels } from "../servers/decode-pixels.ts";
import { runProgram } from "../servers/run-program.ts";
import { openStudio } from "../studio/open-studio.ts";
import { encodePng } from "./encode-png.ts";
import { takeRenditions } from "./rendition-pictures.ts";

/** The pictures of the README and of renditions that a program makes, by path below `docs/`. */
export const readmePictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  "flagship.png": takeFlagship,
  "pictures/studio.png": takeStudio,
  "pictures/asked.png": takeAsked,
  "pictures/renditions-en.png": () => takeRenditions("en"),
  "pictures/renditions-zh.png": () => takeRenditions("zh"),
  "pictures/draft.png": takeDraft,
};

/** Pages of the flagship that the README shows, in this order. */
const shownPages = [
  { language: "en", page: 1 },
  { language: "en", page: 3 },
  { language: "zh", page: 1 },
] as const;
const pixelsPerInch = 60;
/** Space around the pages, pixels, and its grey. */
const space = 10;
const grey = 0x88;

/** Pages of the flagship side by side. */
async function takeFlagship(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-flagship-"));
  const command = new URL("functions/local/broadsheet.mjs", projectRoot).pathname;
  const template = new URL("templates/high-tech-industries", projectRoot).pathname;
  try {
    const pages: Pixels[] = [];
    for (const { language, page } of shownPages) {
      const [pdf, image] = [join(folder, `${language}.pdf`), join(folder, `${language}-${page}`)];
      await runProgram(process.execPath, [
        command,
        "render",
        template,
        "--param",
        `language=${language}`,
        "--out",
        pdf,
      ]);
      const number = String(page);
      const resolution = String(pixelsPerInch);
      await runProgram("pdftoppm", ["-f", number, "-l", number, "-r", resolution, "-png", "-singlefile", pdf, image]);
      pages.push(decodePixels(readFileSync(`${image}.png`)));
    }
    return encodePng(sideBySide(pages));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sideBySide(pages: readonly Pixels[]): Pixels {
  const width = pages.reduce((sum, page) => sum + page.width + space, space);
  const height = Math.max(...pages.map((page) => page.height)) + 2 * space;
  const bytes = new Uint8Array(width * height * 3).fill(grey);
  let left = space;
  for (const page of pages) {
    for (let row = 0; row < page.height; row++)
      bytes.set(
        page.bytes.subarray(row * page.width * 3, (row + 1) * page.width * 3),
        ((row + space) * width + left) * 3,
      );
    left += page.width + space;
  }
  return { width, height, bytes };
}

/** The studio with the form of the flagship beside the report made from it. */
async function takeStudio(): Promise<Buffer> {
  const studio = await openStudio();
  try {
    const page = await studio.open("/make/high-tech-industries");
    await page.getByRole("button", { name: "Make report" }).click();
    await page.getByText(/^\d+ pages$/).waitFor();
    return await untilDrawn(() => page.screenshot());
  } finally {
    await studio.close();
  }
}

/** The draft of a dropped file: its sentences with menus, and its first page. */
async function takeDraft(): Promise<Buffer> {
  const studio = await openStudio({ templateFolders: [] });
  try {
    const months = Array.from({ length: 36 }, (_, at) => `${2023 + Math.floor(at / 12)}-${(at % 12) + 1}-1`);
    const rows = months.flatMap((month, at) =>
      ["North", "South", "West"].map(
        (region, place) =>
          `${month.replace(/-(\d)(?=-|$)/g, "-0$1")},${region},${100 + 40 * place + 2 * at + ((at * 7 + place * 5) % 19)},${10 + place + (at % 12)}`,
      ),
    );
    await fetch(`${studio.url}/datasets/our-sales`, {
      method: "PUT",
      headers: { "content-type": "text/csv" },
      body: `Month,Region,Revenue (thousand €),Units\n${rows.join("\n")}\n`,
    });
    const page = await studio.open("/new/our-sales");
    await page.locator(".draft-page:not(.faded) canvas").waitFor();
    return await untilDrawn(() => page.screenshot(), 0.001);
  } finally {
    await studio.close();
  }
}

/** A report in the studio whose first number was asked where it comes from. */
async function takeAsked(): Promise<Buffer> {
  const studio = await openStudio();
  try {
    const made = await fetch(`${studio.url}/reports`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "wait=25" },
      body: JSON.stringify({ template: "high-tech-industries" }),
    });
    const { id } = (await made.json()) as { readonly id: string };
    const page = await studio.open(`/reports/${id}`);
    await page.getByRole("button", { name: "Numbers", exact: true }).click();
    await page.locator(".asked").getByRole("button", { name: /30\.1/ }).first().click();
    await page.locator(".asked-same").waitFor();
    // Folded up, so that there is room for what leads to it.
    await page.locator(".asked-cells summary").first().click();
    await page
      .getByText(/^Computed from /)
      .first()
      .click();
    await page.evaluate("scrollTo(0, 232)");
    return await untilDrawn(() => page.screenshot());
  } finally {
    await studio.close();
  }
}

/**
 * Takes pictures until one shows what the last one showed, and has ink: pages are drawn one by one, on canvases that
 * are there before their content.
 *
 * @param share of dark pixels right of the form
 */
async function untilDrawn(take: () => Promise<Buffer>, share = 0.01): Promise<Buffer> {
  for (let last = await take(); ;) {
    await setTimeout(2_000);
    const next = await take();
    if (next.equals(last) && inkRightOf(decodePixels(next), 600) > share) return next;
    last = next;
  }
}

/** Share of dark pixels right of a column. */
function inkRightOf({ width, height, bytes }: Pixels, column: number): number {
  let dark = 0;
  for (let row = 0; row < height; row++)
    for (let at = column; at < width; at++) if (bytes[(row * width + at) * 3]! < 96) dark++;
  return dark / ((width - column) * height);
}
