import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { actions, keyOf } from "../../../studio/src/actions/actions.ts";
import { keyText } from "../../../studio/src/actions/keys.ts";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { expectPicture } from "../pictures/expect-picture.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let templates: string;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-write-"));
  for (const name of ["shops", "stalls", "markets"]) await writeSmallTemplate(join(templates, name));
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

/** Opens the editor and waits for its first page; the first of all waits until the worker of previews has started. */
async function openEditor(path: string, visit?: Parameters<Studio["open"]>[1]): Promise<Page> {
  const page = await studio.open(`/write/${path}`, visit);
  page.setDefaultTimeout(60_000);
  await page.locator(".write-page canvas:visible, .write-panes button:visible").first().waitFor();
  return page;
}

/** Puts the caret at the end of the line that begins with a text. */
async function goToLine(page: Page, start: string): Promise<void> {
  await page.locator(".cm-line", { hasText: start }).first().click();
  await page.keyboard.press("End");
}

const digest = (page: Page, number: number): Promise<string | null> =>
  page.locator(`[data-page="${number}"] .write-page-picture`).getAttribute("data-digest");
const lines = (page: Page): Promise<string[]> => page.locator(".cm-line").allTextContents();

interface Version {
  readonly version: string;
  readonly state: string;
}

async function versions(name: string): Promise<readonly Version[]> {
  return (
    (await (await fetch(`${studio.url}/templates/${name}/versions`)).json()) as {
      readonly versions: readonly Version[];
    }
  ).versions;
}

async function openFile(page: Page, path: string): Promise<void> {
  await page.getByRole("navigation", { name: "Files" }).getByRole("button", { name: path }).click();
}

test("a change of the text draws its page again, and no other", async () => {
  const page = await openEditor("shops");
  await page.locator('[data-page="1"] canvas').waitFor();
  await page.locator('[data-page="2"]').scrollIntoViewIfNeeded();
  await page.locator('[data-page="2"] canvas').waitFor();
  const [first, second] = [await digest(page, 1), await digest(page, 2)];
  await page.evaluate("document.querySelector('[data-page=\"2\"] canvas').dataset.kept = 'yes'");
  await goToLine(page, "# Sales in the");
  await page.keyboard.type(" and elsewhere");
  await page.locator(`[data-page="1"] .write-page-picture:not([data-digest="${first}"])`).waitFor();
  expect(await digest(page, 2)).toBe(second);
  expect(await page.evaluate("document.querySelector('[data-page=\"2\"] canvas').dataset.kept")).toBe("yes");
  await page.getByText("Not saved yet").waitFor();
});

test("the first preview is asked for before the files are here", async () => {
  const page = await studio.open("/write/shops");
  const asked: string[] = [];
  page.on(
    "request",
    (request) =>
      void (
        /\/(?:previews|files\/report\.md)$/.test(request.url()) &&
        asked.push(`${request.url().split("/").at(-1)} ${request.postData() ?? ""}`)
      ),
  );
  await page.reload();
  await page.locator('[data-page="1"] canvas').waitFor();
  await page.locator(".cm-line").first().waitFor();
  expect(JSON.parse(asked.find((request) => request.startsWith("previews"))!.slice("previews ".length))).toMatchObject({
    base: "folder",
    files: {},
  });
  expect(asked[0]).toMatch(/^previews/);
});

test("a keystroke in the text runs no query, compiles no chart, and brings along the page that it changes and no other", async () => {
  const page = await openEditor("shops");
  await page.locator('[data-page="1"] canvas').waitFor();
  await goToLine(page, "# Sales in the");
  const made: unknown[] = [];
  for (const key of " and") {
    const answer = page.waitForResponse((response) => response.url().endsWith("/previews"));
    await page.keyboard.press(key);
    made.push(((await (await answer).json()) as { readonly made: unknown }).made);
  }
  // A space at a line's end prints nothing.
  expect(made).toEqual([0, 1, 1, 1].map((pages) => ({ queries: 0, charts: 0, pages })));
});

