import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { widths } from "./open-studio.ts";

/** How the steps of a state begin. */
export type Width = keyof typeof widths;

/** A page of the studio, with what is opened on it. */
export interface SweepState {
  readonly name: string;
  /** Below `/studio`. */
  readonly path: string;
  /** Opens what is looked at, and waits for it, by what is the same in all languages. */
  readonly reach: (page: Page, width: Width) => Promise<unknown>;
}

const shows =
  (selector: string): SweepState["reach"] =>
  (page) =>
    page.locator(selector).first().waitFor();

/** Shows one of the parts of Write: 0 the files, 1 the source, 2 the pages. */
async function turnTo(page: Page, part: 0 | 1 | 2, width: Width): Promise<void> {
  await page.locator(".write-panes").waitFor({ state: "attached" });
  if (width !== "wide") await page.locator(".write-panes button").nth(part).click();
}

async function pages(page: Page, width: Width): Promise<void> {
  await turnTo(page, 2, width);
  await page.locator('.write-page[data-page="1"] canvas, [data-page="1"] canvas').first().waitFor();
}

/** A box beside the block of a line, once the pages are those of the files. */
function boxAt(line: string, key: "F2" | "Shift+F2", shown: string): SweepState["reach"] {
  return async (page, width) => {
    await pages(page, width);
    await turnTo(page, 1, width);
    await page.locator(".write-source .cm-line", { hasText: line }).first().click();
    await page.locator(".write-bar-here").waitFor({ state: "attached" });
    await expect
      .poll(async () => {
        if ((await page.locator(".page-edit").count()) === 0) await page.keyboard.press(key);
        return await page.locator(".page-edit").count();
      })
      .toBe(1);
    await page.locator(`.page-edit ${shown}`).first().waitFor();
  };
}

/** A dialog of the files' buttons: new, rename, delete, new query, names. */
function fileDialog(button: number, shown = "dialog[open] .input"): SweepState["reach"] {
  return async (page, width) => {
    await pages(page, width);
    await turnTo(page, 0, width);
    await page.locator(".write-file-actions button").nth(button).click();
    await page.locator(shown).first().waitFor();
  };
}

async function newQuery(page: Page, width: Width): Promise<void> {
  await fileDialog(3, ".new-query-rows th")(page, width);
  const menus = page.locator(".new-query-chosen > select");
  await menus.nth(0).selectOption("region");
  await menus.nth(1).selectOption("sales");
  await menus.nth(2).selectOption("month");
  await menus.nth(3).selectOption("sales");
  await page.locator(".new-query-chosen > ul > li").nth(3).waitFor();
}

async function choose(page: Page): Promise<void> {
  const chosen = page.waitForEvent("filechooser");
  await page.locator(".drop-zone button").first().click();
  await (
    await chosen
  ).setFiles({
    name: "Two ways.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("day;amount\n01/02/2026;1,5\n03/04/2026;2,5\n05/06/2026;3,5\n"),
  });
  await page.locator("dialog[open], fieldset, [role=alert], .draft-page canvas").first().waitFor();
}

async function draft(page: Page): Promise<void> {
  await page.locator(".draft-page:not(.faded) canvas").waitFor();
}

async function keep(page: Page): Promise<void> {
  await draft(page);
  await page.locator(".draft form .button.primary").click();
  await page.locator(".write-head").waitFor();
  await page.locator(".write-assumed summary").click();
  await page.locator(".write-assumed li").first().waitFor();
}

const write = "/write/shops";

/** Write, drafts, New, datasets and sources, each with what opens on it. */
export const sweepStates: readonly SweepState[] = [
  { name: "the source", path: write, reach: shows(".write-source .cm-line") },
  { name: "the pages", path: write, reach: pages },
  {
    name: "the files",
    path: write,
    reach: async (page, width) => {
      await turnTo(page, 0, width);
      await page.locator(".write-files li").first().waitFor();
    },
  },
  {
    name: "a query and its rows",
    path: `${write}?file=queries/by_month.sql`,
    reach: async (page, width) => {
      await turnTo(page, 1, width);
      await page.locator(".write-source .cm-line").first().waitFor();
      await page.locator(".write-tabs [role=tab]").nth(1).click();
      await page.locator(".write-grid td").first().waitFor();
    },
  },
  {
    name: "its tests",
    path: write,
    reach: async (page, width) => {
      await turnTo(page, 1, width);
      await page.locator(".write-tabs [role=tab]").nth(2).click();
    },
  },
  { name: "problems of a text", path: "/write/faulty", reach: shows(".write-problems li, .write-below li") },
  { name: "the box of a paragraph", path: write, reach: boxAt("The shops", "F2", ".cm-content") },
  { name: "the menu of what is added", path: write, reach: boxAt("The shops", "Shift+F2", "[role=option]") },
  {
    name: "the box of a table's columns",
    path: write,
    reach: async (page, width) => {
      await boxAt("::table", "F2", "select")(page, width);
      await page.locator(".page-edit li [aria-expanded=false]").first().click();
      // A rule, and a condition on the rows.
      for (const rules of await page.locator(".page-edit .rules").all()) await rules.locator("button").last().click();
    },
  },
  {
    name: "the panel of a chart",
    path: write,
    reach: async (page, width) => {
      await boxAt("::chart", "F2", ".chart-panel .chart-kind")(page, width);
      for (const part of await page.locator(".chart-panel summary").all()) await part.click();
    },
  },
  { name: "a new file", path: write, reach: fileDialog(0) },
  { name: "a file deleted", path: write, reach: fileDialog(2, "dialog[open] button") },
  { name: "a new query", path: write, reach: newQuery },
  { name: "a name changed", path: write, reach: fileDialog(4) },
  {
    name: "publishing",
    path: write,
    reach: async (page, width) => {
      await pages(page, width);
      await turnTo(page, 1, width);
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("\n\nOne line more.\n");
      await page.locator(".write-head .button.primary").click();
      await page.locator("dialog[open] .input").first().waitFor();
    },
  },
  {
    name: "the keys",
    path: write,
    reach: async (page) => {
      await page.locator(".write-head").waitFor();
      await page.keyboard.press("F1");
      await page.locator("dialog[open]").waitFor();
    },
  },
  { name: "New", path: "/new", reach: shows(".draft-datasets li") },
  {
    name: "New, with a file",
    path: "/new",
    reach: choose,
  },
  { name: "a draft's sentences", path: "/new/sales", reach: draft },
  { name: "a draft of a messy table", path: "/new/messy", reach: draft },
  { name: "a table without a draft", path: "/new/words", reach: shows("[role=alert]") },
  { name: "a kept draft, and what it assumed", path: "/new/sales", reach: keep },
  { name: "the datasets", path: "/datasets", reach: shows("tbody tr") },
  {
    name: "the datasets, with a file",
    path: "/datasets",
    reach: choose,
  },
  { name: "a dataset", path: "/datasets/sales", reach: shows("tbody tr") },
  { name: "a recipe", path: "/datasets/messy/recipe", reach: shows("tbody tr, textarea, .cm-line") },
  { name: "what a version changed", path: "/datasets/sales/diff", reach: shows("tbody tr, .facts") },
  { name: "the sources", path: "/datasets/~sources", reach: shows("tbody tr") },
  { name: "a new source", path: "/datasets/~sources/~new", reach: shows("main select") },
  { name: "a source", path: "/datasets/~sources/orders", reach: shows("main select") },
];
