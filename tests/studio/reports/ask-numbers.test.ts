import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { expectPicture } from "../pictures/expect-picture.ts";
import { tabTo } from "../tab-to.ts";

let studio: Studio;
let report: string;
let dataset: { readonly name: string; readonly version: string };

beforeAll(async () => {
  studio = await openStudio();
  const made = await fetch(`${studio.url}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "wait=25" },
    body: JSON.stringify({ template: "high-tech-industries" }),
  });
  const answer = (await made.json()) as {
    readonly id: string;
    readonly status: string;
    readonly datasets: Record<string, { readonly name: string; readonly version: string }>;
  };
  expect(answer.status).toBe("ready");
  report = answer.id;
  dataset = Object.values(answer.datasets)[0]!;
  // The first question makes the report again.
  expect((await fetch(`${studio.url}/reports/${report}/explain?number=30.1%25`)).status).toBe(200);
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

async function openReport(
  width: "wide" | "narrow" = "wide",
  scheme: "light" | "dark" = "light",
  language = "en",
): Promise<Page> {
  const page = await studio.open(`/reports/${report}`, { width, scheme, language });
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
  return page;
}

const panel = (page: Page) => page.locator(".asked");

/** Clicks the first digits that the page shows as asked, as a reader does: where they are drawn. */
async function clickNumber(page: Page, text: string): Promise<void> {
  const piece = page.locator("#page-1 .text-layer span", { hasText: text }).first();
  await piece.scrollIntoViewIfNeeded();
  const place = await page.evaluate<{ readonly x: number; readonly y: number }>(`(() => {
    const walker = document.createTreeWalker(document.querySelector("#page-1 .text-layer"), NodeFilter.SHOW_TEXT);
    const wanted = ${JSON.stringify(text)};
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
  })()`);
  await page.mouse.move(place.x, place.y, { steps: 3 });
  await page.locator(".pdf-pointed.over-number").waitFor();
  await page.mouse.click(place.x, place.y);
}

test("a click on a number opens its query, row, SQL, rows and the way between", async () => {
  const page = await openReport();
  await clickNumber(page, "30.1");
  await panel(page).getByText("A value of a query").waitFor();
  await expect.poll(() => panel(page).getByRole("heading", { level: 2 }).innerText()).toBe("30.1");
  await panel(page)
    .getByText(/^Query \w+, row \d+, column \w+$/)
    .waitFor();
  await panel(page).getByText("The way from the number to the data:").waitFor();
  await panel(page)
    .getByText(/^Over these rows alone, the queries give the same value\.$/)
    .waitFor();
  await expectPicture(page, "asked-number");
  const computed = panel(page)
    .getByText(/^Computed from \d+ rows? of \d+ of /)
    .first();
  await computed.click();
  // What is wider than the panel scrolls by itself.
  const beyond = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.asked'))";
  await expect.poll(() => page.evaluate<number>(beyond)).toBe(0);
  await expect.poll(() => panel(page).locator("table").filter({ visible: true }).count()).toBeGreaterThan(1);
  await panel(page)
    .getByText(/^SQL of /)
    .first()
    .click();
  await panel(page)
    .locator(".asked-sql", { hasText: /SELECT/i })
    .waitFor();
  // The number is framed on its page.
  const [frame, seen] = await page.evaluate<readonly [number, boolean]>(
    `(() => { const box = document.querySelector("#page-1 .pdf-asked").getBoundingClientRect(); return [Math.round(box.width), box.width > 5 && box.width < 120 && box.height < 90]; })()`,
  );
  expect(seen, `a frame ${frame} wide`).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "detached" });
});

test("a place without a number, and a click that ends a selection, ask nothing", async () => {
  const page = await openReport();
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/explain") && asked.push(request.url()));
  await page.locator("#page-1 .pdf-page").click({ position: { x: 5, y: 5 } });
  await page.evaluate(`getSelection().selectAllChildren(document.querySelector("#page-1 .text-layer"))`);
  await page.locator("#page-1 .text-layer span", { hasText: "30.1" }).first().dispatchEvent("click");
  expect(asked).toEqual([]);
  await expect.poll(() => panel(page).count()).toBe(0);
});

test("by the keyboard alone: the numbers of the page, one of them, back, and the focus returns", async () => {
  const page = await openReport();
  await tabTo(page, "Numbers");
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "Numbers on page 1" }).waitFor();
  const numbers = panel(page).getByRole("listitem");
  await expect.poll(() => numbers.count()).toBeGreaterThan(20);
  await tabTo(page, "30.1");
  await page.keyboard.press("Enter");
  await panel(page).getByText("A value of a query").waitFor();
  await tabTo(page, "All numbers of the page");
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "Numbers on page 1" }).waitFor();
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "detached" });
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Numbers");
});

test("every number that the list names is answered", async () => {
  const page = await openReport();
  await page.getByRole("button", { name: "Numbers", exact: true }).click();
  await panel(page).getByRole("listitem").nth(20).waitFor();
  const count = await panel(page).getByRole("listitem").count();
  // Each takes its time: some of them, from the first to the last.
  for (let at = 0; at < count; at += Math.ceil(count / 8)) {
    const number = await panel(page).locator(".asked-list strong").nth(at).innerText();
    await panel(page).getByRole("listitem").nth(at).getByRole("button").click();
    await panel(page).locator(".asked-answer").waitFor();
    await expect.poll(() => panel(page).getByRole("heading", { level: 2 }).innerText()).toBe(number);
    await expect.poll(() => panel(page).getByRole("alert").count(), { message: number }).toBe(0);
    await panel(page).getByRole("button", { name: "All numbers of the page" }).click();
  }
});

test.each([
  ["wide", "dark", "zh"],
  ["narrow", "light", "en"],
  ["narrow", "dark", "zh"],
] as const)("the panel has no barriers, fits and stands still: %s, %s, %s", async (width, scheme, language) => {
  const page = await openReport(width, scheme, language);
  await page.getByRole("button", { name: language === "en" ? "Numbers" : "数字", exact: true }).click();
  await panel(page).getByRole("listitem").nth(20).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // The pages have made room for the panel.
  const before = await shiftOf(page);
  await panel(page).getByRole("button", { name: /30\.1/ }).first().click();
  await panel(page).locator(".asked-same").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect((await shiftOf(page)) - before).toBeLessThan(0.05);
  if (process.env["LOOK"] !== undefined)
    await page.screenshot({ path: `/tmp/look-asked-${width}-${scheme}-${language}.png` });
});

test("a reader who may not see data sees no sign of it", async () => {
  const page = await studio.open("/reports");
  await page.route("**/datasets?limit=1", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/problem+json",
      body: '{"type":"urn:broadsheet:problem:forbidden","title":"Forbidden","status":403}',
    }),
  );
  await page.goto(`${studio.url}/studio/reports/${report}`);
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
  await page.waitForLoadState("networkidle");
  await expect.poll(() => page.getByRole("button", { name: "Numbers", exact: true }).count()).toBe(0);
  await expect.poll(() => page.locator(".pdf-pointed").count()).toBe(0);
});

test("where the data were deleted, the answer says so and has no rows", async () => {
  const { name, version } = dataset;
  const other = await fetch(`${studio.url}/datasets/${name}`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: "a,b\n1,2\n",
  });
  expect(other.ok).toBe(true);
  const deleted = await fetch(`${studio.url}/datasets/${name}/versions/${version}`, { method: "DELETE" });
  // When the test is tried again, it is gone already.
  expect([204, 404]).toContain(deleted.status);
  const page = await openReport();
  await clickNumber(page, "30.1");
  await panel(page)
    .getByText(`The dataset ${name} was deleted in its version ${version.slice(0, 12)}: its values and rows are gone.`)
    .waitFor();
  await panel(page)
    .getByText(/^Query \w+, 1 row, column \w+$/)
    .waitFor();
  await expect.poll(() => panel(page).locator("table").count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
});
