import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { childrens, storeAsBefore } from "../../core/report/dataset/older-store.ts";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { expectPicture } from "../pictures/expect-picture.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio({ smtp: "smtp://127.0.0.1:1" });
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** A file on disk, as a person has one. */
async function fileOf(name: string, text: string): Promise<string> {
  const path = join(studio.dataDir, name);
  await writeFile(path, text);
  return path;
}

const sales = `month,region,amount\n${Array.from({ length: 48 }, (_, index) => `2026-${String((index % 12) + 1).padStart(2, "0")}-01,${["North", "South", "East"][index % 3]},${index === 5 ? "" : 100 + index * index}`).join("\n")}\n`;

test("a file becomes a dataset: named after it, stored, and shown with its profile and first rows", async () => {
  const page = await studio.open("/datasets");
  await page.locator("input[type=file]").setInputFiles(await fileOf("Sales Q1 (North).csv", sales));
  const dialog = page.getByRole("dialog", { name: "Store a dataset" });
  await expect.poll(() => dialog.getByLabel("Name").inputValue()).toBe("sales-q1-north");
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "upload");
  await dialog.getByLabel("Name").fill("Sales!");
  await dialog.getByText("A name begins with a letter or digit").waitFor();
  await dialog.getByLabel("Name").fill("sales");
  await page.keyboard.press("Enter");
  await dialog.getByText("Stored. This version is current now.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("heading", { name: "sales", level: 1 }).waitFor();
  expect(page.url()).toBe(`${studio.url}/studio/datasets/sales`);
  const columns = page.getByRole("region", { name: "Columns" }).getByRole("row");
  await columns.getByRole("img", { name: "Distribution of amount from 100 to 2309" }).waitFor();
  await expect
    .poll(() => columns.allInnerTexts())
    .toMatchObject(
      [
        expect.anything(),
        /month\s+date\s+none\s+12\s+2026-01-01 to 2026-12-01/,
        /region\s+text\s+none\s+3\s+East \(16\), North \(16\), South \(16\)/,
        /amount\s+whole number\s+1 \(2%\)\s+47/,
      ].map((pattern) => (pattern instanceof RegExp ? expect.stringMatching(pattern) : pattern)),
    );
  const rows = page.getByRole("region", { name: "First rows" }).getByRole("row");
  await expect.poll(() => rows.nth(1).innerText()).toMatch(/2026-01-01\s+North\s+100/);
  await expect.poll(() => rows.nth(6).innerText()).toMatch(/East\s+empty/);
  await expectPicture(page, "dataset");
});

test("a faulty file is refused in the server's words, and can be read as told", async () => {
  const page = await studio.open("/datasets");
  await page.locator("input[type=file]").setInputFiles(await fileOf("ragged.csv", "a,b\n1,2\n3\n"));
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Store" }).click();
  await dialog
    .getByRole("alert")
    .getByText(/Line 3/)
    .first()
    .waitFor();
  await expect.poll(() => dialog.getByLabel("Delimiter").isVisible()).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.locator("input[type=file]").setInputFiles(await fileOf("picture.png", "x"));
  await dialog.getByText("The format of picture.png is unknown.").waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Store" }).isDisabled()).toBe(true);
});

