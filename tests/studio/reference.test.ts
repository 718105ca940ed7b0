import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, shiftOf, type Studio } from "./open-studio.ts";
import { expectPicture } from "./pictures/expect-picture.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

test("the reference at /docs shows every operation and runs one, without barriers, under a policy that allows nothing inline", async () => {
  const page = await studio.open("/../docs");
  await page.locator("#operations-templates-listTemplates").waitFor();
  await expect.poll(() => page.locator(".opblock").count()).toBeGreaterThan(60);
  expect(await shiftOf(page)).toBeLessThan(0.05);
  await expectPicture(page, "reference");
  await page.locator("#operations-service-getHealth button.opblock-summary-control").click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator("#operations-service-getHealth .live-responses-table").getByText('"ok"').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // In the dark it has the studio's colours, and stays readable; the faces are the studio's in both.
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(22, 22, 21)");
  // All operations look like this one, and axe takes seconds for the whole.
  expect(
    await findBarriers(
      page,
      ".information-container, #operations-service-getHealth, #operations-templates-unpublishTemplate",
    ),
  ).toEqual([]);
  expect(
    await page.evaluate(
      "[...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('\"', ''))",
    ),
  ).toEqual(expect.arrayContaining(["Inter", "Source Serif 4", "IBM Plex Mono"]));
});
