import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "../open-studio.ts";

/** As many pages as the longest report that readers have complained of. */
const count = 184;
const needles = [3, 90, 90, 184];

let studio: Studio;
let folder: string;
let report: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-long-"));
  await mkdir(join(folder, "long"));
  await writeFile(join(folder, "long", "template.yaml"), 'title: A long report\ndate: "2026-01-31"\nlanguages: [en]\n');
  const sections = Array.from({ length: count }, (_, index) => {
    const page = index + 1;
    const found = needles
      .filter((needle) => needle === page)
      .map((_needle, at) => `\n\nHere is the zirconium of place ${at + 1}.`);
    return `## Section ${page}\n\nWhat stands on page ${page}.${found.join("")}\n`;
  });
  await writeFile(join(folder, "long", "report.md"), `# A long report\n\n${sections.join("\n::page-break\n\n")}`);
  studio = await openStudio({ templateFolders: [folder] });
  const made = await fetch(`${studio.url}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "wait=25" },
    body: JSON.stringify({ template: "long" }),
  });
  const answer = (await made.json()) as { id: string; status: string; pages?: number };
  expect(answer).toMatchObject({ status: "ready", pages: count });
  report = answer.id;
});
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

async function openReport(
  width: "wide" | "narrow" = "wide",
  scheme: "light" | "dark" = "light",
  language = "en",
): Promise<Page> {
  const page = await studio.open(`/reports/${report}`, { width, scheme, language });
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
  return page;
}

/** Whether the small page of a page is inside the strip. */
const inStrip = (number: number): string =>
  `(() => { const strip = document.querySelector(".pdf-thumbnails").getBoundingClientRect(); const small = document.querySelector('.pdf-thumbnails [aria-current]'); const box = small.getBoundingClientRect(); return small.getAttribute("aria-label") === "Page ${number}" && box.top >= strip.top - 1 && box.bottom <= strip.bottom + 1; })()`;

test("a text is found on all pages, drawn or not; the view and the strip follow", async () => {
  const page = await openReport();
  await page.getByRole("searchbox", { name: "Find in all pages" }).fill("ZIRCONIUM");
  for (const [at, number] of needles.entries()) {
    if (at > 0) await page.getByRole("button", { name: "Next place" }).click();
    await page.getByText(`${at + 1} of ${needles.length}`, { exact: true }).waitFor();
    await expect.poll(() => page.getByRole("textbox", { name: `Page, of ${count}` }).inputValue()).toBe(String(number));
    await expect
      .poll(() => page.evaluate<boolean>(inStrip(number)), { message: `the strip at page ${number}` })
      .toBe(true);
    // The word itself is marked, and in the window.
    await expect
      .poll(() =>
        page.evaluate<string>(
          `[...(CSS.highlights.get("pdf-found-here") ?? [])].map((range) => { const box = range.getBoundingClientRect(); return range.toString().toLowerCase() + (box.top > 0 && box.bottom < innerHeight ? " in view" : " out of view"); }).join()`,
        ),
      )
      .toBe("zirconium in view");
  }
  await page.getByRole("button", { name: "Next place" }).click();
  await page.getByText(`1 of ${needles.length}`, { exact: true }).waitFor();
  await page.getByRole("searchbox").fill("unobtainium");
  await page.getByText("not found").waitFor();
  expect(await findBarriers(page)).toEqual([]);
});

/** Observers that tell what they saw a third of a second later and all at once, as those of a busy browser do. */
const late = `window.untold = 0;
window.IntersectionObserver = class extends IntersectionObserver {
  constructor(tell, options) {
    const seen = [];
    super((entries, self) => {
      if (seen.length === 0) {
        window.untold += 1;
        const end = () => {
          window.untold -= 1;
          tell(seen.splice(0), self);
        };
        // Who came into view is told after who left it.
        setTimeout(end, entries[0].isIntersecting ? 400 : 300);
      }
      seen.push(...entries);
    }, options);
  }
}`;

test("a page that was only passed is not the one that is shown", async () => {
  const page = await studio.open("/docs");
  await page.addInitScript(late);
  await page.goto(`${studio.url}/studio/reports/${report}`);
  await page.locator(".pdf-pages .text-layer span").first().waitFor();
  const shown = page.getByRole("textbox", { name: `Page, of ${count}` });
  const pass = `(async () => {
    for (const number of [90, 120, 90]) {
      document.getElementById("page-" + number).scrollIntoView({ block: "start" });
      for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => requestAnimationFrame(done));
    }
  })()`;
  const allTold = (): Promise<void> => expect.poll(() => page.evaluate<number>("window.untold")).toBe(0);
  await shown.fill("90");
  await shown.press("Enter");
  await page.locator("#page-90 .text-layer span").first().waitFor();
  await allTold();
  await page.evaluate(pass);
  await allTold();
  await expect.poll(() => shown.inputValue()).toBe("90");
  await page.locator("#page-90 .text-layer span").first().waitFor();
});

test("a page number, a heading and a size go where they say", async () => {
  const page = await openReport();
  const number = page.getByRole("textbox", { name: `Page, of ${count}` });
  await number.fill("120");
  await number.press("Enter");
  await expect.poll(() => page.evaluate<boolean>(inStrip(120))).toBe(true);
  await page
    .getByRole("article", { name: `Page 120 of ${count}` })
    .getByText("What stands on page 120.")
    .waitFor();
  await number.fill("900");
  await number.press("Enter");
  await expect.poll(() => number.inputValue()).toBe("120");
  await page.getByRole("button", { name: "Contents" }).click();
  const contents = page.getByRole("navigation", { name: "Contents" });
  await contents.getByRole("button", { name: /^Section 60\b/ }).click();
  await expect.poll(() => number.inputValue()).toBe("60");
  await expect.poll(() => contents.locator("[aria-current]").innerText()).toContain("Section 60");
  expect(await findBarriers(page)).toEqual([]);
  const before = await page
    .locator("#page-60 .pdf-page")
    .evaluate((element) => (element as unknown as { clientWidth: number }).clientWidth);
  await page.getByRole("combobox", { name: "Size of the pages" }).selectOption("200");
  await expect
    .poll(
      () =>
        page
          .locator("#page-60 .pdf-page")
          .evaluate((element) => (element as unknown as { clientWidth: number }).clientWidth),
      { timeout: 15_000 },
    )
    .toBe(1587);
  expect(before).toBeLessThan(1587);
  expect(await overflows(page), "a large page scrolls by itself").toBe(false);
});

test("far pages give their pictures back", async () => {
  const page = await openReport();
  const number = page.getByRole("textbox", { name: `Page, of ${count}` });
  for (const to of ["20", "40", "60", "80"]) {
    await number.fill(to);
    await number.press("Enter");
    await page.getByText(`What stands on page ${to}.`).first().waitFor();
  }
  await expect
    .poll(() =>
      page.evaluate<number>(
        "[...document.querySelectorAll('.pdf-pages canvas')].filter((canvas) => canvas.width > 300).length",
      ),
    )
    .toBeLessThan(12);
});

test.each([
  ["wide", "dark", "zh"],
  ["narrow", "light", "en"],
  ["narrow", "dark", "zh"],
] as const)("the viewer has no barriers, fits and stands still: %s, %s, %s", async (width, scheme, language) => {
  const page = await openReport(width, scheme, language);
  await page.waitForLoadState("networkidle");
  expect(await shiftOf(page)).toBeLessThan(0.05);
  expect(await page.evaluate("scrollY")).toBe(0);
  expect(await findBarriers(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
  if (process.env["LOOK"] !== undefined) {
    await page.getByRole("searchbox").fill("zirconium");
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `/tmp/look-viewer-${width}-${scheme}-${language}.png` });
  }
});