test("a new version is dropped on the dataset, an old one deleted, and the dataset only once its name is typed", async () => {
  const page = await studio.open("/datasets/sales");
  await page
    .locator("input[type=file]")
    .setInputFiles(await fileOf("more.csv", "month,region,amount\n2027-01-01,West,7\n"));
  const upload = page.getByRole("dialog", { name: "A new version of sales" });
  await upload.getByRole("button", { name: "Store" }).click();
  await upload.getByText("Stored. This version is current now.").waitFor();
  await upload.getByRole("button", { name: "Close" }).click();
  await page.getByText("1 row · 3 columns").waitFor();
  await page.getByRole("button", { name: /^Delete version/ }).click();
  await page
    .getByRole("dialog", { name: "Delete this version?" })
    .getByRole("button", { name: "Delete for good" })
    .click();
  await page.getByRole("button", { name: /^Delete version/ }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Delete sales?" });
  expect(await findBarriers(page)).toEqual([]);
  await expect.poll(() => dialog.getByRole("button", { name: "Delete for good" }).isDisabled()).toBe(true);
  await dialog.getByLabel("Type sales to confirm").fill("sales");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
  expect((await fetch(`${studio.url}/datasets/sales`)).status).toBe(404);
});

test("a recipe is tried beside its text, refused with its step, saved, and taken away again", async () => {
  const body = "month,amount\n2026-01-01,1\n2026-02-01,2\nTotal,3\n";
  const headers = { "content-type": "text/csv" };
  await fetch(`${studio.url}/datasets/monthly`, { method: "PUT", headers, body });
  const page = await studio.open("/datasets/monthly");
  await page.getByRole("link", { name: "Recipe" }).click();
  await page.getByRole("heading", { name: "Recipe", level: 1 }).waitFor();
  const text = page.getByLabel("Recipe in YAML");
  const made = page.getByRole("region", { name: "What it makes" });
  await text.fill("steps:\n  - types: {month: date}\n");
  await page.getByRole("button", { name: "Try it" }).click();
  await made.getByRole("alert").getByText(/Total/).first().waitFor();
  await text.fill(
    "steps:\n  - leave-out: {where: month = 'Total'}\n  - types: {month: date}\n  - units: {amount: km}\n",
  );
  await page.getByRole("button", { name: "Try it" }).click();
  await made.getByText("The first 2 of 2 rows").waitFor();
  await made.getByText("whole number, km").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. The table that it makes is current now.").waitFor();
  const stored = async (): Promise<unknown> =>
    (await (await fetch(`${studio.url}/datasets/monthly`)).json()) as unknown;
  expect(await stored()).toMatchObject({ rows: 2, columns: [{ type: "date" }, { unit: "km" }] });
  const other = await studio.open("/datasets/monthly/recipe", { width: "narrow", scheme: "dark", language: "zh" });
  await other.getByRole("table").first().waitFor();
  expect(await findBarriers(other)).toEqual([]);
  expect(await overflows(other)).toBe(false);
  await page.getByRole("button", { name: "Remove the recipe" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove the recipe" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Remove the recipe" }).waitFor({ state: "hidden" });
  expect(await stored()).toMatchObject({ rows: 3 });
});

test("a dataset that templates read says so, also before it is deleted", async () => {
  const page = await studio.open("/datasets/monthly-business-review-figures");
  const uses = page.getByRole("region", { name: "Used by" });
  await uses.getByRole("link", { name: "monthly-business-review" }).waitFor();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByText("Still in use: monthly-business-review").waitFor();
});

test("the list is searched by name, by keyboard alone", async () => {
  const page = await studio.open("/datasets");
  await page.getByRole("link", { name: "monthly-business-review-figures" }).waitFor();
  await expectPicture(page, "datasets");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("country");
  await page.getByRole("link", { name: "monthly-business-review-figures" }).waitFor({ state: "hidden" });
  // The table can be scrolled by the keyboard, so it comes before its links.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/datasets\/country-profile-countries$/);
});

test.each([
  ["wide", "light", "en", "/datasets"],
  ["narrow", "dark", "zh", "/datasets"],
  ["wide", "dark", "zh", "/datasets/monthly-business-review-figures"],
  ["narrow", "light", "en", "/datasets/monthly-business-review-figures"],
] as const)("no barriers, and nothing wider than the window: %s, %s, %s, %s", async (width, scheme, language, path) => {
  const page = await studio.open(path, { width, scheme, language });
  await page.getByRole("table").first().waitFor();
  if (path !== "/datasets") await page.getByRole("img").first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(await shiftOf(page)).toBeLessThan(0.05);
});

test("a dataset that an older reader read says so in the list and on its page, and is read again by its button", async () => {
  await storeAsBefore(await openStore(studio.dataDir), "older", childrens);
  const list = await studio.open("/datasets");
  await list.getByRole("row", { name: /older/ }).getByText("Read by an older reader").waitFor();
  for (const width of ["wide", "narrow"] as const) {
    const page = await studio.open("/datasets/older", { width });
    await page.getByRole("button", { name: "Read it again" }).waitFor();
    expect([await findBarriers(page), await overflows(page)]).toEqual([[], false]);
    if (process.env["SHOTS"] !== undefined)
      await page.screenshot({ path: `${process.env["SHOTS"]}/older-${width}.png` });
  }
  const page = await studio.open("/datasets/older");
  await page.getByRole("button", { name: "Read it again" }).click();
  await page.getByText("Read by an older reader").waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Versions" }).locator("li").nth(1).waitFor();
  await expect.poll(() => page.getByRole("region", { name: "Versions" }).locator("li").count()).toBe(2);
});

test("columns that a few cells spoil are told with the recipe, and versions are compared", async () => {
  const rows = Array.from({ length: 12 }, (_, row) => `${2000 + row},${row === 3 ? "n/a" : row * 10},north\n`).join("");
  const put = (body: string): Promise<Response> =>
    fetch(`${studio.url}/datasets/spoiled`, { method: "PUT", headers: { "content-type": "text/csv" }, body });
  await put(`year,value,region\n${rows}`);
  for (const width of ["wide", "narrow"] as const) {
    const page = await studio.open("/datasets/spoiled", { width });
    await page.getByText("A few cells of 1 column do not fit").waitFor();
    await page.getByText("row 4 says “n/a”").waitFor();
    await page.getByText("What cleaning up does (the recipe)", { exact: true }).click();
    await page.getByText("missing:").waitFor();
    expect([await findBarriers(page), await overflows(page)]).toEqual([[], false]);
    if (process.env["SHOTS"] !== undefined)
      await page.screenshot({ path: `${process.env["SHOTS"]}/spoiled-${width}.png`, fullPage: true });
  }
  const page = await studio.open("/datasets/spoiled");
  await page.getByRole("button", { name: "Clean up" }).click();
  await page.getByText("A few cells of 1 column do not fit").waitFor({ state: "detached" });
  const column = page.getByRole("region", { name: "Columns" }).getByRole("row", { name: /^value/ });
  await expect.poll(() => column.innerText()).toMatch(/value\s+whole number\s+1 \(8%\)/);
  await put(`year,value,region\n${rows.replace("2003,n/a,north", "2003,30,south")}2012,120,east\n`);
  for (const width of ["wide", "narrow"] as const) {
    const page = await studio.open("/datasets/spoiled", { width });
    await page
      .getByRole("link", { name: /^Compare version/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "What changed in spoiled", level: 1 }).waitFor();
    await page.getByText("12 rows became 13. Rows are compared by year.").waitFor();
    await page.getByRole("heading", { name: "New rows" }).waitFor();
    await page.getByRole("region", { name: "Rows that changed" }).getByText("south").waitFor();
    expect([await findBarriers(page), await overflows(page)]).toEqual([[], false]);
    if (process.env["SHOTS"] !== undefined)
      await page.screenshot({ path: `${process.env["SHOTS"]}/diff-${width}.png`, fullPage: true });
  }
  const chinese = await studio.open("/datasets/spoiled/diff", { language: "zh", scheme: "dark" });
  await chinese.getByText("由 12 行变为 13 行").waitFor();
  expect(await findBarriers(chinese)).toEqual([]);
});

test("rows that are sums or notes, and days written as numbers, are told with the recipe that mends them", async () => {
  const put = (name: string, body: string): Promise<Response> =>
    fetch(`${studio.url}/datasets/${name}`, { method: "PUT", headers: { "content-type": "text/csv" }, body });
  await put(
    "with-sums",
    "team,ordered,hours\nA,45300,1\nA,45301,2\nA Total,,3\nB,45305,4\nB,45306,5\nB Total,,9\nGrand Total,,12\nSource: us,,\n",
  );
  await put("with-notes", "team,date,hours\nA,45300,1\nB,45301,2\nC,45302,4\nSource: us,,\n");
  for (const width of ["wide", "narrow"] as const) {
    const page = await studio.open("/datasets/with-sums", { width });
    await page.getByText("3 rows are totals").waitFor();
    await page.getByText("row 3 says “A Total” and is the sum of rows above it: hours").waitFor();
    await page.getByText("“Grand Total” and is the sum of rows above it: hours; the row below it is a note").waitFor();
    expect([await findBarriers(page), await overflows(page)]).toEqual([[], false]);
    if (process.env["SHOTS"] !== undefined)
      await page.screenshot({ path: `${process.env["SHOTS"]}/sums-${width}.png`, fullPage: true });
  }
  const page = await studio.open("/datasets/with-notes");
  await page.getByText("row 4 says “Source: us” and nothing else").waitFor();
  await page.getByText("days from 2024-01-09 to 2024-01-11, written as numbers").waitFor();
  await page.getByRole("button", { name: "Clean up" }).click();
  const column = page.getByRole("region", { name: "Columns" }).getByRole("row", { name: /^date/ });
  await expect.poll(() => column.innerText()).toMatch(/date\s+date/);
  const chinese = await studio.open("/datasets/with-sums", { language: "zh" });
  await chinese.getByText("有 3 行是合计").waitFor();
});

test("a dataset's page says how it holds its contract, and what was refused, at both widths", async () => {
  const put = (path: string, type: string, body: string) =>
    fetch(`${studio.url}${path}`, { method: "PUT", headers: { "content-type": type }, body });
  await put("/datasets/held", "text/csv", "city,revenue\nBeijing,10\nTianjin,200\n");
  const text =
    "checks:\n  - required: [city]\n  - range: {revenue: {to: 100}}\n    severity: warning\nfreshness: 36h\n";
  expect((await put("/datasets/held/recipe", "application/yaml", text)).status).toBe(200);
  expect((await put("/datasets/held", "text/csv", "city,revenue\n,10\n")).status).toBe(422);
  const page = await studio.open("/datasets/held");
  const contract = page.getByRole("region", { name: "Contract" });
  await contract.getByText("Range: revenue").waitFor();
  await expect
    .poll(() => contract.innerText())
    .toMatch(
      /No gaps: city\s+holds\s+Range: revenue\s+broken, only a warning · 1 row · first in row 2\s+Fresh for 36h\s+until .*\s+A file was refused/,
    );
  expect(await findBarriers(page)).toEqual([]);
  await page.setViewportSize({ width: 400, height: 800 });
  expect(await overflows(page)).toBe(false);
});

const settling = {
  type: "urn:broadsheet:problem:conflict",
  title: "Conflict",
  status: 409,
  detail: "views over the dataset are being made anew",
  problems: [{ code: "views-are-settling", message: "views over the dataset are being made anew" }],
};

test("rows are erased once they are counted, and what was made from them is listed and deleted, at both widths", async () => {
  const members = `email,joined\n${["ada", "bob", "cy"].map((who, day) => `${who}@x.org,2026-01-0${day + 1}`).join("\n")}\n`;
  const csv = { "content-type": "text/csv" };
  await fetch(`${studio.url}/datasets/members`, { method: "PUT", headers: csv, body: members });
  const body = JSON.stringify({ template: "dataset-profile", datasets: { data: "members" } });
  const headers = { "content-type": "application/json" };
  const made = (await (await fetch(`${studio.url}/reports`, { method: "POST", headers, body })).json()) as {
    id: string;
  };
  for (const width of ["wide", "narrow"] as const) {
    const page = await studio.open("/datasets/members", { width });
    // As if views were still being made anew: then it asks again.
    let early = 2;
    await page.route(/\/erasures\/members\/remains/, (route) =>
      early-- > 0
        ? route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify(settling) })
        : route.continue(),
    );
    await page.getByRole("button", { name: "Erase rows…" }).click();
    const dialog = page.getByRole("dialog", { name: "Erase rows of members" });
    await expect.poll(() => dialog.getByRole("button", { name: "Erase for good" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Condition").fill("nobody = 1");
    await dialog.getByRole("button", { name: "Count" }).click();
    await dialog.getByText("Nothing was erased").waitFor();
    const who = width === "wide" ? "ada" : "bob";
    await dialog.getByLabel("Condition").fill(`email = '${who}@x.org'`);
    await dialog.getByRole("button", { name: "Count" }).click();
    await dialog.getByText(`1 of ${width === "wide" ? 3 : 2} rows go`).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await dialog.getByRole("button", { name: "Erase for good" }).click();
    await dialog.getByText("The rows are erased").waitFor();
    if (width === "wide") {
      await dialog.getByText(made.id.slice(0, 12)).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Delete them for good" }).click();
    }
    await dialog.getByText("No report, batch or edition").waitFor();
    expect(early).toBeLessThan(0);
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByText(width === "wide" ? "2 rows ·" : "1 row ·").waitFor();
  }
  expect((await fetch(`${studio.url}/reports/${made.id}`)).status).toBe(404);
});
