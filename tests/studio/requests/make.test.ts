import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { expectPicture } from "../pictures/expect-picture.ts";
import { press } from "../tab-to.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** Waits until the report's first page is drawn. */
async function seePages(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
}

test("from the gallery to a PDF: values, progress, pages, download, link, curl, verify", async () => {
  const page = await studio.open("/");
  await page.getByRole("link", { name: /high-tech industries/ }).click();
  await page.getByLabel("Last year to show").fill("2024");
  await page.getByRole("radio", { name: "USD" }).check();
  await page.getByRole("button", { name: "Make report" }).click();
  await seePages(page);
  await expect
    .poll(() => page.locator(".pdf-pages .text-layer").first().innerText())
    .toContain("30.1% of Beijing’s GDP in 2021");
  expect(page.url()).toMatch(/\/make\/high-tech-industries\?report=[0-9a-f]{64}$/);
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "made");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download PDF" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("high-tech-industries.pdf");
  await page.getByRole("button", { name: "Copy link" }).click();
  const id = new URL(page.url()).searchParams.get("report")!;
  await page.getByText("The link is on the clipboard").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(`${studio.url}/studio/reports/${id}`);
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await page.getByText("The command is on the clipboard").waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toContain(
    `-d '{"template":"high-tech-industries","parameters":{"year":2024,"currency":"USD","language":"en"}}'`,
  );
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByText(/The file matches its record/).waitFor();
  await page.keyboard.press("Escape");

  const stored = (await (await fetch(`${studio.url}/reports/${id}`)).json()) as { readonly parameters: object };
  expect(stored.parameters).toMatchObject({ year: 2024, currency: "USD", rate: 7.3 });
});

test.each([
  [
    "the server's events",
    (page: Page) => page.context().route("**/nowhere", (route) => route.continue()),
    /\/reports\/[0-9a-f]{64}\/events$/,
  ],
  [
    "looking again, where the server streams nothing",
    (page: Page) =>
      page
        .context()
        .route(/\/reports\/[0-9a-f]{64}\/events$/, (route) =>
          route.fulfill({ status: 404, contentType: "application/json", body: "{}" }),
        ),
    /\/reports\/[0-9a-f]{64}$/,
  ],
] as const)("a report is followed by %s", async (_how, prepare, path) => {
  const page = await studio.open("/make/monthly-business-review", { width: "narrow" });
  await prepare(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("radio", { name: "less" }).check();
  await page.getByRole("button", { name: "Make report" }).click();
  await seePages(page);
  expect(asked.filter((url) => path.test(url)).length).toBeGreaterThan(0);
  // Below the form, which fills the screen: it comes into view by itself.
  expect(
    await page.evaluate("document.querySelector('.make-report').getBoundingClientRect().top < innerHeight / 2"),
  ).toBe(true);
  expect(asked.filter((url) => /\/reports\/[0-9a-f]{64}\/events$/.test(url)).length, "one stream, if any").toBeLessThan(
    2,
  );
});

test("by keyboard alone", async () => {
  const page = await studio.open("/");
  await page.getByRole("link", { name: /Monthly business review/ }).waitFor();
  await press(page, "Monthly business review");
  await page.getByRole("heading", { name: "Monthly business review" }).waitFor();
  await press(page, "Make report");
  await seePages(page);
  await press(page, "Page 2");
  await page.locator('[aria-label="Page 2"][aria-current]').waitFor();
});

test("a reader who leaves the form while it is sent stays where they went", async () => {
  const page = await studio.open("/make/monthly-business-review");
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/reports", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Make report" }).click();
  await page.getByRole("link", { name: "Datasets", exact: true }).click();
  await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
  const answered = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.url().endsWith("/reports"),
  );
  release();
  await (await answered).finished();
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
  expect(page.url()).toBe(`${studio.url}/studio/datasets`);
});

test("a value that does not fit is named at its field, which takes the focus", async () => {
  const page = await studio.open("/make/high-tech-industries");
  await page.getByLabel("Yuan per dollar, one rate for all years").fill("73");
  await page.getByLabel("Relief").fill("much");
  await page.getByRole("button", { name: "Make report" }).click();
  const rate = page.getByLabel("Yuan per dollar, one rate for all years");
  await page.getByText('the parameter "rate" must be at most 20').waitFor();
  await page.getByText(/the parameter "weights\.relief" must be/).waitFor();
  expect(await page.evaluate("document.activeElement.value")).toBe("73");
  await expect.poll(() => rate.getAttribute("aria-invalid")).toBe("true");
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "form-faults");
  await rate.fill("7");
  await page.getByLabel("Relief").fill("0");
  await page.getByRole("button", { name: "Make report" }).click();
  await seePages(page);
});

