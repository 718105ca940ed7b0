import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../functions/program/project-root.ts";
import { decodePixels, type Pixels } from "../servers/pages/decode-pixels.ts";
import { runProgram } from "../servers/run-program.ts";
import { openStudio } from "../studio/open-studio.ts";
import { encodePng } from "./encode-png.ts";
import { untilDrawn } from "./until-drawn.ts";

// Loaded when wanted: they need a browser, and the packages of `tests/office`, which a picture of a page does not.
const renditions = () => import("./rendition-pictures.ts");
const drafts = () => import("./draft-pictures.ts");

/** The pictures of the README and of renditions that a program makes, by path below `docs/`. */
export const readmePictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  "flagship.png": takeFlagship,
  "pictures/studio.png": takeStudio,
  "pictures/asked.png": takeAsked,
  "pictures/renditions-en.png": async () => (await renditions()).takeRenditions("en"),
  "pictures/renditions-zh.png": async () => (await renditions()).takeRenditions("zh"),
  "pictures/draft.png": async () => (await drafts()).takeDraft(),
  "pictures/kept-draft.png": async () => (await drafts()).takeKept(),
  "pictures/page-edit.png": async () => (await drafts()).takePageEdit(),
  "pictures/chart-panel.png": async () => (await drafts()).takeChartPanel(),
  "pictures/new-query.png": async () => (await drafts()).takeNewQuery(),
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
    await page.getByText(/^\d+ pages made in /).waitFor();
    return await untilDrawn(() => page.screenshot());
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
