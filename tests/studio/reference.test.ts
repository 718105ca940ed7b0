import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, type Studio } from "./open-studio.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

test("the reference at /docs shows every operation and runs one, without barriers, under a policy that allows nothing inline", async () => {
  const page = await studio.open("/../docs");
  await page.locator("#operations-templates-listTemplates").waitFor();
  expect(await page.locator(".opblock").count()).toBeGreaterThan(60);
  await page.locator("#operations-service-getHealth button.opblock-summary-control").click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator("#operations-service-getHealth .live-responses-table").getByText('"ok"').waitFor();
  expect(await findBarriers(page)).toEqual([]);
});
