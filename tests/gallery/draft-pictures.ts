import type { Page } from "playwright-core";
import { openStudio } from "../studio/open-studio.ts";
import { untilDrawn } from "./until-drawn.ts";

/** Share of dark pixels of a page of a draft, beside the window. */
const ink = 0.001;

/** Opens the draft of a table of sales in a studio of its own, does what is shown, and takes a picture of it. */
async function takeAfter(show: (page: Page) => Promise<unknown>): Promise<Buffer> {
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
    await show(page);
    return await untilDrawn(() => page.screenshot(), ink);
  } finally {
    await studio.close();
  }
}

/** Keeps the draft, which opens in Write, with its pages. */
async function keepDraft(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Keep draft" }).click();
  await page.getByText("things I assumed").waitFor();
  await page.locator('[data-page="1"] canvas').waitFor();
}

/** Opens the box of the block that a line of the source begins. */
async function openBox(page: Page, line: RegExp, shown: string): Promise<void> {
  await page.keyboard.press("F4");
  await page.getByRole("button", { name: "I have looked through them" }).click();
  await page.locator(".write-source .cm-content").click();
  const begin = page.locator(".write-source .cm-line").filter({ hasText: line }).first();
  // Only lines in view are there.
  while ((await begin.count()) === 0) {
    await page.keyboard.press("PageDown");
    await page.evaluate("new Promise(requestAnimationFrame)");
  }
  await begin.click({ position: { x: 4, y: 4 } });
  await page.locator(".write-bar-here").waitFor({ state: "attached" });
  // Nothing opens until the pages are those of the files.
  const box = page.locator(".page-edit");
  while ((await box.count()) === 0) {
    await page.keyboard.press("F2");
    await box.waitFor({ timeout: 500 }).catch(() => undefined);
  }
  await page.locator(`.page-edit ${shown}`).first().waitFor();
}

/** The draft of a dropped file: its sentences with menus, and its first page. */
export const takeDraft = (): Promise<Buffer> => takeAfter(() => Promise.resolve());

/** The pages of the draft that was kept, in Write, above them what the rules assumed. */
export const takeKept = (): Promise<Buffer> => takeAfter(keepDraft);

/** A paragraph that is edited on the page. */
export const takePageEdit = (): Promise<Buffer> =>
  takeAfter(async (page) => {
    await keepDraft(page);
    await openBox(page, /within the usual range/, ".cm-content");
  });

/** A chart, below it the panel that changes it. */
export const takeChartPanel = (): Promise<Buffer> =>
  takeAfter(async (page) => {
    await keepDraft(page);
    await openBox(page, /^::chart/, ".chart-kind");
  });

/** A query that is written by menus, its SQL and its rows below them. */
export const takeNewQuery = (): Promise<Buffer> =>
  takeAfter(async (page) => {
    await keepDraft(page);
    await page.keyboard.press("F4");
    await page.getByRole("button", { name: "New query" }).click();
    const dialog = page.getByRole("dialog", { name: "New query" });
    await dialog.getByRole("columnheader").first().waitFor();
    await dialog.getByLabel("A row for each: Add…").selectOption("Region");
    await dialog.getByLabel("Calculate: Add…").selectOption("Units");
    await dialog.locator(".new-query-rows tbody tr").nth(2).waitFor();
  });
