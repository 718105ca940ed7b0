import { appendFile, mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, type Studio } from "./open-studio.ts";
import { seedTheme } from "./seed-theme.ts";
import { writeSmallTemplate } from "./write/small-template.ts";

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

test("files become a draft, which is looked at, promoted and followed by a faulty one that is refused", async () => {
  const page = await studio.open("/themes");
  const give = async (files: Readonly<Record<string, string>>): Promise<void> =>
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles(
        Object.entries(files).map(([name, text]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) })),
      );
  await give({ "brand.yml": "color: { primary: '#7a1f5c' }\n", "README.md": "Ours\n", ".DS_Store": "junk" });
  const dialog = page.getByRole("dialog");
  await dialog.getByText("2 files").waitFor();
  await dialog.getByLabel("Name").fill("House 2");
  await dialog.getByText("Small letters, digits and hyphens").waitFor();
  await dialog.getByLabel("Name").fill("drafted");
  await dialog.getByRole("button", { name: "Check and store" }).click();
  await dialog.getByText(/Version [0-9a-f]{8} is stored/).waitFor();
  await dialog.getByRole("button", { name: "Look at it" }).click();
  await page.getByRole("img", { name: "A page set with the theme drafted" }).waitFor();
  // It is in no list of published themes, and is found all the same.
  await page.goto(`${studio.url}/studio/themes`);
  const unpublished = page.locator("section", { has: page.getByRole("heading", { name: "Not published" }) });
  await unpublished.getByRole("link", { name: "drafted" }).click();
  await page.getByRole("button", { name: /^Promote / }).click();
  await dialog.getByRole("button", { name: "Promote" }).click();
  await dialog.waitFor({ state: "detached" });
  const theme = async (): Promise<{ version: string; accent: string }> =>
    (await (await fetch(`${studio.url}/themes/drafted`)).json()) as { version: string; accent: string };
  await expect.poll(async () => (await theme()).accent).toBe("#7a1f5c");
  const { version } = await theme();
  await give({ "theme.yaml": "acent: red\n" });
  await dialog.getByRole("button", { name: "Check and store" }).click();
  await dialog.getByText('"acent"').waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await give({ "theme.yaml": "accent: navy\n" });
  await dialog.getByRole("button", { name: "Check and store" }).click();
  await dialog.getByRole("button", { name: "Look at it" }).click();
  await expect
    .poll(async () => await page.getByRole("heading", { name: /^How [0-9a-f]{8} looks/ }).textContent())
    .not.toContain(version.slice(0, 8));
});

test("a dropped folder is a theme of its name, without hidden files; nothing is said to be nothing", async () => {
  const page = await studio.open("/themes");
  const drop = async (entries: Readonly<Record<string, string>>): Promise<void> =>
    await page.locator(".drop-zone").evaluate((zone, given) => {
      const inner = Object.entries(given).map(([name, text]) => ({
        name,
        isFile: true,
        isDirectory: false,
        file: (take: (file: File) => void) => take(new File([text], name)),
      }));
      const folder = {
        name: "Sea House",
        isFile: false,
        isDirectory: true,
        createReader: () => ({ readEntries: (take: (found: object[]) => void) => take(inner.splice(0, 1)) }),
      };
      const event = new Event("drop", { bubbles: true, cancelable: true });
      Object.assign(event, { dataTransfer: { items: [{ webkitGetAsEntry: () => folder }], files: [] } });
      zone.dispatchEvent(event);
    }, entries);
  await drop({ ".git": "x", "theme.yaml~": "x" });
  await page.getByRole("alert").getByText("nothing that can be read").waitFor();
  await drop({ "theme.yaml": "accent: teal\n", ".DS_Store": "x", LICENSE: "Ours\n" });
  const dialog = page.getByRole("dialog");
  await expect.poll(() => dialog.getByLabel("Name").inputValue()).toBe("sea-house");
  await dialog.getByText("Sea House/theme.yaml").waitFor();
  await dialog.getByRole("button", { name: "Check and store" }).click();
  await dialog.getByText(/Version [0-9a-f]{8} is stored/).waitFor();
  const listed = (await (await fetch(`${studio.url}/themes?state=unpublished&search=sea`)).json()) as object;
  expect(listed).toMatchObject({ themes: [{ name: "sea-house" }] });
});

test.each(["/themes", "/themes/house"])("%s has no barrier, wide and narrow, light and dark", async (path) => {
  for (const width of ["wide", "narrow"] as const)
    for (const scheme of ["light", "dark"] as const) {
      const page = await studio.open(path, { width, scheme });
      await page.getByText("house").first().waitFor();
      await page.locator(".theme-picture img").first().waitFor();
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
