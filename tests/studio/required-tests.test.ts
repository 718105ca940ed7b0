import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, type Studio } from "./open-studio.ts";
import { writeSmallTemplate } from "./write/small-template.ts";

/** A server that publishes only what passes its tests. */
let studio: Studio;
let templates: string;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-tested-"));
  await writeSmallTemplate(join(templates, "shops"));
  await mkdir(join(templates, "shops/tests"));
  await writeFile(
    join(templates, "shops/tests/south.yaml"),
    "title: The South\nparameters: { region: South }\nexpect:\n  title: Sales in the South\n",
  );
  studio = await openStudio({ templateFolders: [templates], requireTests: true });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

async function goToLine(page: Page, line: string): Promise<void> {
  await page.locator(".cm-line", { hasText: line }).first().click();
  await page.keyboard.press("End");
}

async function openPublishing(page: Page, line: string, text: string): Promise<void> {
  await goToLine(page, line);
  await page.keyboard.type(text);
  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).waitFor();
}

/** Holds back what the server says of a promotion until the returned function is called. */
async function holdPromotion(page: Page): Promise<() => void> {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  await page.route("**/templates/shops/promotions/*", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

const current = async (): Promise<string | undefined> =>
  (
    (await (await fetch(`${studio.url}/templates/shops/versions`)).json()) as {
      versions: { version: string; state: string }[];
    }
  ).versions.find(({ state }) => state === "current")?.version;

test("what fails its tests is not published, and the dialog says which test; what passes them is", async () => {
  const before = await current();
  const page = await studio.open("/write/shops");
  page.setDefaultTimeout(60_000);
  await page.locator('[data-page="1"] canvas').waitFor();
  const dialog = page.getByRole("dialog");
  const waiting = dialog.getByText("Its tests are being run. If they pass, it is published, even if you close this.");

  await openPublishing(page, "# Sales in the", " again");
  let release = await holdPromotion(page);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await waiting.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  release();
  await dialog.getByText("the title differs").waitFor();
  await dialog.getByText("tests/south.yaml").first().waitFor();
  await expect.poll(() => waiting.count()).toBe(0);
  expect(await current()).toBe(before);
  await dialog
    .getByRole("button", { name: /^(?:Close|Cancel)$/ })
    .last()
    .click();

  await goToLine(page, "# Sales in the");
  for (let letter = 0; letter < " again".length; letter++) await page.keyboard.press("Backspace");
  await openPublishing(page, "The shops took", " Sales rose.");
  release = await holdPromotion(page);
  await dialog.getByLabel("Why").fill("Says that sales rose");
  await page.keyboard.press("Enter");
  await waiting.waitFor();
  release();
  await dialog.getByText("shops is published.").waitFor();
  expect(await current()).not.toBe(before);
}, 120_000);

test("the page of a template waits for the tests of a draft that is promoted", async () => {
  const { unzipSync, zipSync } = await import("fflate");
  const version = await current();
  const files = unzipSync(
    new Uint8Array(await (await fetch(`${studio.url}/templates/shops/versions/${version}/template.zip`)).arrayBuffer()),
  );
  const untested = Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith("tests/")));
  const stored = await fetch(`${studio.url}/templates/shops`, {
    method: "PUT",
    headers: { "content-type": "application/zip" },
    body: zipSync(untested) as Uint8Array<ArrayBuffer>,
  });
  expect(stored.status).toBe(201);
  const page = await studio.open("/templates/shops");
  await page
    .getByRole("button", { name: /^Promote / })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  const release = await holdPromotion(page);
  await dialog.getByRole("button", { name: "Promote" }).click();
  await dialog.getByText("Its tests are being run.").waitFor();
  release();
  await dialog.getByText('the template "shops" has no tests').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await current()).toBe(version);
});
