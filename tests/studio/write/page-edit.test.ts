import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";
import { openAt, openHere } from "./open-at.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let templates: string;

const report = `# Sales in the {{ parameters.region }}

The shops took {{ by_month.last.sales | number }} in the last month.

{% for row in by_month.rows %}
Month {{ row.month | date: "%B" }} had {{ row.sales }}.

{% endfor %}

::chart{spec="trend" data="by_month" title="Sales by month" alt="A line that rises."}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-page-edit-"));
  for (const name of ["shops", "stalls"]) {
    const files = await writeSmallTemplate(join(templates, name));
    expect(files["report.md"]).toBeDefined();
    await writeFile(join(templates, name, "report.md"), report);
  }
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

async function openEditor(path: string, visit?: Parameters<Studio["open"]>[1]): Promise<Page> {
  const page = await studio.open(`/write/${path}`, visit);
  page.setDefaultTimeout(60_000);
  await page.locator(".write-page canvas:visible, .write-panes button:visible").first().waitFor();
  return page;
}

/** Waits for the first page. @param y points from its top @returns clicks there */
async function pointAt(page: Page, y: number): Promise<() => Promise<void>> {
  await page.locator('[data-page="1"] canvas').waitFor();
  const frame = await page.locator('[data-page="1"]').boundingBox();
  return () => page.mouse.click(frame!.x + frame!.width * 0.25, frame!.y + (frame!.width / 595.28) * y);
}

/** Clicks on a block of the first page, and waits until it is open. @param y points from the page's top */
async function clickBlock(page: Page, y: number): Promise<Locator> {
  await (
    await pointAt(page, y)
  )();
  const box = page.locator(".page-edit");
  await box.waitFor();
  return box;
}

const source = (page: Page): Promise<string> =>
  page
    .locator(".write-source .cm-line")
    .allTextContents()
    .then((lines) => lines.join("\n"));

test("a heading is edited where it is printed, with its value as a chip, and the edit is undone", async () => {
  const page = await openEditor("shops");
  const box = await clickBlock(page, 85);
  await expect.poll(() => box.locator(".cm-chip").allTextContents()).toEqual(["North"]);
  await expect.poll(() => box.locator(".cm-chip").getAttribute("title")).toBe("{{ parameters.region }}");
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("All *");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("# All *Sales in the {{ parameters.region }}");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => source(page)).toContain("# Sales in the {{ parameters.region }}");
});

test("a click that comes before the preview of the files opens its block once that is there", async () => {
  const page = await studio.open("/reports");
  const held: (() => void)[] = [];
  // The first preview is made while the files are read, the second of the files.
  let previews = 0;
  await page.route("**/previews", async (route) => {
    previews += 1;
    if (previews === 2) await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  await page.goto(`${studio.url}/studio/write/stalls`);
  const click = await pointAt(page, 85);
  await expect.poll(() => held.length).toBe(1);
  await click();
  await page.locator(".write-bar-here").waitFor();
  await expect.poll(() => page.locator(".page-edit").count()).toBe(0);
  held[0]!();
  await page.locator(".page-edit").waitFor();
});

test("by keyboard: the block of the caret, bold words, and the loop around it", async () => {
  const page = await openEditor("shops");
  await page.locator('[data-page="1"] canvas').waitFor();
  const box = await openAt(page, "Month {{");
  await box.getByText("Printed 3 times, for each row of by_month").waitFor();
  await page.keyboard.press("Control+Home");
  for (let count = 0; count < 5; count++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Enter");
  await expect.poll(() => source(page)).toContain('**Month** {{ row.month | date: "%B" }} had');
  await openHere(page);
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
});

test("without the source, by keyboard: from block to block, an edit, and back to the source where it was", async () => {
  const page = await openEditor("shops");
  await page.locator('[data-page="1"] canvas').waitFor();
  await page.keyboard.press("F4");
  await page.locator(".write-source").waitFor({ state: "hidden" });
  expect(await findBarriers(page)).toEqual([]);
  const text = page.locator(".page-edit .cm-content");
  // From the heading to the paragraph below it.
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await openHere(page);
  await expect.poll(() => text.first().textContent()).toContain("The shops took");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ours.");
  await page.keyboard.press("Enter");
  await text.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Undo" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+z");
  await page.getByRole("button", { name: "Redo" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Redo" }).waitFor();
  await page.keyboard.press("F4");
  await expect.poll(() => page.locator(".write-source .cm-activeLine").textContent()).toContain("The shops took");
  await expect.poll(() => source(page)).not.toContain("Ours.");
  // It opens as it was left.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Only the pages" }).click();
  await page.reload();
  await page.locator('[data-page="1"] canvas').waitFor();
  await expect.poll(() => page.locator(".write-source").isVisible()).toBe(false);
});

test("captions of a chart are edited, and what cannot be read is refused in words", async () => {
  const page = await openEditor("stalls");
  await page.locator('[data-page="1"] canvas').waitFor();
  const box = await openAt(page, "::chart");
  await box.getByRole("textbox", { name: "Source" }).click();
  await page.keyboard.type("Own figures");
  await box.getByRole("textbox", { name: "Description" }).click();
  await page.keyboard.type(`"It's`);
  await page.keyboard.press("Enter");
  await box.getByRole("alert").waitFor();
  for (let count = 0; count < 5; count++) await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('alt="A line that rises." source="Own figures"}');
});