test("an error is marked in its line in the words of the check, and mended by its fix", async () => {
  const page = await openEditor("shops");
  await goToLine(page, "The shops took");
  await page.keyboard.press("Enter");
  await page.keyboard.type("{{ by_mnth.last.sales }}");
  // While it is typed, errors of unfinished names come and go.
  const problem = page.locator(".write-problems li.error", { hasText: "by_mnth" });
  await problem.waitFor();
  await page.getByText("These are the pages before the error.").waitFor();
  const squiggle = page.locator(".cm-lintRange-error", { hasText: "by_mnth" });
  await squiggle.waitFor();
  await expectPicture(page, "write-error");
  await problem.getByRole("button", { name: /^Fix/ }).click();
  await page.locator(".write-problems li.error").waitFor({ state: "detached" });
  await expect.poll(() => lines(page)).toContain("{{ by_month.last.sales }}");
});

test("the files of the last good pages come back in one step, and what was written can be had again", async () => {
  const page = await openEditor("shops");
  await goToLine(page, "The shops took");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Now and {{ by_mnth.last.sales }}");
  await page.getByText("These are the pages before the error.").waitFor();
  await page.locator(".write-problems li.error", { hasText: "by_mnth" }).waitFor();
  await page.getByRole("button", { name: "Bring back the files of these pages" }).click();
  await page.getByText("These are the pages before the error.").waitFor({ state: "detached" });
  await expect.poll(() => page.locator(".cm-content").innerText()).not.toContain("by_mnth");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => lines(page)).toContain("Now and {{ by_mnth.last.sales }}");
});

test("the keys lead from problem to problem, and back", async () => {
  const page = await openEditor("shops");
  for (const [line, name] of [
    ["The shops took", "by_mnth"],
    ["## In figures", "by_yaer"],
  ] as const) {
    await goToLine(page, line);
    await page.keyboard.press("Enter");
    await page.keyboard.type(`{{ ${name}.last.sales }}`);
  }
  await page.locator(".cm-lintRange-error", { hasText: "by_mnth" }).waitFor();
  await page.locator(".cm-lintRange-error", { hasText: "by_yaer" }).waitFor();
  await goToLine(page, "# Sales in the");
  for (const [key, name] of [
    ["F8", "by_mnth"],
    ["F8", "by_yaer"],
    ["Shift+F8", "by_mnth"],
  ] as const) {
    await page.keyboard.press(key);
    await page.locator(".cm-activeLine", { hasText: name }).waitFor();
  }
});

test("a click on a page puts the caret at its source, and the caret brings its page", async () => {
  const page = await openEditor("shops");
  await page.locator('[data-page="1"] canvas').waitFor();
  const heading = await page.locator('[data-page="1"]').boundingBox();
  const scale = heading!.width / 595.28;
  await page.mouse.click(heading!.x + 120 * scale, heading!.y + 85 * scale);
  await page.locator(".cm-activeLine", { hasText: "# Sales in the" }).waitFor();
  await goToLine(page, "## In figures");
  await page.locator('[data-page="2"] .write-bar-here').waitFor();
  const [bar, pane] = [
    await page.locator(".write-bar-here").boundingBox(),
    await page.locator(".write-scroller").boundingBox(),
  ];
  expect(bar!.y).toBeGreaterThanOrEqual(pane!.y);
  expect(bar!.y).toBeLessThan(pane!.y + pane!.height);
});

test("a query shows its rows, and a draft chart of them is drawn on a page", async () => {
  const page = await openEditor("shops");
  await openFile(page, "queries/by_month.sql");
  await page.locator(".cm-line", { hasText: "SELECT" }).click();
  const grid = page.getByRole("region", { name: "Result of by_month" });
  await grid.getByRole("cell", { name: "140" }).waitFor();
  await expect.poll(() => grid.getByRole("row").count()).toBe(4);
  await expectPicture(page, "write-query");
  await page.getByRole("combobox", { name: "region" }).selectOption("South");
  await grid.getByRole("cell", { name: "79" }).waitFor();
  await page.getByRole("button", { name: "Draft chart" }).click();
  await page.locator(".cm-activeLine", { hasText: '::chart{spec="by_month" data="by_month"' }).waitFor();
  await page
    .getByRole("navigation", { name: "Files" })
    .getByRole("button", { name: "charts/by_month.vl.json" })
    .waitFor();
  await page.locator(".write-bar-here").waitFor();
  await page.getByRole("tab", { name: /roblem/ }).click();
  // Only its description is missing; the fix leads to where it belongs.
  await page
    .locator(".write-problems li.warning", { hasText: "no alternative text" })
    .first()
    .getByRole("button", { name: /^Fix/ })
    .click();
  await page.keyboard.type("A line that rises.");
  await page.locator(".cm-activeLine", { hasText: 'alt="A line that rises."}' }).waitFor();
  await page.locator(".write-problems li", { hasText: "no alternative text" }).first().waitFor({ state: "detached" });
  await expect.poll(() => page.locator(".write-problems li.error").count()).toBe(0);
});

