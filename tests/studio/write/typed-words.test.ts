import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "../open-studio.ts";
import { openAt, openHere } from "./open-at.ts";
import { writeSmallTemplate } from "./small-template.ts";

// No words that somebody types on a page are lost, whatever arrives or is pressed while they are typed.

let studio: Studio;
let templates: string;

const bars = `{
  "data": { "name": "data" },
  "mark": "bar",
  "encoding": {
    "x": { "field": "month", "type": "temporal" },
    "y": { "field": "sales", "type": "quantitative" }
  }
}
`;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-typed-words-"));
  await writeSmallTemplate(join(templates, "shops"));
  await writeFile(join(templates, "shops", "charts/trend.vl.json"), bars);
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

async function openEditor(): Promise<Page> {
  const page = await studio.open("/write/shops");
  page.setDefaultTimeout(60_000);
  await page.locator('[data-page="1"] canvas').waitFor();
  return page;
}

const source = (page: Page): Promise<string> =>
  page
    .locator(".write-source .cm-line")
    .allTextContents()
    .then((lines) => lines.join("\n"));

/** Holds the answers of calls to `/edits` that a test names. @returns how many are held, and what lets them go */
async function holdEdits(page: Page, held: (body: string) => boolean) {
  const waiting: (() => void)[] = [];
  await page.route("**/edits", async (route) => {
    if (held(route.request().postData() ?? "")) await new Promise<void>((release) => waiting.push(release));
    await route.continue();
  });
  return {
    count: (): number => waiting.length,
    release: (): void => waiting.splice(0).forEach((release) => release()),
  };
}

test("words that are typed while the edit before is made are made with it", async () => {
  const page = await openEditor();
  let isHeld = true;
  const edits = await holdEdits(page, (body) => isHeld && body.includes('"do":"text"'));
  const box = await openAt(page, "The shops took");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" One.");
  await page.keyboard.press("Enter");
  await expect.poll(edits.count).toBe(1);
  await page.keyboard.type(" Two.");
  isHeld = false;
  edits.release();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("last month. One. Two.");
});

test("a second click on what is open leaves the box open, and the caret in it", async () => {
  const page = await openEditor();
  const click = async (): Promise<void> => {
    // The box below it may have moved the chart out of view.
    await page.evaluate('document.querySelector(".write-scroller").scrollTop = 0');
    const frame = (await page.locator('[data-page="1"]').boundingBox())!;
    const scale = frame.width / 595.28;
    await page.mouse.click(frame.x + 200 * scale, frame.y + 200 * scale);
  };
  await click();
  const box = page.locator(".page-edit");
  const text = box.getByRole("textbox", { name: "Source" });
  await text.click();
  await page.keyboard.type("Our");
  await click();
  await page.keyboard.type(" own");
  await expect.poll(() => text.textContent()).toBe("Our own");
  await box.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => source(page)).toContain('source="Our own"');
});

test.each([
  ["Publish…", (page: Page) => page.getByRole("button", { name: "Publish…" }).click()],
  ["the key of saving", (page: Page) => page.keyboard.press("Control+s")],
])("%s makes what is typed first", async (_, press) => {
  const page = await openEditor();
  await page.route("**/templates/**", (route) =>
    route.request().method() === "GET" ? route.continue() : route.abort(),
  );
  await openAt(page, "The shops took");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ours.");
  await press(page);
  await page.locator(".page-edit").waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("last month. Ours.");
});

test("what is typed is there when its author comes back from another room", async () => {
  const page = await openEditor();
  await openAt(page, "The shops took");
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Ours.");
  await page.getByRole("link", { name: "Templates" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Templates" }).waitFor();
  await page.goBack();
  await expect.poll(() => source(page)).toContain("last month. Ours.");
});

test("a box stays with what is typed in it when the page of its block goes", async () => {
  const page = await openEditor();
  await page.locator(".write-source .cm-line", { hasText: "## In figures" }).click();
  await page.locator('[data-page="2"] .write-bar-here').waitFor({ state: "attached" });
  const box = await openHere(page);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" of ours");
  await page.locator(".write-source .cm-line", { hasText: "::page-break" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.press("Delete");
  await page.locator('[data-page="2"]').waitFor({ state: "detached" });
  await expect.poll(() => box.locator(".cm-content").first().textContent()).toContain("In figures of ours");
  // It is another source now: the box says so, and the words can be copied.
  await box.getByRole("button", { name: "Done" }).click();
  await box.getByRole("alert").waitFor();
  await expect.poll(() => box.locator(".cm-content").first().textContent()).toContain("In figures of ours");
  await box.getByRole("button", { name: "Cancel" }).click();
  await box.waitFor({ state: "detached" });
});

test("a title that is typed on is not put back by the answer to its beginning, nor a note by that to the one before", async () => {
  const page = await openEditor();
  const edits = await holdEdits(page, (body) => body.includes('"do":"chart"'));
  await openAt(page, "::chart");
  const panel = page.locator(".chart-panel");
  await panel.getByText("Axes", { exact: true }).click();
  const title = panel.getByLabel("Title, vertical");
  await title.fill("Sales");
  await title.press("Enter");
  await expect.poll(edits.count).toBe(1);
  await title.press("End");
  await page.keyboard.type(" in euros");
  const after = page.waitForResponse((answer) => answer.url().endsWith("/previews"));
  edits.release();
  await after;
  await panel.getByText("Lines and notes").waitFor();
  await expect.poll(() => title.inputValue()).toBe("Sales in euros");
  await panel.getByText("Lines and notes").click();
  await expect.poll(edits.count).toBe(1);
  edits.release();
  await panel.getByLabel("At", { exact: true }).fill("130");
  await panel.getByLabel("Words").fill("Target");
  await panel.getByRole("button", { name: "Add to the chart" }).click();
  await expect.poll(edits.count).toBe(1);
  await panel.getByLabel("Words").fill("Another target");
  edits.release();
  await panel.getByText("Line 130 Target").waitFor();
  await expect.poll(() => panel.getByLabel("Words").inputValue()).toBe("Another target");
});

test("the address of a link counts without being set", async () => {
  const page = await openEditor();
  const box = await openAt(page, "The shops took");
  await page.keyboard.press("Control+Home");
  for (let count = 0; count < 9; count++) await page.keyboard.press("Shift+ArrowRight");
  await box.getByRole("button", { name: "Link" }).click();
  await box.getByRole("textbox", { name: "Address of the link" }).fill("https://shops.example/");
  await box.getByRole("button", { name: "Done" }).click();
  await box.waitFor({ state: "detached" });
  await expect.poll(() => source(page)).toContain("[The shops](https://shops.example/) took");
});
