import type { Locator, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, type Studio } from "../open-studio.ts";

/** The pages of a draft say that they wait for newer ones, from the choice until the newer ones are drawn. */
let studio: Studio;

/** Sales by month and region; `odd` is the text of a cell. */
function sales(odd: string): string {
  const lines = ["Month,Region,Shop,Revenue,Units"];
  for (let month = 0; month < 24; month += 1)
    for (const [at, region] of ["North", "South", "West"].entries()) {
      const day = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;
      const revenue = month === 4 && at === 1 ? odd : String(100 + 7 * at + 3 * month + ((month * 7 + at * 5) % 9));
      for (const shop of ["a", "b"]) lines.push(`${day},${region},${region}-${shop},${revenue},${10 + month + at}`);
    }
  return `${lines.join("\n")}\n`;
}

beforeAll(async () => {
  studio = await openStudio({ templateFolders: [] });
  for (const [name, body] of [
    ["whole", sales("120")],
    ["spoiled", sales("n/a")],
  ] as const)
    await fetch(`${studio.url}/datasets/${name}`, { method: "PUT", headers: { "content-type": "text/csv" }, body });
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** Holds what a page asks for, until the test lets it go. */
class Gate {
  readonly #held: Route[] = [];
  #isShut = false;
  #arrived: (() => void) | undefined;

  constructor(page: Page, pattern: RegExp) {
    void page.route(pattern, async (route) => {
      if (!this.#isShut) return await route.continue();
      this.#held.push(route);
      this.#arrived?.();
    });
  }

  shut(): void {
    this.#isShut = true;
  }

  /** Waits until something is held. */
  async arrival(): Promise<void> {
    while (this.#held.length === 0) await new Promise<void>((arrived) => (this.#arrived = arrived));
  }

  /** Lets it go on, or answers in its place. */
  async open(answer?: Parameters<Route["fulfill"]>[0]): Promise<void> {
    this.#isShut = false;
    for (const route of this.#held.splice(0))
      await (answer === undefined ? route.continue() : route.fulfill(answer)).catch(() => {});
  }
}

const stages = [/\/drafts$/, /\/previews$/, /\/previews\/.+\/pages\//];

const sheet = (page: Page): Locator => page.locator(".draft-page");
const digestOf = (page: Page): Promise<string | null> => page.locator("[data-digest]").getAttribute("data-digest");

async function current(page: Page): Promise<void> {
  await page.locator('.draft-page[aria-busy="false"]:not(.faded) canvas').waitFor();
}

async function expectWaiting(page: Page, before: string | null): Promise<void> {
  await expect.poll(() => sheet(page).getAttribute("aria-busy")).toBe("true");
  await expect.poll(() => page.locator(".draft-pages-head [role=status]").innerText()).toMatch(/made anew/);
  await page.locator(".draft-waits span").waitFor();
  // The old page stays.
  await expect.poll(() => page.locator(".draft-page canvas").count()).toBe(1);
  expect(await digestOf(page)).toBe(before);
}

/** Chooses another value of a menu. */
async function chooseAnother(menu: Locator): Promise<void> {
  const now = await menu.inputValue();
  const values = await menu
    .locator("option")
    .evaluateAll((options) => options.map((option) => (option as unknown as { readonly value: string }).value));
  await menu.selectOption(values.find((value) => value !== now)!);
}

async function expectToWait(page: Page, gates: readonly Gate[], change: () => Promise<void>): Promise<void> {
  await current(page);
  const before = await digestOf(page);
  for (const gate of gates) gate.shut();
  await change();
  for (const gate of gates.slice(0, 2)) {
    await gate.arrival();
    await expectWaiting(page, before);
    await gate.open();
  }
  // The page may come with the preview.
  await gates[2]!.open();
  await current(page);
}

test("after any choice the page before stays and waits, at every stage, until the new one is drawn", async () => {
  const page = await studio.open("/new/whole");
  const gates = stages.map((stage) => new Gate(page, stage));
  await page.getByText("things I assumed").click();
  const menus = page.locator(".draft-side select");
  const count = await menus.count();
  expect(count).toBeGreaterThan(4);
  for (let at = 0; at < count; at += 1) {
    const menu = menus.nth(at);
    // Of one that has gone with another answer there is nothing to choose.
    if ((await menu.count()) === 0) continue;
    await expectToWait(page, gates, () => chooseAnother(menu));
  }
  await expectToWait(page, gates, async () => {
    await page.getByLabel("Title on page 1").fill("All our shops");
    await page.keyboard.press("Enter");
  });
  expect(await findBarriers(page)).toEqual([]);
});

test("what waits to be drawn still waits", async () => {
  const page = await studio.open("/new/whole");
  await current(page);
  const before = await digestOf(page);
  // Drawn by a worker or not: no page is drawn while its bytes do not come.
  const [, , bytes] = stages.map((stage) => new Gate(page, stage));
  await page.route(/\/previews$/, async (route) => {
    const answer = await route.fetch();
    const preview = (await answer.json()) as { readonly pages: readonly { pdf?: string }[] };
    for (const each of preview.pages) delete each.pdf;
    await route.fulfill({ response: answer, json: preview });
  });
  bytes!.shut();
  await chooseAnother(page.getByLabel("What the report is about"));
  await bytes!.arrival();
  await expectWaiting(page, before);
  await bytes!.open({ status: 500, json: { title: "Broken", status: 500, type: "x", problems: [] } });
  await page.getByRole("alert").first().waitFor();
  await expect.poll(() => sheet(page).getAttribute("aria-busy")).toBe("false");
  await expect
    .poll(() => page.locator(".draft-pages-head [role=status]").innerText())
    .toMatch(/before the last change/);
});

test.each([0, 1])("what fails at stage %i is said, and the page is shown as that before", async (at) => {
  const page = await studio.open("/new/whole");
  const gate = new Gate(page, stages[at]!);
  await current(page);
  gate.shut();
  await chooseAnother(page.getByLabel("What the report is about"));
  await gate.arrival();
  await gate.open({
    status: 422,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "invalid-dataset", title: "x", status: 422, detail: "It broke here", problems: [] }),
  });
  await page.getByRole("alert").getByText("It broke here").waitFor();
  await page.locator('.draft-page.faded[aria-busy="false"]').waitFor();
  await expect
    .poll(() => page.locator(".draft-pages-head [role=status]").innerText())
    .toMatch(/before the last change/);
});

test("a repair of the data makes the pages wait from the click on", async () => {
  const page = await studio.open("/new/spoiled");
  await current(page);
  const before = await digestOf(page);
  const gates = [/\/recipe$/, ...stages].map((stage) => new Gate(page, stage));
  for (const gate of gates.slice(0, 2)) gate.shut();
  await page.getByRole("button", { name: "Clean up" }).click();
  for (const gate of gates.slice(0, 2)) {
    await gate.arrival();
    await expectWaiting(page, before);
    await gate.open();
  }
  await page.getByLabel("What the report is about").waitFor();
  await current(page);
});

test.each([
  ["维修记录.csv", "维修记录"],
  ["Müllmengen_2025.csv", "Müllmengen 2025"],
  ["Отчёт за год.csv", "Отчёт за год"],
])("a report of %s is called by the file's name, and by what is typed", async (file, title) => {
  const page = await studio.open("/new", { language: "zh", width: "narrow" });
  const choice = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "选择文件" }).click();
  await (await choice).setFiles({ name: file, mimeType: "text/csv", buffer: Buffer.from(sales(String(title.length))) });
  await current(page);
  // So high that what is under way is told over the button.
  const button = page.getByRole("button", { name: "保留草稿" });
  const { y, height } = (await button.boundingBox())!;
  await page.setViewportSize({ width: 400, height: Math.ceil(y + height + (await page.evaluate<number>("scrollY"))) });
  const field = page.getByLabel("首页标题");
  await expect.poll(() => field.inputValue()).toBe(title);
  await field.fill("第 {{1}} 份 *报告*");
  // The draft that is not there yet is kept once it is.
  await button.click();
  await page.locator(".write-head").waitFor();
  const name = new URL(page.url()).pathname.split("/").at(-1)!;
  expect(name).toMatch(/^[a-z0-9-]+$/);
  const answer = await fetch(`${studio.url}/templates?state=unpublished`);
  const { templates } = (await answer.json()) as {
    readonly templates: readonly { readonly name: string; readonly title: string }[];
  };
  expect(JSON.stringify(templates.find((one) => one.name === name))).toContain("*报告*");
});
