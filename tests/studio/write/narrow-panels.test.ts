import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { actionWords } from "../../../studio/src/actions/words.ts";
import { templatesWords } from "../../../studio/src/templates/words.ts";
import { nameWords } from "../../../studio/src/write/names/words.ts";
import { pageEditWords } from "../../../studio/src/write/page-edit/words/words.ts";
import { publishWords } from "../../../studio/src/write/publish/words.ts";
import { newQueryWords } from "../../../studio/src/write/query/new/words.ts";
import { isReachedByWheel } from "../in-reach.ts";
import { openStudio, overflows, type Studio } from "../open-studio.ts";
import { openAt } from "./open-at.ts";
import { writeSmallTemplate } from "./small-template.ts";

/** Each panel and dialog of Write at 400 by 800, in Chinese: what ends it is in reach. */
let studio: Studio;
let templates: string;

const report = `# Sales

The shops sold well.

::key-figures{data="head" label="name" value="sales"}

::table{data="head" columns="name: Shop, sales: Sold"}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-narrow-panels-"));
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

async function open(path: string): Promise<Page> {
  const page = await studio.open(path, { width: "narrow", language: "zh" });
  await page.setViewportSize({ width: 400, height: 800 });
  return page;
}

const pane = (page: Page, at: number): Promise<void> => page.locator(".write-panes button:visible").nth(at).click();

async function openBox(page: Page, line: string): Promise<Locator> {
  await pane(page, 1);
  return await openAt(page, line);
}

const words = pageEditWords.zh;
const button = (within: Locator, name: string): Locator => within.getByRole("button", { name, exact: true });

/** What is opened, and the buttons that end it. */
const panels: readonly (readonly [
  name: string,
  path: string,
  show: (page: Page) => Promise<{ readonly around: Locator; readonly ends: readonly Locator[] }>,
])[] = [
  ...(["::table", "::key-figures"] as const).map(
    (line) =>
      [
        line,
        "/write/shops",
        async (page: Page) => {
          const around = await openBox(page, line);
          return { around, ends: [button(around, words.done), button(around, words.cancel)] };
        },
      ] as const,
  ),
  [
    "rules of a column",
    "/write/shops",
    async (page) => {
      const around = await openBox(page, "::table");
      await around.getByRole("button", { name: "sales 的规则" }).click();
      await around.getByRole("group", { name: "sales 的规则" }).getByRole("button", { name: "添加规则" }).click();
      return { around, ends: [button(around, words.done), button(around, words.cancel)] };
    },
  ],
  [
    "a picture",
    "/write/shops",
    async (page) => {
      const around = await openBox(page, "The shops");
      await around.getByRole("button", { name: words.add }).click();
      await around.getByRole("option", { name: words.newBlock("image") }).click();
      await around.getByLabel(words.pictureFile).waitFor();
      return {
        around,
        ends: [button(around, words.addPicture), button(around, words.otherBlock), button(around, words.cancel)],
      };
    },
  ],
  [
    "a query by menus",
    "/write/shops",
    async (page) => {
      await pane(page, 0);
      await page.getByRole("button", { name: newQueryWords.zh.newQuery }).click();
      const around = page.getByRole("dialog");
      await around.getByRole("columnheader", { name: "region" }).waitFor();
      await around.getByLabel("每一行对应：添加…").selectOption("region");
      await around.getByRole("button", { name: "去掉 region" }).waitFor();
      return { around, ends: await around.locator(".buttons button").all() };
    },
  ],
  [
    "a rename",
    "/write/shops",
    async (page) => {
      await pane(page, 0);
      await page.getByRole("button", { name: nameWords.zh.names }).click();
      const around = page.getByRole("dialog");
      await around.getByLabel("新名称").waitFor();
      return { around, ends: await around.locator(".buttons button").all() };
    },
  ],
  [
    "a publication",
    "/write/shops",
    async (page) => {
      const box = await openBox(page, "The shops");
      await page.keyboard.type(" Ours.");
      await button(box, words.done).click();
      await box.waitFor({ state: "detached" });
      await page.getByRole("button", { name: actionWords.zh.publish }).click();
      const around = page.getByRole("dialog");
      // With the page that differs, before and after.
      await around.getByLabel(publishWords.zh.why).waitFor();
      await around.getByRole("heading", { name: /^第 1 页：/ }).waitFor();
      await around.locator("canvas").first().waitFor();
      return { around, ends: await around.locator(".buttons button").all() };
    },
  ],
  [
    "a duplicate",
    "/templates/shops",
    async (page) => {
      await page.getByRole("button", { name: templatesWords.zh.duplicate, exact: true }).click();
      const around = page.getByRole("dialog");
      await around.locator(".buttons button").first().waitFor();
      return { around, ends: await around.locator(".buttons button").all() };
    },
  ],
];

test.each(panels)("%s: what ends it is in reach", async (name, path, show) => {
  const page = await open(path);
  const { around, ends } = await show(page);
  expect(ends.length).toBeGreaterThan(0);
  const into = process.env["LOOK"];
  if (into !== undefined) await page.screenshot({ path: join(into, `panel-${name.replaceAll(/\W+/g, "-")}.png`) });
  expect(await overflows(page)).toBe(false);
  for (const end of ends) {
    const said = (await end.innerText()).trim();
    // Nothing of English among the names of what the studio does.
    expect(said).not.toMatch(/[a-z]{3}/);
    expect(await isReachedByWheel(page, end, around), said).toBe(true);
  }
});

test("what moves a column to the left and to the right stays in one line", async () => {
  const page = await open("/write/shops");
  const box = await openBox(page, "::table");
  const topOf = async (name: string): Promise<number> => (await button(box, name).boundingBox())!.y;
  for (const column of ["name", "sales"])
    expect(await topOf(words.leftOf(column))).toBe(await topOf(words.rightOf(column)));
});
