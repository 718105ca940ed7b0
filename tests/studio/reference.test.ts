import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, shiftOf, type Studio } from "./open-studio.ts";
import { expectPicture } from "./pictures/expect-picture.ts";

let studio: Studio;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** The ids of the operations by their tags, as the server's own document has them. */
async function operationsByTag(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  type Operation = { readonly tags?: readonly string[]; readonly operationId?: string };
  const { tags, paths } = await page.evaluate<{
    tags: readonly { readonly name: string }[];
    paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  }>("fetch('/openapi.json').then((answer) => answer.json())");
  const all = Object.values(paths).flatMap((path) => Object.values(path));
  return Object.fromEntries(
    tags.map(({ name }) => [
      name,
      all.filter((operation) => operation.tags?.includes(name)).map(({ operationId }) => operationId!),
    ]),
  );
}

test("the reference at /docs shows every operation and runs one, without barriers, under a policy that allows nothing inline", async () => {
  const page = await studio.open("/../docs");
  await page.locator("#operations-tag-templates").waitFor();
  expect(await shiftOf(page)).toBeLessThan(0.05);
  const operations = await operationsByTag(page);
  expect(Object.values(operations).flat().length).toBeGreaterThan(140);
  for (const [tag, ids] of Object.entries(operations)) {
    const section = page.locator(`#operations-tag-${tag}`);
    await section.click();
    await expect
      .poll(() => page.evaluate<string[]>("[...document.querySelectorAll('.opblock')].map(({ id }) => id)"))
      .toEqual(ids.map((id) => `operations-${tag}-${id}`));
    await section.click();
    await page.locator(".opblock").first().waitFor({ state: "detached" });
  }
  await page.locator("#operations-tag-templates").click();
  await page.locator("#operations-templates-listTemplates").waitFor();
  await expectPicture(page, "reference");
  await page.locator("#operations-tag-service").click();
  await page.locator("#operations-service-getHealth button.opblock-summary-control").click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await page.getByRole("button", { name: "Execute" }).click();
  await page.locator("#operations-service-getHealth .live-responses-table").getByText('"ok"').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  // In the dark it has the studio's colours, and stays readable; the faces are the studio's in both.
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(22, 22, 21)");
  // All operations look like this one, and axe takes seconds for the whole; buttons take a moment to change colour.
  await expect
    .poll(() =>
      findBarriers(
        page,
        ".information-container, #operations-service-getHealth, #operations-templates-unpublishTemplate",
      ),
    )
    .toEqual([]);
  expect(
    await page.evaluate(
      "[...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('\"', ''))",
    ),
  ).toEqual(expect.arrayContaining(["Inter", "Source Serif 4", "IBM Plex Mono"]));
});
