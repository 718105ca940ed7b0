import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { subsetForWeb } from "../../../functions/adapters/subset-for-web.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { renderHtml } from "../../core/report/rendition/render-html.ts";
import { findBarriers, overflows } from "../../studio/open-studio.ts";

/** Reports as web pages, in the browser that people have. Every commit tries some of them, the soak all. */
const soak = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../reports");
const all = [
  { name: "flagship-en", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "en" } },
  { name: "flagship-zh", folder: join(shippedTemplates, "high-tech-industries"), parameters: { language: "zh" } },
  { name: "review", folder: join(shippedTemplates, "monthly-business-review"), parameters: {} },
  ...["blocks-en", "mathematics", "right-to-left", "tables-styled", "pivot", "images", "footnotes", "spans"].map(
    (name) => ({ name, folder: join(reports, name, "template"), parameters: {} }),
  ),
];
const cases = all.filter(({ name }) => soak || ["flagship-en", "blocks-en", "right-to-left"].includes(name));

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-pages-"));
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium-headless-shell",
    args: ["--no-sandbox", "--font-render-hinting=none"],
  });
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe.each(cases)("$name", ({ name, folder: template, parameters }) => {
  let address: string;
  beforeAll(async () => {
    const { html } = await renderHtml(template, parameters);
    const file = join(folder, `${name}.html`);
    await writeFile(file, html);
    address = `file://${file}`;
  });

  test.each([
    [320, "light"],
    ...(soak
      ? ([
          [320, "dark"],
          [1_280, "light"],
        ] as const)
      : []),
    [1_280, "dark"],
  ] as const)("has no barrier and no sideways scrolling at %i pixels in the %s", async (width, scheme) => {
    const { page, complaints, close } = await open(address, width, scheme);
    // The tables of data too.
    await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))");
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });

  test("shows each chart once, at every width and in print", async () => {
    for (const [width, media] of [
      [320, "screen"],
      [800, "screen"],
      [1_280, "screen"],
      [794, "print"],
    ] as const) {
      const { page, close } = await open(address, width, "light");
      await page.emulateMedia({ media });
      const shown = await page.evaluate<number[]>(
        "[...document.querySelectorAll('.chart')].map((chart) => [...chart.querySelectorAll(':scope > svg')].filter((svg) => svg.getClientRects().length > 0).length)",
      );
      expect(shown.filter((count) => count !== 1)).toEqual([]);
      await close();
    }
  });
});

test("numbers open words about where they come from, without script, barriers or sideways scrolling", async () => {
  const template = join(folder, "explained");
  await cp(join(shippedTemplates, "monthly-business-review"), template, { recursive: true });
  const settings = join(template, "template.yaml");
  await writeFile(settings, `${await readFile(settings, "utf8")}\nlineage: attach\n`);
  const { html } = await renderHtml(template);
  const file = join(folder, "explained.html");
  await writeFile(file, html);
  for (const width of [320, 1_280]) {
    const { page, complaints, close } = await open(`file://${file}`, width, width === 320 ? "dark" : "light");
    const button = page.locator(".number-origin").first();
    const words = page.locator(".origin").first();
    expect(await words.isVisible()).toBe(false);
    // By the keyboard, too.
    await button.focus();
    await page.keyboard.press("Enter");
    expect(await words.isVisible()).toBe(true);
    expect(await words.textContent()).toMatch(/^Query: \w+ · Column: \w+ · Row: \d+ · Source: [\w, ]+$/);
    expect(await findBarriers(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await words.isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    await page.keyboard.press("Escape");
    expect(await words.isVisible()).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  }
});

test.each(cases)(
  "$name draws every word in the fonts that it brings along",
  async ({ name, folder: template, parameters }) => {
    const { html } = await renderHtml(template, parameters, subsetForWeb);
    const file = join(folder, `${name}-fonts.html`);
    await writeFile(file, html);
    const { page, complaints, close } = await open(`file://${file}`, 1_280, "light");
    await page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))");
    await page.evaluate("document.fonts.ready");
    expect(await wordsInOtherFonts(page)).toEqual([]);
    for (const width of [1_280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      if (name === "blocks-en") expect(await findBarriers(page)).toEqual([]);
      expect(await overflows(page), `${width} pixels`).toBe(false);
    }
    expect(complaints).toEqual([]);
    await close();
  },
);

/** The words of a page that Chromium draws in fonts of the machine, formulas apart. */
async function wordsInOtherFonts(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page);
  await client.send("DOM.enable");
  await client.send("CSS.enable");
  const { root } = await client.send("DOM.getDocument", { depth: -1 });
  interface Node {
    readonly nodeId: number;
    readonly nodeType: number;
    readonly nodeName: string;
    readonly nodeValue: string;
    readonly children?: readonly Node[];
  }
  const others: string[] = [];
  const seen = new Set<string>();
  const visit = async (node: Node, path: string): Promise<void> => {
    if (/^(?:math|style|title|desc|head)$/i.test(node.nodeName)) return;
    const below = `${path} ${node.nodeName}`;
    const words = (node.children ?? []).filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue);
    const own = words.join("").trim();
    // Each text once: a long table says little more.
    if (own !== "" && !seen.has(`${below} ${own}`)) {
      seen.add(`${below} ${own}`);
      const { fonts } = await client.send("CSS.getPlatformFontsForNode", { nodeId: node.nodeId });
      for (const { familyName, isCustomFont } of fonts)
        if (!isCustomFont) others.push(`${below}: ${own.slice(0, 60)} in ${familyName}`);
    }
    for (const child of node.children ?? []) await visit(child, below);
  };
  await visit(root as Node, "");
  return others;
}

/** Opens a page in a window of its own, and hears what the browser complains of. */
async function open(
  address: string,
  width: number,
  colorScheme: "light" | "dark",
): Promise<{ readonly page: Page; readonly complaints: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, timezoneId: "UTC" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!/^(?:file|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}
