import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";
import { openAt } from "./open-at.ts";
import { fillIn, press, tabTo } from "../tab-to.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let templates: string;

const report = `# Sales

The shops sold well.

::key-figures{data="head" label="name" value="sales"}

::table{data="head" columns="name: Shop, sales: Sold"}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-page-settings-"));
  await writeSmallTemplate(join(templates, "shops"));
  await writeFile(join(templates, "shops", "report.md"), report);
  await writeFile(
    join(templates, "shops", "queries/head.sql"),
    "SELECT 'Shop A' AS name, max(sales) AS sales, 150 AS goal FROM sales WHERE region = $region\n",
  );
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

const source = async (page: Page): Promise<string> =>
  (await page.locator(".write-source .cm-line").allTextContents()).join("\n");

test("key figures get a target and are added, a column gets a format and a table its total", async () => {
  const page = await studio.open("/write/shops");
  page.setDefaultTimeout(60_000);
  await page.locator('[data-page="1"] canvas').waitFor();
  let box = await openAt(page, "::key-figures");
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await box.getByLabel("Target", { exact: true }).selectOption("goal");
  await box.getByLabel("Values as").selectOption("number: 1");
  // What the figures cannot do without is not taken away, and a rule that says nothing yet is not written.
  await expect
    .poll(() => box.getByLabel("Words", { exact: true }).locator("option").allTextContents())
    .not.toContain("–");
  await box.getByRole("button", { name: "Add a rule" }).click();
  await box.getByRole("button", { name: "Done" }).click();
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain('::key-figures{data="head" label="name" value="sales" target="goal" format="number: 1"}');
  box = await openAt(page, "::table");
  await box.getByLabel("Values of sales as").selectOption("number: 2");
  await box.getByLabel("Total in the row").selectOption("last");
  await box.getByLabel("Sorted by").selectOption("sales, falling");
  await box.getByRole("button", { name: "Add a condition" }).click();
  await box.getByRole("button", { name: "Done" }).click();
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain('columns="name: Shop, sales: Sold | number: 2" total="last" sort="-sales"}');
  box = await openAt(page, "::table");
  await box.getByLabel("Values of sales as").selectOption("");
  // What the table does not list can be shown.
  await box.getByRole("button", { name: "Show goal" }).click();
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain('columns="name: Shop, sales: Sold, goal" total="last" sort="-sales"}');
  box = await openAt(page, "::table");
  await box.getByRole("button", { name: "Hide goal" }).click();
  await box.waitFor({ state: "detached" });
  box = await openAt(page, "The shops sold");
  await box.getByRole("button", { name: "Add below…" }).click();
  await box.getByRole("option", { name: "Key figures of head" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('well.\n\n::key-figures{data="head" label="name" value="sales"}\n');
});

test("by keyboard: key figures get a status, a column gets rules, and a table shows some rows", async () => {
  const page = await studio.open("/write/shops");
  page.setDefaultTimeout(60_000);
  await page.locator('[data-page="1"] canvas').waitFor();
  let box = await openAt(page, "::key-figures");
  await press(page, "Add a rule");
  await fillIn(page, "Words of rule 1", "it's on plan");
  await fillIn(page, "What rule 1, condition 1 compares with", "goal");
  await press(page, "Add a rule");
  // The focus is on the first menu of what is added: what the rule says.
  await page.keyboard.press("ArrowDown");
  await fillIn(page, "Value of rule 2, condition 1", "90.5");
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await press(page, "Done");
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain('value="sales" status="good if >= goal as \'it’s on plan\' | bad if < 90.5"}');
  box = await openAt(page, "::table");
  await press(page, "Rules of name");
  await press(page, "Add a rule");
  await fillIn(page, "How rule 1, condition 1 compares", "is one of");
  await fillIn(page, "Value of rule 1, condition 1", "Shop A, Shop B,");
  await tabTo(page, "Space between rows");
  await press(page, "Add a condition");
  await page.keyboard.press("ArrowDown");
  await fillIn(page, "How condition 1 compares", "has a");
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await press(page, "Done");
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain(`columns="name: Shop | good if in ('Shop A', 'Shop B'), sales: Sold" where="sales is not missing"}`);
  // What is written is shown again, and taken away.
  box = await openAt(page, "::table");
  await box.getByRole("button", { name: "Remove condition 1" }).click();
  await box.getByRole("button", { name: "Rules of name" }).click();
  await expect.poll(() => box.getByLabel("Value of rule 1, condition 1").inputValue()).toBe("Shop A,Shop B");
  await box.getByRole("button", { name: "Remove rule 1", exact: true }).click();
  await box.getByRole("button", { name: "Done" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('::table{data="head" columns="name: Shop, sales: Sold"}');
});

test("on a narrow screen, in Chinese, without barriers", async () => {
  const page = await studio.open("/write/shops", { width: "narrow", language: "zh" });
  page.setDefaultTimeout(60_000);
  await page.locator(".write-panes button:visible").first().waitFor();
  await page.locator(".write-panes button").nth(1).click();
  const box = await openAt(page, "::table");
  await box.getByRole("button", { name: "完成" }).waitFor();
  await box.getByRole("button", { name: "sales 的规则" }).click();
  await box.getByRole("group", { name: "sales 的规则" }).getByRole("button", { name: "添加规则" }).click();
  await box.getByRole("button", { name: "添加条件" }).last().click();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
});
