import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { objectPath } from "../../../functions/adapters/files/file-object-path.ts";
import { recentKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind } from "../../../functions/core/service/lifecycle/records/report-kind.ts";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";
import { expectPicture } from "../pictures/expect-picture.ts";

let studio: Studio;
const ids: Record<string, string> = {};

beforeAll(async () => {
  studio = await openStudio();
  for (const [name, body] of Object.entries({
    first: { template: "high-tech-industries", parameters: { year: 2025 } },
    second: { template: "high-tech-industries", parameters: { year: 2023 } },
    review: { template: "monthly-business-review" },
  })) {
    const response = await fetch(`${studio.url}/reports`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "wait=20" },
      body: JSON.stringify(body),
    });
    ids[name] = ((await response.json()) as { readonly id: string }).id;
  }
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

test.each([
  ["wide", "light", "en"],
  ["narrow", "dark", "zh"],
] as const)("the list has no barriers and fits the window: %s, %s, %s", async (width, scheme, language) => {
  const page = await studio.open("/reports", { width, scheme, language });
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(3);
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(await shiftOf(page)).toBeLessThan(0.05);
  if (width === "wide") await expectPicture(page, "reports");
});

test("the list is searched and filtered; the address keeps the filters", async () => {
  const page = await studio.open("/reports");
  await page.getByLabel("Search by title").fill("revenue");
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  await page.locator("tbody tr").nth(1).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
  await page.getByLabel("State").selectOption("Failed");
  await page.getByText("No report matches.").waitFor();
});

test("a list that has not been searched to its end says how far it was, and never that there is none", async () => {
  const page = await studio.open("/reports");
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  // As if a thousand newer reports did not match.
  await page.route(/\/reports\?(?!.*after=).*search=revenue/, (route) =>
    route.fulfill({
      json: {
        reports: [],
        next: `/reports?search=revenue&limit=20&after=${"8".repeat(13)}-${"0".repeat(64)}`,
        lookedBackTo: "2026-01-02T03:04:05.000Z",
      },
    }),
  );
  await page.route(/\/reports\?.*after=/, async (route) =>
    route.fulfill({ json: await (await fetch(`${studio.url}/reports?search=revenue`)).json() }),
  );
  await page.getByLabel("Search by title").fill("revenue");
  await page.getByText(/^Nothing more since 2 Jan 2026/).waitFor();
  await expect.poll(() => page.getByText("No report matches.").count()).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Look further back" }).click();
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  await expect.poll(() => page.getByText(/^Nothing more since/).count()).toBe(0);
});

test.each([
  ["wide", "dark", "en"],
  ["narrow", "light", "zh"],
] as const)("a report's page has no barriers and fits the window: %s, %s, %s", async (width, scheme, language) => {
  const page = await studio.open(`/reports/${ids["review"]}`, { width, scheme, language });
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  expect(await shiftOf(page)).toBeLessThan(0.05);
  expect(await page.title()).toMatch(/^Revenue rose .* · Broadsheet$/);
});

test("a list is where it was left when its reader comes back from a report, whose heading has the focus", async () => {
  const page = await studio.open("/reports");
  await page.setViewportSize({ width: 1_280, height: 360 });
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  await page.evaluate("window.scrollTo(0, 90)");
  const place = () => page.evaluate<string>("`${document.activeElement.tagName} ${window.scrollY}`");
  await expect.poll(place).toBe("BODY 90");
  await page.getByRole("link", { name: /^Revenue rose/ }).dispatchEvent("click");
  await page.getByRole("heading", { level: 1, name: /^Revenue rose/ }).waitFor();
  await expect.poll(place).toBe("H1 0");
  // On a busy machine the report's own scroll is reported only when the browser has already gone back.
  await page.evaluate(
    "navigation.addEventListener('currententrychange', () => dispatchEvent(new Event('scroll')), { once: true })",
  );
  await page.goBack();
  await page.getByRole("link", { name: /^Revenue rose/ }).waitFor();
  await expect.poll(place).toBe("H1 90");
});

