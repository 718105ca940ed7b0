import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";
import { seedTheme } from "../seed-theme.ts";
import { followPreviews } from "./printed-blocks.ts";

let studio: Studio;

/** Sales by month and region, of which a few cells are no numbers. */
function messySales(): string {
  const lines = ["Month,Region,Revenue (EUR),Units"];
  for (let year = 2023; year <= 2025; year += 1)
    for (let month = 1; month <= 12; month += 1)
      for (const [at, region] of ["North", "South", "West"].entries()) {
        const revenue = 100 + 7 * at + 3 * month + 11 * (year - 2023) + ((month * 7 + at * 5) % 9);
        const shown = month === 4 && at === 1 ? "n/a" : String(revenue);
        lines.push(`${year}-${String(month).padStart(2, "0")}-01,${region},${shown},${10 + month + at}`);
      }
  return `${lines.join("\n")}\n`;
}

beforeAll(async () => {
  studio = await openStudio({ templateFolders: [] });
  for (const [name, body] of [
    ["sales", messySales().replaceAll("n/a", "120")],
    ["words", "word\nhello\nthere\nagain\n"],
    ["messy", messySales()],
    ["riders", "month,riders\n" + [4_906, 3_118, 5_230, 4_711, 6_012].map(riders).join("\n")],
  ] as const)
    expect(
      (await fetch(`${studio.url}/datasets/${name}`, { method: "PUT", headers: { "content-type": "text/csv" }, body }))
        .status,
    ).toBe(201);
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** A month's riders, with a comma that may be one of thousands or of decimals. */
function riders(count: number, month: number): string {
  return `2024-0${month + 1},"${count.toLocaleString("en")}"`;
}

/** Waits until the page of a draft is that of the present answers, and drawn. */
async function drawn(page: Page): Promise<void> {
  await page.locator(".draft-page:not(.faded) canvas").waitFor();
}

const addsOf = (page: Page, measure: string) => page.getByLabel(`Whether values of “${measure}” may be added up`);

/** Says the opposite of what is assumed of a measure. @returns what was assumed */
async function turnAround(page: Page, measure: string): Promise<string> {
  const menu = addsOf(page, measure);
  const before = await menu.inputValue();
  await menu.selectOption(before === "true" ? "false" : "true");
  await expect.poll(() => menu.inputValue()).not.toBe(before);
  return before;
}

test("sentences with menus change the draft, its page follows, and a kept draft opens with what it assumed", async () => {
  const page = await studio.open("/new");
  await page.getByRole("link", { name: "sales", exact: true }).click();
  await page.getByText("108 rows").waitFor();
  await drawn(page);
  const digest = await page.locator("[data-digest]").getAttribute("data-digest");
  await page.getByLabel("What the report is about").selectOption({ label: "Units" });
  await expect.poll(() => page.locator("[data-digest]").getAttribute("data-digest")).not.toBe(digest);
  await page.getByLabel("Length of a period").selectOption("quarter");
  const adds = page.getByLabel("Whether its values may be added up");
  const said = await adds.inputValue();
  await adds.selectOption(said === "true" ? "false" : "true");
  await drawn(page);
  // What is said of a measure is not forgotten while the report is about another.
  for (const about of ["Revenue", "Units"]) {
    await page.getByLabel("What the report is about").selectOption({ label: about });
    await expect.poll(() => page.locator(".draft-sentences option:checked").first().innerText()).toBe(about);
    await drawn(page);
  }
  await expect.poll(() => adds.inputValue()).not.toBe(said);
  await adds.selectOption("true");
  await drawn(page);
  // What is assumed of another measure is answered where it is read.
  await page.getByText("things I assumed").click();
  await turnAround(page, "Revenue");
  await drawn(page);
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByText("Page 2 of").first().waitFor();
  await page.getByRole("button", { name: "Keep draft" }).click();
  await page.locator(".write-head").waitFor();
  await page.getByText("things I assumed").waitFor();
  expect(new URL(page.url()).pathname).toBe("/studio/write/sales");
  // The choices of a parameter come from the data, also before anything is published.
  await page.locator(".write-with option", { hasText: "units" }).first().waitFor({ state: "attached" });
  // It opens on its pages; what was assumed leads to the source.
  await expect.poll(() => page.locator(".write-source").isVisible()).toBe(false);
  await page.getByText("things I assumed").click();
  const before = await turnAround(page, "Revenue");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => addsOf(page, "Revenue").inputValue()).toBe(before);
  await page
    .locator(".write-assumed li")
    .filter({ has: addsOf(page, "Units") })
    .getByRole("button")
    .click();
  await expect.poll(() => new URL(page.url()).searchParams.get("file")).toBe("queries/measures.sql");
  await expect.poll(() => page.locator(".cm-activeLine").innerText()).toContain("units");
  await page.getByRole("button", { name: "I have looked through them" }).click();
  await page.getByText("things I assumed").waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".cm-activeLine").first().waitFor();
  await expect.poll(() => page.getByText("things I assumed").count()).toBe(0);
  const { templates } = (await (await fetch(`${studio.url}/templates?state=unpublished`)).json()) as {
    readonly templates: readonly { readonly name: string }[];
  };
  expect(templates.map(({ name }) => name)).toContain("sales");
});

test("a table of which nothing can be drafted says why, and leads on", async () => {
  const page = await studio.open("/new/words");
  await page.getByRole("alert").getByText("No report could be drafted").waitFor();
  await expect
    .poll(() => page.getByRole("link", { name: "Mend or shape the table" }).getAttribute("href"))
    .toBe("/studio/datasets/words/recipe");
  await page.getByRole("link", { name: "Choose another template" }).waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Keep draft" }).count()).toBe(0);
});

