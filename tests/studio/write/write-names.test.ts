import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";
import { writeSmallTemplate } from "./small-template.ts";

/** What changes several files at once: a rename with all its uses, and a query from menus. */
let studio: Studio;
let templates: string;

const report = `# Sales of {{ by_month.size }} months

The shops sold well.

::table{data="by_month"}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-write-names-"));
  await writeSmallTemplate(join(templates, "shops"));
  await writeFile(join(templates, "shops", "report.md"), report);
  // Numbers that are no decimals: of those, a preview says more than an edit takes.
  await writeFile(
    join(templates, "shops", "queries/shares.sql"),
    "SELECT sales / 7.0::DOUBLE AS share FROM by_month\n",
  );
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

async function open(): Promise<Page> {
  const page = await studio.open("/write/shops");
  page.setDefaultTimeout(60_000);
  await page.locator('[data-page="1"] canvas').waitFor();
  return page;
}

const source = async (page: Page): Promise<string> =>
  (await page.locator(".write-source .cm-line").allTextContents()).join("\n");

/** Opens the box of the block that a line of the source begins. */
async function openBox(page: Page, line: string): Promise<Locator> {
  await page.locator(".write-source .cm-line", { hasText: line }).click();
  // Pages of the files as they are now, with the block of this line marked on them.
  await page.locator(".write-bar-here").waitFor({ state: "attached" });
  await page.keyboard.press("F2");
  const box = page.locator(".page-edit");
  await box.waitFor();
  return box;
}

test("the columns of a table that lists none get a heading, a format and another order", async () => {
  const page = await open();
  let box = await openBox(page, "::table");
  await box.getByLabel("Heading of month").fill("Month, of 2025");
  await box.getByLabel("Values of sales as").selectOption("number: 1");
  await box.getByRole("button", { name: "Done" }).click();
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain(`::table{data="by_month" columns="month: 'Month, of 2025', sales | number: 1"}`);
  box = await openBox(page, "::table");
  await box.getByRole("button", { name: "Hide month" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain(`::table{data="by_month" columns="sales | number: 1"}`);
});

test("a query is renamed with all its uses, which one undo takes back", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Change a name…" }).click();
  const dialog = page.getByRole("dialog", { name: "Rename with all uses" });
  await dialog.getByLabel("New name").waitFor();
  expect(await findBarriers(page, "dialog")).toEqual([]);
  await dialog.getByLabel("New name").fill("select");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("New name").fill("monthly");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("# Sales of {{ monthly.size }} months");
  expect(await source(page)).toContain('::table{data="monthly"}');
  await page.getByRole("button", { name: "queries/monthly.sql" }).waitFor();
  await page.getByText("No problems").first().waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => source(page)).toBe(report.trimEnd() + "\n");
  await page.getByRole("button", { name: "queries/by_month.sql" }).waitFor();
  await page.getByText("as in the folder").waitFor();
});

test("a query is written by menus beside its rows, and a table of it is added", async () => {
  const page = await open();
  await page.locator(".write-source .cm-line", { hasText: "The shops sold" }).click();
  await page.getByRole("button", { name: "New query" }).click();
  const dialog = page.getByRole("dialog", { name: "New query" });
  await dialog.getByRole("columnheader", { name: "region" }).waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("by_region");
  await dialog.getByLabel("A row for each: Add…").selectOption("region");
  await dialog.getByLabel("Calculate: Add…").selectOption("sales");
  await dialog.getByLabel("Only rows where: Add…").selectOption("sales");
  await dialog.getByLabel("How sales is compared").selectOption(">");
  await dialog.getByText("the value does not suit the column").waitFor();
  await dialog.getByLabel("Value of sales", { exact: true }).fill("79");
  await dialog.getByLabel("Sorted by: Add…").selectOption("sales");
  await dialog.getByLabel("Direction of sales").selectOption("falling");
  await dialog.getByLabel("At most").fill("1");
  await expect
    .poll(() => dialog.locator(".new-query-sql").textContent())
    .toBe(
      "SELECT region, sum(sales) AS sales\nFROM sales\nWHERE sales > 79\nGROUP BY region\nORDER BY sales DESC, region\nLIMIT 1\n",
    );
  await expect.poll(() => dialog.locator(".new-query-rows tbody tr").allTextContents()).toEqual(["North379"]);
  expect(await findBarriers(page, "dialog")).toEqual([]);
  await dialog.getByRole("button", { name: "Add with a table" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('The shops sold well.\n\n::table{data="by_region"}\n');
  await page.getByText("No problems").first().waitFor();
  // The file that was tried under another name is gone.
  await expect.poll(() => page.locator(".write-files .path").allTextContents()).not.toContain("queries/new_query.sql");
});

test("a query that is not wanted leaves nothing behind", async () => {
  const page = await open();
  await page.getByRole("button", { name: "New query" }).click();
  const dialog = page.getByRole("dialog", { name: "New query" });
  await dialog.getByRole("columnheader", { name: "region" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("as in the folder").waitFor();
  await expect.poll(() => page.locator(".write-files .path").allTextContents()).not.toContain("queries/new_query.sql");
});

test("both dialogs fit a page of 320 pixels and forced colours, in Chinese, without barriers", async () => {
  const page = await studio.open("/write/shops", { width: "narrow", language: "zh" });
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ forcedColors: "active" });
  page.setDefaultTimeout(60_000);
  const names = page.getByRole("button", { name: "更改名称…" });
  await page.locator(".write-panes button:visible").first().click();
  await names.click();
  const rename = page.getByRole("dialog", { name: "连同所有引用一起重命名" });
  await rename.getByLabel("种类").selectOption("parameter");
  await expect.poll(() => rename.getByLabel("新名称").inputValue()).toBe("region");
  expect(await findBarriers(page, "dialog")).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await page.keyboard.press("Escape");
  await rename.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "新建查询" }).click();
  const dialog = page.getByRole("dialog", { name: "新建查询" });
  await dialog.getByLabel("每一行对应：添加…").selectOption("region");
  await dialog.getByRole("button", { name: "去掉 region" }).waitFor();
  expect(await findBarriers(page, "dialog")).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(
    await dialog.evaluate(
      "document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth",
    ),
  ).toBe(true);
});
