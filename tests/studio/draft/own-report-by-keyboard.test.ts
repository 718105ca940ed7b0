import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "../open-studio.ts";
import { fillIn, press, tabTo } from "../tab-to.ts";

/** From a messy file to a report of one's own, with a text and a chart changed, and published: without a mouse. */
let studio: Studio;

beforeAll(async () => {
  studio = await openStudio({ templateFolders: [] });
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** Sales by month and region, of which a cell is no number. */
function messySales(): string {
  const lines = ["Month,Region,Revenue,Units"];
  for (let month = 0; month < 24; month += 1)
    for (const [at, region] of ["North", "South", "West"].entries()) {
      const day = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
      const revenue = month === 4 && at === 1 ? "n/a" : String(100 + 7 * at + 3 * month + ((month * 7 + at * 5) % 9));
      lines.push(`${day},${region},${revenue},${10 + month + at}`);
    }
  return `${lines.join("\n")}\n`;
}

const english = {
  begin: "Begin with your own file",
  choose: "Choose a file",
  accept: "Clean up",
  about: "What the report is about",
  keep: "Keep draft",
  file: "first.csv",
  done: "Done",
  publish: "Publish…",
  why: "Why",
  publishNow: "Publish",
  published: "is published",
};

const chinese: typeof english = {
  begin: "从自己的文件开始",
  choose: "选择文件",
  accept: "清理",
  about: "报告的主题",
  keep: "保留草稿",
  file: "second.csv",
  done: "完成",
  publish: "发布…",
  why: "原因",
  publishNow: "发布",
  published: "已发布",
};

/** What CodeMirror keeps at the element of its text. */
interface EditorElement {
  readonly cmTile: { readonly root: { readonly view: { readonly state: { readonly doc: { toString(): string } } } } };
}

/** The text of the open file; the editor draws only the lines that are seen. */
const source = async (page: Page): Promise<string> =>
  await page
    .locator(".write-source .cm-content")
    .evaluate((content) => (content as unknown as EditorElement).cmTile.root.view.state.doc.toString());

/** Goes from part to part until the source has the focus. */
async function toSource(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const isThere = await page.evaluate<boolean>("document.activeElement.matches('.editor, .cm-content')");
      if (!isThere) await page.keyboard.press("F6");
      return isThere;
    })
    .toBe(true);
}

/** Goes to a line of the source by the editor's search, and opens its block on the page. */
async function openBlock(page: Page, words: string): Promise<void> {
  await toSource(page);
  await page.keyboard.press("Control+f");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect
    .poll(async () => {
      await page.keyboard.press("F2");
      return await page.locator(".page-edit").count();
    })
    .toBe(1);
}

test.each([
  ["en", english],
  ["zh", chinese],
])(
  "in %s",
  async (language, words) => {
    const page = await studio.open("/", { language });
    page.setDefaultTimeout(60_000);
    await page.getByRole("link", { name: words.begin }).waitFor();
    await press(page, words.begin);
    const chooser = page.waitForEvent("filechooser");
    await press(page, words.choose);
    const file = { name: words.file, mimeType: "text/csv", buffer: Buffer.from(messySales()) };
    await (await chooser).setFiles(file);
    await page.getByRole("button", { name: words.accept }).waitFor();
    await press(page, words.accept);
    await page.getByLabel(words.about).waitFor();
    await page.locator(".draft-page:not(.faded) canvas").waitFor();
    await fillIn(page, words.about, "Revenue");
    await page.locator(".draft-page:not(.faded) canvas").waitFor();
    await press(page, words.keep);
    await page.locator(".write-head").waitFor();
    await page.locator(".write-page canvas").first().waitFor();

    // A paragraph, where it is printed.
    await toSource(page);
    await page.keyboard.press("Control+Home");
    const box = page.locator(".page-edit");
    await expect
      .poll(
        async () => {
          await page.keyboard.press("F2");
          const isOpen = await box.waitFor({ timeout: 3000 }).then(
            () => true,
            () => false,
          );
          // The caret may stand in Liquid that prints nothing.
          if (!isOpen) await page.keyboard.press("ArrowDown");
          return isOpen;
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    await expect.poll(() => page.evaluate("document.activeElement.closest('.page-edit') !== null")).toBe(true);
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" (ours)");
    await page.keyboard.press("Enter");
    await expect.poll(() => box.getByRole("alert").allTextContents()).toEqual([]);
    await box.waitFor({ state: "detached" });
    await expect.poll(() => source(page)).toContain(" (ours)");
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).not.toBe("BODY");

    // A chart, without seeing its spec.
    await openBlock(page, "::chart");
    await page.locator(".chart-panel .chart-kind").first().waitFor();
    const kind = page.locator(".chart-kind[aria-pressed='false']").first();
    const other = (await kind.innerText()).trim();
    await tabTo(page, other);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("button", { name: other }).getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Escape");
    await page.locator(".page-edit").waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).not.toBe("BODY");

    await press(page, words.publish);
    await page.getByRole("dialog").waitFor();
    await page.getByRole("dialog").getByLabel(words.why).waitFor();
    await fillIn(page, words.why, "First report");
    await press(page, words.publishNow);
    await page.getByRole("dialog").getByText(words.published).first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate("document.activeElement.tagName")).not.toBe("BODY");
  },
  240_000,
);