test("tests run on unsaved files; what does not hold is shown with what was seen, and a click leads to its line", async () => {
  const page = await openEditor("stalls");
  const files = page.getByRole("navigation", { name: "Files" });
  await page.getByRole("tab", { name: "Tests" }).click();
  await page.getByRole("button", { name: "Run the tests" }).click();
  await page.getByText("There are no tests yet.").waitFor();
  await files.getByRole("button", { name: "New file" }).click();
  await page.getByLabel("Path").fill("tests/south.yaml");
  await page.keyboard.press("Enter");
  await files.locator('[aria-current="true"]', { hasText: "tests/south.yaml" }).waitFor();
  await page.locator(".cm-content").click();
  await page.keyboard.insertText(
    "title: The South\nparameters: { region: South }\nexpect:\n  title: Sales in the East\n  pages: 2\n",
  );
  await page.getByText("Something has changed since.").waitFor();
  await page.getByRole("button", { name: "Run the tests" }).click();
  await page.getByRole("tab", { name: "0 of 1 tests passed" }).waitFor();
  const problem = page.locator(".write-tests .write-problem");
  await expect
    .poll(() => problem.innerText())
    .toMatch(/^the title differs\s*tests\/south\.yaml:4\s*expected Sales in the East\s*seen Sales in the South$/);
  expect(await findBarriers(page)).toEqual([]);
  await openFile(page, "report.md");
  await problem.click();
  await page.locator(".cm-activeLine", { hasText: "title: Sales in the East" }).waitFor();
  await page.keyboard.press("End");
  for (let letter = 0; letter < 4; letter++) await page.keyboard.press("Backspace");
  await page.keyboard.insertText("South");
  await page.getByText("Something has changed since.").waitFor();
  await page.getByRole("button", { name: "Run the tests" }).click();
  await page.getByRole("tab", { name: "1 of 1 tests passed" }).waitFor();
});

test("completions know the queries of the template", async () => {
  const page = await openEditor("shops");
  await goToLine(page, "The shops took");
  await page.keyboard.type(" {{ by_month.last.");
  const list = page.locator(".cm-tooltip-autocomplete li");
  await list.filter({ hasText: "month" }).waitFor();
  await expect.poll(() => list.allTextContents()).toEqual(["month", "sales"]);
});

test("files are made, renamed, deleted and restored", async () => {
  const page = await openEditor("shops");
  const files = page.getByRole("navigation", { name: "Files" });
  await files.getByRole("button", { name: "New file" }).click();
  const path = page.getByLabel("Path");
  await path.fill("../x.md");
  await page.keyboard.press("Enter");
  await page.getByText("no name is . or ..").waitFor();
  await path.fill("queries/other.sql");
  await page.keyboard.press("Enter");
  await files.locator('[aria-current="true"]', { hasText: "queries/other.sql" }).waitFor();
  await files.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("New name").fill("more");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await files.locator('[aria-current="true"]', { hasText: "queries/more.sql" }).waitFor();
  await openFile(page, "charts/trend.vl.json");
  await files.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await files.getByRole("button", { name: "Restore charts/trend.vl.json" }).click();
  await files.getByRole("button", { name: "charts/trend.vl.json" }).waitFor();
});