test("two reports are compared: their inputs, the pages that differ, and where", async () => {
  const page = await studio.open(`/reports/${ids["first"]}`);
  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByText("Choose the report to compare it with.").waitFor();
  await page.locator(`a[href$="/reports/compare/${ids["first"]}/${ids["second"]}"]`).click();
  await page.getByRole("row", { name: "year 2025 2023" }).waitFor();
  await page
    .getByRole("status")
    .getByText(/pages? differs?: .*\d/)
    .waitFor();
  await expect.poll(() => page.locator(".comparison-box").count()).toBeGreaterThan(0);
  expect(await findBarriers(page)).toEqual([]);
  await expectPicture(page, "compare");
  await page.reload();
  await page
    .getByRole("status")
    .getByText(/pages? differs?: .*\d/)
    .waitFor();
  expect(await shiftOf(page)).toBeLessThan(0.05);
});

test("a report is deleted after a question, and is then gone from the list", async () => {
  const page = await studio.open(`/reports/${ids["review"]}`);
  await page.getByRole("button", { name: "Delete" }).click();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
  await expectPicture(page, "report");
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Reports", level: 1 }).waitFor();
  await page
    .getByRole("link", { name: /^Ten industries/ })
    .first()
    .waitFor();
  await expect.poll(() => page.getByRole("link", { name: /^Revenue rose/ }).count()).toBe(0);
  expect((await fetch(`${studio.url}/reports/${ids["review"]}`)).status).toBe(404);
});

test("a report that could not be made says why, and can be tried again", async () => {
  const response = await fetch(`${studio.url}/datasets/empty-figures`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: "month,region,product\n2025-01-01,North,Tea\n",
  });
  expect(response.status).toBe(201);
  const asked = await fetch(`${studio.url}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "wait=20" },
    body: JSON.stringify({ template: "monthly-business-review", datasets: { figures: "empty-figures" } }),
  });
  const { id, status } = (await asked.json()) as { readonly id?: string; readonly status: unknown };
  // A request that is refused at once has no report to show.
  if (id === undefined) return expect(status).toBe(422);
  const page = await studio.open(`/reports/${id}`);
  await page.getByText(/The report could not be made/).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(/The report could not be made/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
});

test("an id that no report has says so", async () => {
  const page = await studio.open(`/reports/${"0".repeat(64)}`);
  await page
    .getByRole("alert")
    .getByText(/no report/i)
    .waitFor();
});

test("of a thousand reports the list asks for one page, and shows no more", async () => {
  const folder = (id: string): string => join(studio.dataDir, "reports", id, "1");
  const [request, outcome] = await Promise.all(
    ["request.json", "outcome.json"].map((file) => readFile(join(folder(ids["first"]!), file), "utf8")),
  );
  for (let number = 0; number < 1_000; number += 1) {
    const id = number.toString(16).padStart(64, "0");
    // Newer than all others.
    const created = Date.UTC(2030, 0, 1) + number * 60_000;
    await mkdir(folder(id), { recursive: true });
    await writeFile(
      join(folder(id), "request.json"),
      request!.replaceAll(ids["first"]!, id).replace(/"created":\d+/, `"created":${created}`),
    );
    await writeFile(join(folder(id), "outcome.json"), outcome!);
    await writeFile(join(studio.dataDir, objectPath(recentKey(reportKind, created, id))), "");
  }
  const page = await studio.open("/no/such/page");
  const asked: string[] = [];
  page.on(
    "request",
    (made) => made.resourceType() === "fetch" && asked.push(new URL(made.url()).pathname + new URL(made.url()).search),
  );
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  await page.locator("tbody tr").nth(19).waitFor();
  await page.waitForLoadState("networkidle");
  expect(asked.toSorted()).toEqual(["/reports", "/templates"]);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(20);
  await expect.poll(() => page.locator("body *").count()).toBeLessThan(500);
  await page.getByRole("button", { name: "Show more" }).click();
  await page.locator("tbody tr").nth(39).waitFor();
  expect(asked.filter((path) => path.startsWith("/reports"))).toHaveLength(2);
  await expect.poll(() => page.locator("tbody tr").count()).toBe(40);
});
