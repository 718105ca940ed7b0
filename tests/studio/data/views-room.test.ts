import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "../open-studio.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
  await store("month,region,amount\n2026-01-01,North,1\n2026-02-01,North,2\n2026-01-01,South,4\n");
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

async function store(body: string): Promise<void> {
  const answer = await fetch(`${studio.url}/datasets/sales`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body,
  });
  expect(answer.status).toBe(201);
}

test("a view is tried beside its text, refused with its place, made, followed, and deleted", async () => {
  const page = await studio.open("/datasets/sales/recipe");
  await page.getByRole("link", { name: "New view" }).click();
  await page.getByRole("heading", { name: "New view", level: 1 }).waitFor();
  await page.getByLabel("Name of the view").fill("by-region");
  const text = page.getByLabel("Definition (YAML)");
  const made = page.getByRole("region", { name: "What it makes" });
  await text.fill("from: sales\nselect: SELECT nothing FROM sales\n");
  await page.getByRole("button", { name: "Try it" }).click();
  await made
    .getByRole("alert")
    .getByText(/nothing/)
    .first()
    .waitFor();
  await text.fill("from: sales\nselect: SELECT region, sum(amount) AS amount FROM sales GROUP BY region\n");
  await page.getByRole("button", { name: "Try it" }).click();
  await made.getByText("The first 2 of 2 rows").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "by-region", level: 1 }).waitFor();
  await page.getByText("This view is current").waitFor();
  for (const path of ["/datasets/by-region", "/datasets/by-region/view", "/datasets/~view"])
    for (const [width, scheme, language] of [
      ["wide", "dark", "zh"],
      ["narrow", "light", "en"],
    ] as const) {
      const other = await studio.open(path, { width, scheme, language });
      await other.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => findBarriers(other)).toEqual([]);
      expect(await overflows(other)).toBe(false);
    }
  await store("month,region,total\n2026-01-01,North,1\n");
  const failed = await studio.open("/datasets/by-region");
  await failed.getByText("This view cannot be made anew").waitFor();
  await failed.getByRole("button", { name: "Try again" }).waitFor();
  const source = await studio.open("/datasets/sales");
  await source.getByText("a view of it").waitFor();
  await failed.getByRole("button", { name: "Delete" }).click();
  await failed.getByLabel("Type by-region to confirm").fill("by-region");
  await failed.getByRole("button", { name: "Delete for good" }).click();
  await failed.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
  expect((await fetch(`${studio.url}/views/by-region`)).status).toBe(404);
});

test("a view whose first table is not made, or cannot be, is listed among the datasets with its state", async () => {
  const page = await studio.open("/datasets");
  const waiting = { name: "not-yet", sources: ["sales"], state: "behind", waitsFor: [] };
  const failed = { name: "never", sources: ["sales", "shops"], state: "failed", waitsFor: [] };
  const stuck = { name: "after-it", sources: ["never"], state: "behind", waitsFor: ["never"] };
  const made = { name: "by-month", sources: ["sales"], state: "current", version: "0".repeat(64), waitsFor: [] };
  // A view is in this state for moments, or after a fault that no test can cause from outside.
  await page.route("**/views?limit=500", (route) => route.fulfill({ json: { views: [made, failed, waiting, stuck] } }));
  await page.reload();
  const list = page.getByRole("region", { name: "Views without a table" });
  await list.getByText("Cannot be made").waitFor();
  await list.getByText("Being made").waitFor();
  await list.getByText("Waits for never").waitFor();
  await expect.poll(() => list.getByText("by-month").count()).toBe(0);
  await expect
    .poll(() => list.getByRole("link", { name: "never" }).getAttribute("href"))
    .toBe("/studio/datasets/never/view");
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("searchbox").fill("not");
  await expect.poll(() => list.getByText("never").count()).toBe(0);
  await page.unroute("**/views?limit=500");
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => page.getByRole("region", { name: "Views without a table" }).count()).toBe(0);
});
