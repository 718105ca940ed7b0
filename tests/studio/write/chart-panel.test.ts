import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio, widths } from "../open-studio.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let templates: string;

const bars = `{
  "data": { "name": "data" },
  "mark": { "type": "bar", "width": 20 },
  "encoding": {
    "x": { "field": "month", "type": "temporal", "axis": { "title": null, "format": "%b" } },
    "y": { "field": "sales", "type": "quantitative" }
  },
  "usermeta": { "kept": true }
}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-chart-panel-"));
  for (const name of ["shops", "stalls"]) {
    await writeSmallTemplate(join(templates, name));
    await writeFile(join(templates, name, "charts/trend.vl.json"), bars);
  }
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

/** Opens Write, and the box of its chart. */
async function openChart(name: string, visit?: Parameters<Studio["open"]>[1]): Promise<[Page, Locator]> {
  const page = await studio.open(`/write/${name}`, visit);
  page.setDefaultTimeout(60_000);
  await page.locator(".write-page canvas:visible, .write-panes button:visible").first().waitFor();
  if (visit?.width === "narrow") await page.locator(".write-panes button").nth(2).click();
  await page.locator('[data-page="1"] canvas').waitFor();
  const frame = await page.locator('[data-page="1"]').boundingBox();
  const scale = frame!.width / 595.28;
  const panel = page.locator(".chart-panel");
  // Nothing opens until the pages are those of the files.
  await expect
    .poll(async () => {
      if ((await panel.count()) === 0) await page.mouse.click(frame!.x + 200 * scale, frame!.y + 200 * scale);
      return await panel.locator(".chart-kind").count();
    })
    .toBeGreaterThan(0);
  return [page, panel];
}

/** Whether all of an element is in the window. */
async function isInView(element: Locator): Promise<boolean> {
  return await element.evaluate((found) => {
    const box = found as unknown as { getBoundingClientRect(): { readonly top: number; readonly bottom: number } };
    const { top, bottom } = box.getBoundingClientRect();
    return top >= 0 && bottom <= (globalThis as unknown as { readonly innerHeight: number }).innerHeight;
  });
}

/** The spec of the chart, as it stands in the source. */
async function specOf(page: Page): Promise<string> {
  await page.keyboard.press("Escape");
  await page.locator(".page-edit").waitFor({ state: "detached" });
  await page.locator(".write-side button", { hasText: "trend.vl.json" }).click();
  await page.locator(".write-source .cm-line", { hasText: "usermeta" }).waitFor();
  return (await page.locator(".write-source .cm-line").allTextContents()).join("\n");
}

test("bars become a line with an annotation, and nobody sees JSON", async () => {
  const [page, panel] = await openChart("shops");
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await panel.getByRole("button", { name: "Line" }).click();
  await expect.poll(() => panel.getByRole("button", { name: "Line" }).getAttribute("aria-pressed")).toBe("true");
  // The way back stays, and so does the end of the panel.
  await panel.getByRole("button", { name: "Columns", exact: true }).waitFor();
  await panel.getByText("Lines and notes").click();
  await panel.getByLabel("Words").fill("Target");
  await expect.poll(() => isInView(page.getByRole("button", { name: "Done" }))).toBe(true);
  // A note without a place is not lost.
  await page.getByRole("button", { name: "Done" }).click();
  await panel.getByText("Say where the note stands").waitFor();
  await panel.getByLabel("At", { exact: true }).fill("130");
  await panel.getByLabel("Words").press("Enter");
  await panel.getByText("Line 130 Target").waitFor();
  await panel.getByLabel("Add", { exact: true }).selectOption("point");
  // A menu as soon as the rows are there.
  await panel.locator("select option", { hasText: /^Dec$/ }).waitFor({ state: "attached" });
  await panel.getByLabel("At", { exact: true }).selectOption("2025-12-01");
  await panel.getByLabel("Words").fill("The best month");
  await panel.getByRole("button", { name: "Add to the chart" }).click();
  await panel.getByText("Note on a point Dec The best month").waitFor();
  await panel.getByText("Axes", { exact: true }).click();
  await panel.getByLabel("Title, vertical").fill("Sales");
  await panel.getByLabel("Title, vertical").press("Enter");
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  const text = await specOf(page);
  const spec = JSON.parse(text) as { readonly layer: readonly { readonly mark?: unknown }[] };
  expect(spec).toMatchObject({ usermeta: { kept: true }, encoding: { y: { axis: { title: "Sales" } } } });
  expect(spec.layer[0]!.mark).toEqual({ type: "line" });
  expect(spec.layer.length).toBe(3);
  const undo = page.getByRole("button", { name: "Undo" });
  for (let count = 0; count < 4; count++) await undo.click();
  await expect
    .poll(async () => `${(await page.locator(".write-source .cm-line").allTextContents()).join("\n")}`)
    .toBe(bars);
});

/** In the page: the controls of the sections that are open, of which a part cannot be seen or clicked. */
const findCut = `[...document.querySelectorAll(".page-edit details[open]")].flatMap((section) =>
  [...section.querySelectorAll("button, input, select")].filter((control) => {
    const { left, right, top, bottom } = control.getBoundingClientRect();
    return [[left + 3, top + 3], [right - 3, top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]].some(([x, y]) =>
      !control.contains(document.elementFromPoint(x, y)));
  }).map(({ outerHTML }) => outerHTML.slice(0, 120)))`;

test.each(["en", "zh"])("in %s, a section of the panel that is opened is seen whole", async (language) => {
  const [page, panel] = await openChart("stalls", { language });
  await page.setViewportSize({ width: widths.wide, height: 720 });
  const sections = panel.locator("details:not([open]) > summary");
  await expect.poll(() => sections.count()).toBeGreaterThan(1);
  for (const section of await panel.locator("summary").all()) {
    await section.press("Enter");
    await expect.poll(() => page.evaluate(findCut)).toEqual([]);
    // A note on a point has most fields.
    const point = panel.locator("details[open] option[value=point]");
    if ((await point.count()) > 0) {
      await point.locator("..").selectOption("point");
      await expect.poll(() => page.evaluate(findCut)).toEqual([]);
    }
    await section.press("Enter");
  }
  // Also once a note is there.
  await panel.locator("summary").last().press("Enter");
  await panel.locator("details[open] select").first().selectOption("line");
  await panel.locator("details[open] input[type=number]").first().fill("130");
  await page.keyboard.press("Enter");
  await panel.locator(".chart-notes li").waitFor();
  await expect.poll(() => page.evaluate(findCut)).toEqual([]);
});

test("a change that the chart cannot have is refused in words, and its source stays", async () => {
  const [page, panel] = await openChart("stalls");
  await panel.getByText("Axes", { exact: true }).click();
  await panel.getByLabel("From, vertical").fill("50");
  await panel.getByLabel("From, vertical").press("Enter");
  await panel.getByRole("alert").getByText("by its length from zero").waitFor();
  await panel.getByRole("alert").getByText("draw it as a line or as points").waitFor();
  await expect.poll(() => panel.getByLabel("From, vertical").inputValue()).toBe("50");
  expect(await specOf(page)).toBe(bars);
});

test("on a narrow screen, in Chinese, without barriers", async () => {
  const [page, panel] = await openChart("stalls", { width: "narrow", language: "zh" });
  await panel.getByText("线和注释").click();
  await panel.getByText("坐标轴", { exact: true }).click();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
});
