import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "../open-studio.ts";
import { press } from "../tab-to.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

test("a report's page can be left at any moment while its pages are drawn", async () => {
  const stand = (ms: number): Promise<unknown> => page.evaluate(`new Promise((done) => setTimeout(done, ${ms}))`);
  const page = await studio.open("/make/dataset-profile");
  await press(page, "Make report");
  await page.getByRole("button", { name: "Download PDF" }).waitFor();
  // While the script of the next room is fetched, React hides the page that is left, and takes away its refs.
  await page.route(/assets\/datasets/, async (route) => {
    await stand(400);
    await route.continue();
  });
  for (let ms = 0; ms < 240; ms += 40) {
    await page.goto(`${studio.url}/studio/reports`);
    await page.locator("a[href*='/studio/reports/']").first().click();
    await page.locator(".pdf-page").first().waitFor({ state: "attached" });
    await stand(ms);
    await press(page, "Datasets");
    await page.getByRole("heading", { name: "Datasets", level: 1 }).waitFor();
  }
  await expect.poll(() => page.locator(".pdf-page").count()).toBe(0);
});