test("a file of one's own: dropped, profiled, its columns named as the template needs them, and printed", async () => {
  const file = join(studio.dataDir, "Umsätze 2026.csv");
  const rows = ["North", "South"].flatMap((region) =>
    Array.from(
      { length: 14 },
      (_, month) => `2025-${String((month % 12) + 1).padStart(2, "0")}-01,${region},Tea,${100 + month}`,
    ),
  );
  const dates = rows.map((row, index) => (index % 14 > 11 ? row.replace("2025", "2026") : row));
  await writeFile(file, `Monat,region,Product name,Revenue (€)\n${dates.join("\n")}\n`);
  const page = await studio.open("/make/monthly-business-review");
  await page.getByRole("button", { name: "Use your own data for figures" }).click();
  await page.getByLabel("Your own file").setInputFiles(file);
  await page.getByText("Stored as umsaetze-2026").waitFor();
  await page.getByText("The dataset lacks month, product.").waitFor();
  await expect.poll(() => page.getByLabel("For month (date), take").inputValue()).toBe("Monat");
  await expect.poll(() => page.getByLabel("For product (text), take").inputValue()).toBe("Product name");
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "own-file");
  await page.getByRole("button", { name: "Use these columns" }).click();
  await page.getByText("The columns fit").waitFor();
  await page.getByRole("button", { name: "Make report" }).click();
  await seePages(page);
  await expect.poll(() => page.locator(".pdf-pages .text-layer").first().innerText()).toContain("Revenue");
  // What was made is a view: it follows the file.
  const view = await (await fetch(`${studio.url}/views/umsaetze-2026-for-figures`)).json();
  expect(view).toMatchObject({
    state: "current",
    from: { "umsaetze-2026": "umsaetze-2026" },
    recipe: { steps: [{ names: { Monat: "month", "Product name": "product" } }] },
  });
});

test("a file of six megabytes is sent with its progress, and used", async () => {
  const file = join(studio.dataDir, "All sales.csv");
  await writeFile(
    file,
    `month,region,amount\n${Array.from({ length: 260_000 }, (_, row) => `2026-01-${String((row % 28) + 1).padStart(2, "0")},North,${100_000 + row}`).join("\n")}\n`,
  );
  const page = await studio.open("/make/dataset-profile");
  const network = await page.context().newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 3_000_000,
  });
  await page.getByRole("button", { name: "Use your own data for data" }).click();
  await page.getByLabel("Your own file").setInputFiles(file);
  await page.getByText(/Sending All sales\.csv, \d{1,2}%/).waitFor();
  await page.getByText("Stored as all-sales").waitFor();
  await page.getByText("all-sales · 260,000 rows · current version").waitFor();
  // The same file again is the same dataset, and nothing is sent.
  await page.getByLabel("Your own file").setInputFiles([]);
  await page.getByLabel("Your own file").setInputFiles(file);
  await page.getByText("Stored as all-sales").waitFor();
  expect((await fetch(`${studio.url}/datasets/all-sales-2`)).status).toBe(404);
});

test("a file that cannot be read says why, in the words of the API", async () => {
  const page = await studio.open("/make/dataset-profile");
  await page.getByRole("button", { name: "Use your own data for data" }).click();
  const input = page.getByLabel("Your own file");
  await input.setInputFiles({ name: "notes.docx", mimeType: "application/octet-stream", buffer: Buffer.from("x") });
  await page.getByText(/The format of notes\.docx is unknown/).waitFor();
  await input.setInputFiles({ name: "ragged.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n1,2,3\n") });
  await page.getByRole("alert").getByText(/3/).first().waitFor();
});

test("again with other values begins with those of the report", async () => {
  const made = await fetch(`${studio.url}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "wait=20" },
    body: JSON.stringify({ template: "high-tech-industries", parameters: { year: 2023, rate: 6.5 } }),
  });
  const { id } = (await made.json()) as { readonly id: string };
  const page = await studio.open(`/reports/${id}`);
  await seePages(page);
  await page.getByRole("link", { name: "Again with other values" }).click();
  await page.getByText("The form shows the values of the report that you came from.").waitFor();
  await expect.poll(() => page.getByLabel("Last year to show").inputValue()).toBe("2023");
  await expect.poll(() => page.getByLabel("Yuan per dollar, one rate for all years").inputValue()).toBe("6.5");
});

test.each([
  ["wide", "dark", "en"],
  ["narrow", "light", "zh"],
] as const)("the form has no barriers and fits the window: %s, %s, %s", async (width, scheme, language) => {
  const page = await studio.open("/make/high-tech-industries", { width, scheme, language });
  await page.locator(".make-form button[type=submit]").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(await shiftOf(page)).toBeLessThan(0.05);
});
