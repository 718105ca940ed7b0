import { appendFile, mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "./open-studio.ts";
import { seedTheme } from "./seed-theme.ts";
import { writeSmallTemplate } from "./small-template.ts";

let studio: Studio;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-themes-"));
  const template = join(folder, "templates/shops");
  await writeSmallTemplate(template);
  await appendFile(join(template, "template.yaml"), "\ntheme: { base: house@current }\n");
  await mkdir(join(folder, "themes/house"), { recursive: true });
  await writeFile(join(folder, "themes/house/theme.yaml"), 'accent: "#004488"\n');
  studio = await openStudio({ templateFolders: [join(folder, "templates")] });
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

test("a theme is looked at and promoted, its templates get drafts, and in use it stays published", async () => {
  await seedTheme(studio.url, "house", { "theme.yaml": 'accent: "#004488"\n' });
  const second = await seedTheme(studio.url, "house", {
    "theme.yaml": 'accent: "#880044"\n',
    "partials/imprint.liquid": "By the house.\n",
  });
  const page = await studio.open("/themes");
  await page.getByRole("link", { name: "house", exact: true }).click();
  await page.getByText("partials/imprint.liquid").waitFor();
  await page.getByText("#880044").first().waitFor();
  const uses = page.getByRole("region", { name: "Templates that take it" });
  await uses.getByText("Another version is current").waitFor();
  await page.getByRole("button", { name: "Draft 1 template with it" }).click();
  await page.getByRole("status").getByText("shops: draft").waitFor();
  const { versions } = (await (await fetch(`${studio.url}/templates/shops/versions?state=draft`)).json()) as {
    versions: readonly { version: string }[];
  };
  expect(versions).toHaveLength(1);
  await page.getByRole("button", { name: "Unpublish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unpublish" }).click();
  await page.getByRole("dialog").getByText("takes the theme").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  // An earlier version is promoted again.
  await page
    .getByRole("button", { name: /^Promote / })
    .first()
    .click();
  await page.getByLabel("Why").fill("The old look");
  await page.getByRole("dialog").getByRole("button", { name: "Promote" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const { moves } = (await (await fetch(`${studio.url}/themes/house/log`)).json()) as {
    moves: readonly { version: string; why?: string }[];
  };
  expect(moves[0]).toMatchObject({ why: "The old look" });
  expect(moves[0]!.version).not.toBe(second);
});

test.each(["/themes", "/themes/house"])("%s has no barrier, wide and narrow, light and dark", async (path) => {
  for (const width of ["wide", "narrow"] as const)
    for (const scheme of ["light", "dark"] as const) {
      const page = await studio.open(path, { width, scheme });
      await page.getByText("house").first().waitFor();
      await page.waitForLoadState("networkidle");
      expect(await findBarriers(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
      if (process.env["LOOK"] !== undefined)
        await page.screenshot({
          path: `/tmp/look-${path.replaceAll("/", "-")}-${width}-${scheme}.png`,
          fullPage: true,
        });
    }
});
