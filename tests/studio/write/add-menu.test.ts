import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let templates: string;

const report = `# Sales

The shops sold well.

::::callout
In a callout.
::::

{% if true %}Its line is shared.
{% endif %}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-add-menu-"));
  await writeSmallTemplate(join(templates, "shops"));
  await writeFile(join(templates, "shops", "report.md"), report);
  await writeFile(join(templates, "shops", "queries/names.sql"), "SELECT 'Shop A' AS name\n");
  await mkdir(join(templates, "shops", "partials"), { recursive: true });
  await writeFile(join(templates, "shops", "partials/imprint.liquid"), "Printed by the office.\n");
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

async function openEditor(visit?: Parameters<Studio["open"]>[1]): Promise<Page> {
  const page = await studio.open("/write/shops", visit);
  page.setDefaultTimeout(60_000);
  await page.locator(".write-page canvas:visible, .write-panes button:visible").first().waitFor();
  return page;
}

/** Presses a key with the caret in a line of the source until a box is open: none is before the pages are current. */
async function openAt(page: Page, line: string, key: "F2" | "Shift+F2"): Promise<Locator> {
  await page.locator(".write-source .cm-line", { hasText: line }).click();
  await page.locator(".write-bar-here").waitFor({ state: "attached" });
  const box = page.locator(".page-edit");
  await expect
    .poll(async () => {
      await page.keyboard.press(key);
      return await box.count();
    })
    .toBe(1);
  return box;
}

const source = async (page: Page): Promise<string> =>
  (await page.locator(".write-source .cm-line").allTextContents()).join("\n");
const options = (box: Locator): Promise<string[]> => box.getByRole("option").allTextContents();

test("a plus below the block that is pointed at opens a menu of what can stand there", async () => {
  const page = await openEditor();
  await page.locator('[data-page="1"] canvas').waitFor();
  const frame = (await page.locator('[data-page="1"]').boundingBox())!;
  const plus = page.getByRole("button", { name: "Add below" });
  await page.mouse.move(frame.x + frame.width * 0.15, frame.y + (frame.width / 595.28) * 78);
  await plus.waitFor();
  await expect.poll(() => plus.isEnabled()).toBe(true);
  await plus.click();
  const box = page.getByRole("dialog", { name: "Add below" });
  await expect
    .poll(() => options(box))
    .toEqual([
      "Text",
      "Heading",
      "Chart of by_month",
      "Table of by_month",
      "Table of names",
      "Note",
      "Picture…",
      "Partial imprint.liquid",
      "Page break",
    ]);
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await box.getByRole("option", { name: "Note" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("# Sales\n\n:::callout\nNew note.\n:::\n\nThe shops");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => source(page)).toContain("# Sales\n\nThe shops");
});

test("by keyboard: a chart of a query is drafted with its file, and one undo takes both back", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops", "Shift+F2");
  await box.locator("input:focus").waitFor();
  await page.keyboard.type("by_m");
  await expect.poll(() => options(box)).toEqual(["Chart of by_month", "Table of by_month"]);
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => box.locator("[aria-selected=true]").textContent()).toBe("Table of by_month");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect
    .poll(() => source(page))
    .toContain('well.\n\n::chart{spec="by_month" data="by_month" title="Sales by month"}\n');
  const spec = page.locator(".write-side").getByText("by_month.vl.json");
  await spec.waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await spec.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).not.toContain("::chart");
});

test("kinds that cannot stand in a place are not offered, and a place for none says so", async () => {
  const page = await openEditor();
  let box = await openAt(page, "In a callout", "Shift+F2");
  expect(await options(box)).toContain("Heading");
  expect(await options(box)).not.toContain("Page break");
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  box = await openAt(page, "Its line is shared", "Shift+F2");
  await box.getByText("Nothing can be added here").waitFor();
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
});

test("a key right after a click is about the block that was clicked, and nothing opens for the one before", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops", "Shift+F2");
  expect(await options(box)).toContain("Page break");
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  // Both events are in one task, so nothing can be drawn between them.
  await page.evaluate(`{
    const lines = [...document.querySelector(".write-source .editor").shadowRoot.querySelectorAll(".cm-line")];
    const line = lines.find((each) => each.textContent.includes("Its line is shared"));
    const { left, top, height } = line.getBoundingClientRect();
    const at = { bubbles: true, cancelable: true, composed: true, button: 0, buttons: 1, detail: 1 };
    line.dispatchEvent(new MouseEvent("mousedown", { ...at, clientX: left + 40, clientY: top + height / 2 }));
    document.dispatchEvent(new MouseEvent("mouseup", { ...at, clientX: left + 40, clientY: top + height / 2 }));
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "F2", code: "F2", shiftKey: true, bubbles: true }));
  }`);
  await box.getByText("Nothing can be added here").waitFor();
  await page.keyboard.press("Escape");
  await box.waitFor({ state: "detached" });
  // The answer about a block comes once the caret is elsewhere.
  const held = Promise.withResolvers<void>();
  await page.locator(".write-source .cm-line", { hasText: "The shops" }).click();
  await page.route("**/edits", async (route) => {
    await held.promise;
    await route.continue();
  });
  const asked = page.waitForRequest("**/edits");
  await page.keyboard.press("Shift+F2");
  const answered = (await asked).response();
  await page.locator(".write-source .cm-line", { hasText: "Its line is shared" }).click();
  held.resolve();
  await (await answered)!.finished();
  await page.unroute("**/edits");
  await page.keyboard.press("Shift+F2");
  await box.getByText("Nothing can be added here").waitFor();
});

test.each(["F2", "Shift+F2"] as const)("what %s opens has the focus as soon as it is there", async (key) => {
  const page = await openEditor();
  await page.evaluate(`{
    window.focused = [];
    new MutationObserver(() => {
      const box = document.querySelector(".page-edit");
      if (box !== null) window.focused.push(box.contains(document.activeElement));
    }).observe(document.body, { childList: true, subtree: true });
  }`);
  await openAt(page, "The shops", key);
  const focused = await page.evaluate<readonly boolean[]>("window.focused");
  expect(focused.length).toBeGreaterThan(0);
  expect(new Set(focused)).toEqual(new Set([true]));
});

test("a slash in an empty text opens the menu: what is chosen takes its place, and Escape leaves the slash", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops", "F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("/");
  await box.getByRole("listbox").waitFor();
  await page.keyboard.press("Escape");
  await box.getByRole("listbox").waitFor({ state: "detached" });
  await page.keyboard.type("x");
  await expect.poll(() => box.locator(".cm-content").textContent()).toBe("/x");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("/");
  await box.getByRole("listbox").waitFor();
  await page.keyboard.type("head");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("# Sales\n\n## New heading\n\n::::callout");
});

test("words that follow the slash are kept, whatever is added", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops", "F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("/");
  await box.getByRole("listbox").waitFor();
  await box.locator(".cm-content").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" kept");
  await box.getByRole("option", { name: "Page break" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("# Sales\n\n/ kept\n\n::page-break\n\n::::callout");
});

test("on a narrow screen, in Chinese, from the box of a block, without barriers", async () => {
  const page = await openEditor({ width: "narrow", language: "zh" });
  await page.locator(".write-panes button").nth(1).click();
  const box = await openAt(page, "The shops", "F2");
  await box.getByRole("button", { name: "在下方添加…" }).click();
  await box.getByRole("option", { name: "by_month 的图表" }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await box.getByRole("combobox").fill("分页");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await page.locator(".write-panes button").nth(1).click();
  await expect.poll(() => source(page)).toContain("well.\n\n::page-break\n");
});

/** What only the browser has. */
interface BrowserParts {
  readonly DataTransfer: new () => { readonly items: { readonly add: (file: File) => void } };
  readonly DragEvent: new (type: string, given: object) => never;
  readonly ClipboardEvent: new (type: string, given: object) => never;
}

const dot = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>';

test("a picture is chosen by keyboard, its words are asked for, and it lies among the images", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops", "Shift+F2");
  await box.locator("input:focus").waitFor();
  await page.keyboard.type("pict");
  await page.keyboard.press("Enter");
  await box.getByLabel("File of the picture").waitFor();
  // Not in the language of the browser.
  await box.getByText("No file chosen").waitFor();
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  await box
    .getByLabel("File of the picture")
    .setInputFiles({ name: "My dot!.svg", mimeType: "image/svg+xml", buffer: Buffer.from(dot) });
  await box.getByText("My dot!.svg").waitFor();
  await box.getByRole("button", { name: "Add the picture" }).click();
  await box.getByText("Say what the picture shows.").waitFor();
  await box.getByLabel("Description for those").fill("A dark field");
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('sold well.\n\n::image{file="My-dot.svg" alt="A dark field"}\n');
  await page.getByRole("button", { name: "images/My-dot.svg" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => source(page)).not.toContain("::image");
  await page.getByRole("button", { name: "images/My-dot.svg" }).waitFor({ state: "detached" });
});

test("a picture that is dropped on a page stands below the block there, also on a narrow screen in Chinese", async () => {
  const page = await openEditor({ width: "narrow", language: "zh" });
  await page.locator(".write-panes button:visible", { hasText: "页面" }).click();
  await page.locator('[data-page="1"] canvas').waitFor();
  const box = page.locator(".page-edit");
  // Nothing opens until the pages are those of the files.
  await expect
    .poll(async () => {
      await page.locator('[data-page="1"] .write-page-picture').evaluate((element, text) => {
        const { left, top, width } = element.getBoundingClientRect();
        const { DataTransfer, DragEvent } = globalThis as unknown as BrowserParts;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "dot.svg", { type: "image/svg+xml" }));
        const [clientX, clientY] = [left + width * 0.2, top + (width / 595.28) * 78];
        element.dispatchEvent(
          new DragEvent("drop", { dataTransfer, clientX, clientY, bubbles: true, cancelable: true }),
        );
      }, dot);
      return await box.count();
    })
    .toBe(1);
  await box.getByText("dot.svg").waitFor();
  expect(await findBarriers(page, ".page-edit")).toEqual([]);
  expect(await overflows(page)).toBe(false);
  await box.getByLabel("供看不到图的人使用的描述").fill("一块深色");
  await box.getByRole("button", { name: "添加图片" }).click();
  await box.waitFor({ state: "detached" });
  await page.locator(".write-panes button:visible", { hasText: "源文件" }).click();
  await expect.poll(() => source(page)).toContain('# Sales\n\n::image{file="dot.svg" alt="一块深色"}');
});

test("a pasted file that is no picture says so, and a partial is added by its name", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops", "Shift+F2");
  await box.locator("input:focus").evaluate((element) => {
    const { DataTransfer, ClipboardEvent } = globalThis as unknown as BrowserParts;
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["x"], "note.gif", { type: "image/gif" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await box.getByText("A picture is PNG, JPEG or SVG.").waitFor();
  await box.getByRole("button", { name: "Something else" }).click();
  await box.locator("input:focus").waitFor();
  await page.keyboard.type("imprint");
  await expect.poll(() => options(box)).toEqual(["Partial imprint.liquid"]);
  await page.keyboard.press("Enter");
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain('{% render "partials/imprint.liquid" %}');
});
