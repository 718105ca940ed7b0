import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { actionWords } from "../../../studio/src/actions/words.ts";
import { answerWords } from "../../../studio/src/assumed/words.ts";
import { datasetsWords } from "../../../studio/src/datasets/words.ts";
import { draftWords } from "../../../studio/src/draft/words.ts";
import { makeWords } from "../../../studio/src/make/words.ts";
import { reportWords } from "../../../studio/src/reports/words.ts";
import { chartWords } from "../../../studio/src/write/page-edit/chart/chart-words.ts";
import { pageEditWords } from "../../../studio/src/write/page-edit/words/words.ts";
import { publishWords } from "../../../studio/src/write/publish/words.ts";
import { writeWords } from "../../../studio/src/write/words.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import { runProgram } from "../../servers/run-program.ts";
import { openStudio, overflows, type Studio, widths } from "../open-studio.ts";
import { followPreviews } from "./printed-blocks.ts";

/** From a messy file to a report of one's own, with a text and a chart changed, published, and made. */
let studio: Studio;
let folder: string;

type Language = "en" | "zh";

/** What each language drops, types and reads; the studio's own words come from its files. */
const told = {
  en: {
    file: "Our sales.csv",
    head: "Month,Region,Revenue (EUR),Units",
    regions: ["North", "South", "West"],
    template: "our-sales",
    typed: " The figures are those of our own shops.",
    instead: "There is no earlier period to compare it with.",
    compared: "compared with",
    why: "First report of our sales",
  },
  zh: {
    file: "门店销售.csv",
    head: "月份,地区,销售额（元）,件数",
    regions: ["北区", "南区", "西区"],
    template: "report",
    typed: "以上为自有门店的数字。",
    instead: "没有更早的时期可供比较。",
    compared: "相比",
    why: "第一份销售报告",
  },
} as const;