test("the keyboard alone reaches every part, edits, and leaves the editor", async () => {
  const page = await openEditor("shops");
  await page.keyboard.press("F6");
  // The page's policy forbids the browser to look again and again by itself.
  await expect.poll(() => page.evaluate("document.activeElement.className")).toBe("editor");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("More.");
  await page.getByText("Not saved yet").waitFor();
  await page.keyboard.press("Escape");
  // CodeMirror's own two seconds would be over.
  await page.waitForTimeout(2_100);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.className")).not.toBe("editor");
  await page.keyboard.press("F6");
  await page.keyboard.press("F1");
  const listed = page.getByRole("dialog", { name: "Keys" }).locator("kbd");
  await expect
    .poll(() => listed.allTextContents())
    .toEqual(actions.flatMap((action) => keyOf(action, false) ?? []).map((key) => keyText(key, false)));
  // One reads from the beginning, though the only button is at the end.
  await expect
    .poll(() =>
      page.evaluate<boolean>(
        "document.querySelector('dialog h2').getBoundingClientRect().top >= document.querySelector('dialog').getBoundingClientRect().top",
      ),
    )
    .toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("saving writes the folder's files; what was changed elsewhere appears, and a conflict keeps both texts", async () => {
  const report = join(templates, "stalls", "report.md");
  const page = await openEditor("stalls");
  await goToLine(page, "# Sales in the");
  await page.keyboard.type(" today");
  await page.keyboard.press("Control+s");
  await page.getByText("1 file saved").waitFor();
  expect(await readFile(report, "utf8")).toContain("# Sales in the {{ parameters.region }} today\n");

  await writeFile(report, (await readFile(report, "utf8")).replace("today", "since January"));
  await page.locator(".cm-line", { hasText: "since January" }).waitFor();

  await goToLine(page, "The shops took");
  await page.keyboard.type(" Mine.");
  await writeFile(report, (await readFile(report, "utf8")).replace("since January", "since May"));
  await page.getByText("report.md was changed here and elsewhere.").waitFor();
  await expect.poll(async () => (await lines(page)).join("\n")).toContain("Mine.");
  await page.getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog");
  await expect
    .poll(() => dialog.locator("del").allTextContents())
    .toEqual([
      "# Sales in the {{ parameters.region }} since May",
      "The shops took {{ by_month.last.sales | number }} in the last month.",
    ]);
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await page.keyboard.press("Control+s");
  await page.getByText("1 file saved").waitFor();
  const saved = await readFile(report, "utf8");
  expect([saved.includes("since January"), saved.includes("Mine.")]).toEqual([true, true]);
});

test("a stored version is edited, and saving makes a draft beside what is published", async () => {
  const [published] = await versions("shops");
  const page = await openEditor(`shops?version=${published!.version}`);
  await goToLine(page, "# Sales in the");
  await page.keyboard.type(" as a draft");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("1 file saved").waitFor();
  expect((await versions("shops")).map(({ state }) => state).toSorted()).toEqual(["current", "draft"]);
  expect((await versions("shops")).find(({ state }) => state === "current")).toEqual(published);
});

test("publishing shows the pages that differ, and makes the version current with its reason", async () => {
  const page = await openEditor("markets");
  await goToLine(page, "## In figures");
  await page.keyboard.type(" and more");
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 of 2 pages looks different.").waitFor();
  await dialog.getByRole("heading", { name: "Page 2: differs in one place" }).waitFor();
  await expect.poll(() => dialog.locator("canvas").count()).toBe(2);
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "publish");
  await dialog.getByLabel("Why").fill("A clearer heading");
  await page.keyboard.press("Enter");
  await dialog.getByText("markets is published.").waitFor();
  // What is published is not "not saved".
  await page.getByText("1 file saved").waitFor();
  const { moves } = (await (await fetch(`${studio.url}/templates/markets/log`)).json()) as {
    readonly moves: readonly { readonly kind: string; readonly why?: string }[];
  };
  expect(moves[0]).toMatchObject({ kind: "promote", why: "A clearer heading" });
  await dialog.getByRole("link", { name: "Send it on a schedule" }).click();
  await expect.poll(() => page.getByLabel("Template").inputValue()).toBe("markets");
});

test.each([
  ["wide", "light", "en"],
  ["wide", "dark", "zh"],
  ["narrow", "dark", "en"],
] as const)("the editor has no barriers and fits the window: %s, %s, %s", async (width, scheme, language) => {
  const page = await openEditor("shops", { width, scheme, language });
  expect(await shiftOf(page)).toBeLessThan(0.05);
  const panes = width === "narrow" ? page.locator(".write-panes button") : undefined;
  for (let pane = 0; pane < (panes === undefined ? 1 : 3); pane += 1) {
    await panes?.nth(pane).click();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
  }
});