test("numbers that can be read in two ways are asked for, and drafted as answered", async () => {
  const page = await studio.open("/new/riders", { width: "narrow", scheme: "dark" });
  const question = page.getByLabel("What 4,906 is");
  await question.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await question.selectOption({ label: "4906" });
  await question.waitFor({ state: "detached" });
  await page.getByText("5 rows").waitFor();
  await drawn(page);
});

test("the name is checked while it is typed, and a name that somebody took meanwhile is refused", async () => {
  const page = await studio.open("/new/sales");
  await drawn(page);
  const name = page.getByLabel("Name of the template");
  const keep = page.getByRole("button", { name: "Keep draft" });
  await expect.poll(() => name.inputValue()).toMatch(/^sales(-2)?$/);
  await name.fill("Sales of us");
  await page.getByText("Use lower-case letters").waitFor();
  await name.fill("our-report");
  const other = await studio.open("/new/messy");
  await drawn(other);
  await other.getByLabel("Name of the template").fill("our-report");
  await other.getByRole("button", { name: "Keep draft" }).click();
  await other.locator(".write-head").waitFor();
  await keep.click();
  await page.getByRole("alert").getByText('there is a template "our-report" already').waitFor();
  await name.fill("our-report-2");
  await keep.click();
  await page.locator(".write-head").waitFor();
});

test("a blank template has its title, whatever signs stand in it, and opens in Write", async () => {
  const page = await studio.open("/new");
  await page.getByLabel("Title").fill("Costs & *signs* {{ 1 }} {% x %} #1 <b> [a](b)");
  await page.getByRole("button", { name: "Make the template" }).click();
  await page.locator(".write-head").waitFor();
  await page.locator(".write-page canvas").first().waitFor();
  await page.getByText("No problems").waitFor();
});

test.each(["/new", "/new/sales", "/new/messy", "/new/words"])(
  "%s has no barrier, wide and narrow, light and dark, in English and Chinese",
  async (path) => {
    for (const [width, scheme, language] of [
      ["wide", "light", "en"],
      ["narrow", "dark", "zh"],
    ] as const) {
      const page = await studio.open(path, { width, scheme, language });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await (path === "/new"
        ? page.locator(".draft-datasets li").first().waitFor()
        : path === "/new/words"
          ? page.getByRole("alert").first().waitFor()
          : drawn(page));
      expect(await findBarriers(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      if (process.env["LOOK"] !== undefined)
        await page.screenshot({
          path: `/tmp/look-draft${path.replaceAll("/", "-")}-${width}-${scheme}-${language}.png`,
          fullPage: true,
        });
    }
  },
);

test("key figures are changed as they are printed, one of them deleted, and then all", async () => {
  const page = await studio.open("/write/our-report-2");
  const { latest, click } = followPreviews(page);
  const countFigures = (): number => latest()!.blocks.filter(({ type }) => type === "key-figures").length;
  await page.locator(".write-page canvas").first().waitFor();
  await expect.poll(() => latest()?.blocks.some(({ type }) => type === "key-figures")).toBe(true);
  const all = countFigures();
  const boxes = page.locator(".page-edit .cm-content");
  // Once: a click is kept until the pages are there, and one that comes later may press what has opened.
  const open = async (): Promise<void> => {
    await click("key-figures");
    await expect.poll(() => boxes.count()).toBeGreaterThan(1);
  };
  await open();
  // Values as they are printed, and no code.
  await expect.poll(async () => (await boxes.allTextContents()).join(" ")).toMatch(/\d.*Revenue/);
  await expect.poll(async () => (await boxes.allTextContents()).join(" ")).not.toMatch(/assign|nil|[{}|]/);
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  const before = await boxes.count();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" (ours)");
  const seen = latest();
  await page.getByRole("button", { name: "Delete figure 2" }).click();
  await page.locator(".page-edit").waitFor({ state: "detached" });
  await expect.poll(() => latest() !== seen).toBe(true);
  await open();
  await expect.poll(() => boxes.first().textContent()).toContain("(ours)");
  await expect.poll(() => boxes.count()).toBeLessThan(before);
  await page.locator(".page-edit").getByRole("button", { name: "Delete", exact: true }).last().click();
  await page.locator(".page-edit").waitFor({ state: "detached" });
  await expect.poll(countFigures).toBe(all - 1);
});

test("a template is duplicated under a name that is free, and takes a shared theme", async () => {
  await seedTheme(studio.url, "house", { "theme.yaml": 'accent: "#004488"\n' });
  const page = await studio.open("/templates");
  await page.getByRole("heading", { name: "Not published" }).waitFor();
  await page.getByRole("link", { name: "our-report", exact: true }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  const dialog = page.getByRole("dialog");
  const name = dialog.getByLabel("Name of the template");
  await expect.poll(() => name.inputValue()).toMatch(/^our-report-\d$/);
  expect(await findBarriers(page)).toEqual([]);
  await name.fill("our-report");
  await dialog.getByText("There is a template of this name already.").waitFor();
  await name.fill("house-report");
  await dialog.getByRole("button", { name: "Duplicate" }).click();
  await page.locator(".write-head").waitFor();
  await page.getByRole("button", { name: "template.yaml" }).click();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("theme: { base: house@current }\n");
  await page.keyboard.press("Control+s");
  await page.getByText("1 file saved").waitFor();
  const answer = await fetch(`${studio.url}/templates/house-report/versions`);
  const { versions } = (await answer.json()) as { readonly versions: readonly { readonly version: string }[] };
  expect(versions).toHaveLength(2);
});