test("a value leads to its query", async () => {
  const page = await openEditor("shops");
  const box = await clickBlock(page, 85);
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  await openAt(page, "The shops took");
  await box.locator(".cm-chip").first().click();
  await box.getByRole("button", { name: "Show its query" }).click();
  await page.locator(".write-source .cm-line", { hasText: "SELECT" }).waitFor();
});

test("a click on a value only sets the caret: what is typed then stands beside it, in the text", async () => {
  const page = await openEditor("stalls");
  const box = await clickBlock(page, 85);
  const value = await box.locator(".cm-chip").textContent();
  await box.locator(".cm-chip").click();
  await box.getByText(`“${value}” comes from the data`).waitFor();
  await page.keyboard.type("!");
  await box.getByText("comes from the data").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toMatch(/# Sales in the (?:!\{\{ parameters\.region \}\}|\{\{ parameters\.region \}\}!)/);
});

test("what was typed is kept when one goes to the source", async () => {
  const page = await openEditor("stalls");
  const box = await clickBlock(page, 85);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Kept: ");
  await box.getByRole("button", { name: "Source", exact: true }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("# Kept: Sales in the {{ parameters.region }}");
});

test("the block that was asked for last is opened, even if the answer for another comes later", async () => {
  const page = await openEditor("stalls");
  await page.locator('[data-page="1"] canvas').waitFor();
  const held: (() => void)[] = [];
  await page.route("**/edits", async (route) => {
    if (held.length === 0) await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  const edit = async (line: string): Promise<void> => {
    await page.locator(".write-source .cm-line", { hasText: line }).click();
    await page.locator(".write-bar-here").waitFor();
    await page.keyboard.press("F2");
  };
  await edit("# Sales in");
  await expect.poll(() => held.length).toBe(1);
  await edit("The shops took");
  const chips = page.locator(".page-edit .cm-chip");
  await expect.poll(() => chips.allTextContents()).toEqual(["140"]);
  await page.keyboard.type("!");
  const late = page.waitForResponse("**/edits");
  held[0]!();
  await (await late).finished();
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
  await expect.poll(() => chips.allTextContents()).toEqual(["140"]);
  await page.keyboard.press("Enter");
  await expect.poll(() => source(page)).toContain("in the last month.!");
});

test("Escape gives up the address of a link, or what is composed, before the block", async () => {
  const page = await openEditor("stalls");
  const box = await clickBlock(page, 85);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("Kept");
  await box.getByRole("button", { name: "Link" }).click();
  const address = box.getByRole("textbox", { name: "Address of the link" });
  await address.press("Escape");
  await address.waitFor({ state: "detached" });
  await page.keyboard.type(": ");
  await box.locator(".cm-content").dispatchEvent("keydown", { key: "Escape", isComposing: true });
  await expect.poll(() => box.locator(".cm-content").textContent()).toContain("Kept: Sales in the");
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
});

test("on a narrow screen, in Chinese, without barriers", async () => {
  const page = await openEditor("stalls", { width: "narrow", language: "zh" });
  await page.locator(".write-panes button").nth(2).click();
  const box = await clickBlock(page, 85);
  await box.getByRole("button", { name: "完成" }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await box.getByRole("button", { name: "取消" }).click();
  await box.waitFor({ state: "detached" });
});

test("a block is moved and a table is added; its columns are not listed, so they are not shown", async () => {
  const page = await openEditor("shops");
  await page.locator('[data-page="1"] canvas').waitFor();
  const box = await openAt(page, "The shops took");
  await box.getByRole("button", { name: "Move up" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toMatch(/^The shops took .*\n\n# Sales in/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => source(page)).toMatch(/^# Sales in/);
  await openAt(page, "The shops took");
  await box.getByRole("button", { name: "Add below…" }).click();
  await box.getByRole("option", { name: "Table of by_month" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('last month.\n\n::table{data="by_month"}\n\n{% for');
});
