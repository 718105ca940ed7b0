import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "../open-studio.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let templates: string;

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-outage-"));
  await writeSmallTemplate(join(templates, "shops"));
  studio = await openStudio({ templateFolders: [templates] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

test("after an outage the text is saved, and “Not saved” goes, by themselves; unsaved text survives a reload", async () => {
  const page = await studio.open("/write/shops");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.locator(".cm-line").first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" today");
  await page.getByText("Not saved yet").waitFor();
  await page.reload();
  await page.getByText("Not saved yet").waitFor();
  await expect.poll(() => page.locator(".cm-line").first().innerText()).toMatch(/ today\s*$/);

  let outage = true;
  await page.route("**/templates/shops/files/**", (route) =>
    outage && route.request().method() === "PUT" ? route.abort("connectionrefused") : route.continue(),
  );
  await page.keyboard.press("Control+s");
  await page.getByText("Not saved", { exact: true }).waitFor();
  outage = false;
  await page.getByText("Not saved", { exact: true }).waitFor({ state: "detached", timeout: 15_000 });
  await page.getByText("1 file saved").waitFor();
  expect((await readFile(join(templates, "shops", "report.md"), "utf8")).split("\n")[0]).toMatch(/ today$/);
  await page.reload();
  await page.locator(".cm-line").first().waitFor();
  await expect.poll(() => page.getByText("Not saved yet").count()).toBe(0);
});

test("the result below an open spec is that of the query which it draws", async () => {
  const page = await studio.open("/write/shops?file=charts/trend.vl.json");
  await page.getByRole("tab", { name: /^Result/ }).click();
  await page.getByRole("region", { name: "Result of by_month" }).waitFor();
});