/** Sales by month and region, of which a few cells are no numbers. */
function messySales({ head, regions }: (typeof told)[Language]): string {
  const lines: string[] = [head];
  for (let year = 2023; year <= 2025; year += 1)
    for (let month = 1; month <= 12; month += 1)
      for (const [at, region] of regions.entries()) {
        const revenue = 100 + 7 * at + 3 * month + 11 * (year - 2023) + ((month * 7 + at * 5) % 9);
        const shown = month === 4 && at === 1 ? "n/a" : String(revenue);
        lines.push(`${year}-${String(month).padStart(2, "0")}-01,${region},${shown},${10 + month + at}`);
      }
  return `${lines.join("\n")}\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-own-report-"));
  for (const each of Object.values(told)) await writeFile(join(folder, each.file), messySales(each));
  studio = await openStudio({ templateFolders: [] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

/** Takes a picture of a step, if somebody wants to look: `LOOK=folder`. */
async function look(page: Page, step: string): Promise<void> {
  const into = process.env["LOOK"];
  if (into !== undefined) await page.screenshot({ path: join(into, `${step}.png`) });
}

const all = [
  ["en", "wide"],
  ["zh", "narrow"],
  ["zh", "wide"],
  ["en", "narrow"],
] as const;

test.each(process.env["SOAK"] === undefined ? all.slice(0, 2) : all)(
  "in %s, %s: in at most 25 clicks",
  async (language, width) => {
    const own = told[language];
    const page = await studio.open("/", { language, width });
    const printed = followPreviews(page);
    let step = 0;
    const seen = async (what: string): Promise<void> => {
      step += 1;
      await look(page, `${language}-${width}-${String(step).padStart(2, "0")}-${what}`);
      expect(await overflows(page), what).toBe(false);
    };
    await page.evaluate(
      "window.clicks = 0; addEventListener('click', ({ isTrusted }) => isTrusted && (window.clicks += 1), true)",
    );
    await page.getByRole("link", { name: makeWords[language].ownFileFirst }).waitFor();
    await seen("begin");
    await page.getByRole("link", { name: makeWords[language].ownFileFirst }).click();
    const choice = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: makeWords[language].choose }).waitFor();
    await seen("new");
    await page.getByRole("button", { name: makeWords[language].choose }).click();
    await (await choice).setFiles(join(folder, own.file));
    await page.getByText(datasetsWords[language].spoiled(1)).waitFor();
    await drawn(page);
    await seen("messy");
    await page.getByRole("button", { name: datasetsWords[language].acceptRecipe }).click();
    // With the column mended there is a second measure, and a menu.
    await page.getByLabel(answerWords[language].aboutLabel, { exact: true }).waitFor();
    await drawn(page);
    await seen("draft");
    const adds = page.getByLabel(answerWords[language].addsLabel, { exact: true });
    await adds.click();
    await adds.selectOption("true");
    const name = await page.getByLabel(draftWords[language].templateName).inputValue();
    await page.getByRole("button", { name: draftWords[language].keep }).click();
    await page.locator(".write-head").waitFor();
    await page.getByText(writeWords[language].clickToEdit).waitFor();
    await page.locator(".write-page canvas").first().waitFor();
    await seen("write");
    await changeText(page, printed, language, seen);
    // On a narrow screen the box covers the figure.
    if (width === "narrow") {
      await page.locator(".page-edit").getByRole("button", { name: pageEditWords[language].done, exact: true }).click();
      await page.locator(".page-edit").waitFor({ state: "detached" });
    }
    // A click beside the box ends the edit, and opens what was clicked once the pages are there.
    await printed.click("figure");
    const chart = chartWords[language];
    const columns = page.getByRole("button", { name: chart.kindOf("column"), exact: true });
    await columns.waitFor();
    await seen("chart");
    await columns.click();
    await page.getByText(chart.checkWords("line")).waitFor();
    await seen("columns");
    await page.getByText(writeWords[language].clickToEdit).waitFor({ state: "detached" });
    await page.getByRole("button", { name: actionWords[language].publish }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(publishWords[language].why).fill(own.why);
    await seen("publish");
    await dialog.getByRole("button", { name: publishWords[language].publishNow, exact: true }).click();
    await dialog.getByText(publishWords[language].isPublished(name)).waitFor();
    await seen("published");
    await dialog.getByRole("button", { name: publishWords[language].makeReport }).click();
    const download = reportWords[language].download;
    await page
      .getByRole("link", { name: download })
      .or(page.getByRole("button", { name: download }))
      .first()
      .waitFor();
    await seen("report");
    const clicks = await page.evaluate<number>("window.clicks");
    noteFigures(`${clicks} clicks from a messy file to a published report (${language}, ${widths[width]} px)`);
    expect(clicks).toBeLessThanOrEqual(15);
    expect(await textOfReport(page)).toContain(own.typed.replaceAll(" ", ""));
  },
);

/** Waits until the page of a draft is that of the present answers, and drawn. */
async function drawn(page: Page): Promise<void> {
  await page.locator(".draft-page:not(.faded) canvas").waitFor();
}

/** Adds a sentence to the first paragraph, and looks at what would be printed for other data. */
async function changeText(
  page: Page,
  printed: ReturnType<typeof followPreviews>,
  language: Language,
  seen: (what: string) => Promise<void>,
): Promise<void> {
  const { typed, instead, compared } = told[language];
  await printed.click("paragraph");
  const box = page.locator(".page-edit .cm-content").first();
  await box.waitFor();
  // Only what is printed is shown.
  await expect.poll(() => box.textContent()).toContain(compared);
  await expect.poll(() => box.textContent()).not.toContain(instead);
  await expect.poll(() => box.textContent()).not.toContain(pageEditWords[language].otherwise);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(typed);
  await seen("text");
  // What is printed instead is in the same text, and is put away again.
  await page.getByRole("button", { name: pageEditWords[language].otherWordings(0).split(/[（(]/)[0]! }).click();
  await expect.poll(() => box.textContent()).toContain(instead);
  // Values that are not printed now are called by their names.
  const chips = async (): Promise<string> => (await box.locator(".cm-chip").allTextContents()).join(" ");
  await expect.poll(chips).toMatch(/^[^|{}]*‹.*[^|{}]*$/);
  // In Chinese, those that the draft has named in English too.
  if (language === "zh") await expect.poll(chips).not.toMatch(/[a-z]{2}/);
  await seen("wordings");
}

/** The text of the report that the page shows, without its spaces: lines are broken where they are full. */
async function textOfReport(page: Page): Promise<string> {
  const report = new URL(page.url()).searchParams.get("report");
  const answer = await fetch(`${studio.url}/reports/${report}/report.pdf`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  const file = join(folder, `${report}.pdf`);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  const { stdout } = await runProgram("pdftotext", ["-raw", file, "-"]);
  return stdout.replaceAll(/\s/g, "");
}
