import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { noteFigures } from "../ci/note-figures.ts";
import { shippedTemplates } from "../../functions/seed/template-folders.ts";
import { findBarriers, openStudio, overflows, shiftOf, type Studio } from "./open-studio.ts";
import { seedTheme } from "./seed-theme.ts";
import { writeSmallTemplate } from "./write/small-template.ts";

/** Turns what stands behind it around, so that `gpj.exe` shows as `exe.jpg`. */
const turned = "\u202Egpj.exe";

/** Runs from right to left, and would turn what stands beside it. */
const hebrew = "שנה (2024)";

let studio: Studio;
let templates: string;
const ids: Record<string, string> = {};

async function call(
  method: string,
  path: string,
  body: string,
  type = "application/json",
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${studio.url}${path}`, {
    method,
    headers: { "content-type": type, prefer: "wait=25" },
    body,
  });
  expect(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`).toBe(true);
  return (await answer.json()) as Record<string, unknown>;
}

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), "broadsheet-pages-"));
  await writeSmallTemplate(join(templates, "hebrew"));
  const declared = join(templates, "hebrew", "template.yaml");
  await writeFile(
    declared,
    (await readFile(declared, "utf8"))
      .replace("title: Shops", `title: "${hebrew}"`)
      .replace(
        "title: Region, enum: [North, South], default: North",
        `title: Region, enum: ["${hebrew}", South, A, B, C, D, E, F], default: South`,
      ),
  );
  studio = await openStudio({ templateFolders: [shippedTemplates, templates] });
  await seedTheme(studio.url, "house", { "theme.yaml": 'accent: "#004488"\n', "partials/a.liquid": turned });
  await call("PUT", "/datasets/turned", `name${turned},value,"${hebrew}"\n${turned},1,3\nb${turned},2,4\n`, "text/csv");
  ids["report"] = String(
    (await call("POST", "/reports", JSON.stringify({ template: "dataset-profile", datasets: { data: "turned" } })))[
      "id"
    ],
  );
  ids["batch"] = String(
    (
      await call(
        "POST",
        "/batches",
        JSON.stringify({
          template: "country-profile",
          rows: { dataset: "turned" },
          map: { country: `name${turned}` },
          name: "row-{{ row }}",
          tolerate: 2,
        }),
      )
    )["id"],
  );
  await call(
    "PUT",
    "/publications/monthly",
    JSON.stringify({ template: "monthly-business-review", on: [{ schedule: "0 7 1 * *" }] }),
  );
  ids["edition"] = String((await call("POST", "/publications/monthly/run", "{}"))["id"] ?? "latest");
}, 240_000);
afterEach(() => studio.closeWindows());
afterAll(async () => {
  await studio.close();
  await rm(templates, { recursive: true, force: true });
});

const pages: readonly (readonly [string, () => string])[] = [
  ["the gallery", () => "/"],
  ["a form", () => "/make/high-tech-industries"],
  ["a form with data that do not fit", () => "/make/monthly-business-review?dataset=turned"],
  ["a form with other data", () => "/make/dataset-profile?dataset=turned"],
  ["the reports", () => "/reports"],
  ["a report", () => `/reports/${ids["report"]}`],
  ["the datasets", () => "/datasets"],
  ["a dataset", () => "/datasets/turned"],
  ["a recipe", () => "/datasets/turned/recipe"],
  ["the batches", () => "/batches"],
  ["a batch", () => `/batches/${ids["batch"]}`],
  ["the form of a batch", () => "/batches/new?template=country-profile&dataset=turned"],
  ["the publications", () => "/publications"],
  ["a publication", () => "/publications/monthly"],
  ["the form of a publication", () => "/publications/~new?template=country-profile"],
  ["an edition", () => "/publications/monthly/editions/latest"],
  ["the templates", () => "/templates"],
  ["the themes", () => "/themes"],
  ["a theme", () => "/themes/house"],
  ["a template", () => "/templates/high-tech-industries"],
  ["the beginnings of a report", () => "/new"],
  ["a draft", () => "/new/turned"],
  ["writing", () => "/write/dataset-profile"],
  ["a form with choices from right to left", () => "/make/hebrew"],
];

/** Texts that hold signs which turn or hide others, outside of what is typed and of the pages of a PDF. */
const raw = `(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (/[\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f]/.test(walk.currentNode.data.replaceAll(/\\u2068([^\\u2068\\u2069]*)\\u2069/g, walk.currentNode.parentElement.matches("option") ? "$1" : "$&")) && walk.currentNode.parentElement.closest(".text-layer, .cm-content, script") === null) found.push(walk.currentNode.parentElement.outerHTML.slice(0, 160));
  if (/[\\u202a-\\u202e]/.test(document.title)) found.push(document.title);
  return found;
})()`;

/** The choices that run from right to left, each with whether it is set apart from what stands beside it. */
const turning = `[...document.querySelectorAll("option")].map(({ text }) => text).filter((text) => /[\\u0590-\\u08ff]/.test(text)).map((text) => [text, /\\u2068[^\\u2068]*[\\u0590-\\u08ff][^\\u2068]*\\u2069/.test(text)])`;

async function atRest(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(400);
}

test.each(pages)("at 400 pixels, %s stands still, begins at its top, and turns no text around", async (_what, path) => {
  const page = await studio.open(path(), { width: "narrow" });
  await page.locator("main h1, .write-head h1, .write-panes").first().waitFor();
  await atRest(page);
  expect.soft(await shiftOf(page), "layout shift").toBeLessThan(0.05);
  expect.soft(await page.evaluate<number>("scrollY"), "scrolled").toBe(0);
  expect.soft(await page.evaluate<string[]>(raw), "unseen signs").toEqual([]);
  const choices = await page.evaluate<readonly (readonly [string, boolean])[]>(turning);
  expect.soft(choices.filter(([, isApart]) => !isApart)).toEqual([]);
  if (/choices|form of/.test(_what)) expect.soft(choices.length, "choices from right to left").toBeGreaterThan(0);
  expect.soft(await overflows(page), "wider than the window").toBe(false);
  expect.soft(await findBarriers(page)).toEqual([]);
  if (process.env["LOOK"] !== undefined) await page.screenshot({ path: `/tmp/look-${_what.replaceAll(" ", "-")}.png` });
});

test("choices from right to left stand apart where a template is written", async () => {
  const page = await studio.open("/write/hebrew");
  await page.locator("option", { hasText: hebrew }).first().waitFor({ state: "attached" });
  expect(await page.evaluate(turning)).toEqual([[`\u2068${hebrew}\u2069`, true]]);
});

test("the first screen is small: pictures in their size, and answers compressed", async () => {
  const page = await studio.open("/");
  const sizes = new Map<string, number>();
  await page.reload();
  await page.locator(".picture-page img").nth(3).waitFor();
  await atRest(page);
  for (const { name, size } of await page.evaluate<{ name: string; size: number }[]>(
    "performance.getEntriesByType('resource').map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize }))",
  ))
    sizes.set(name, size);
  const pictures = [...sizes].filter(([name]) => name.includes("/picture")).reduce((sum, [, size]) => sum + size, 0);
  const answers = [...sizes]
    .filter(([name]) => !name.includes("/studio/") && !name.includes("/picture"))
    .reduce((sum, [, size]) => sum + size, 0);
  noteFigures(
    `pictures ${pictures}, answers ${answers}, all ${[...sizes.values()].reduce((sum, size) => sum + size, 0)}`,
  );
  expect(pictures).toBeLessThan(110_000);
  expect(answers).toBeLessThan(4_000);
  const { headers } = await fetch(`${studio.url}/openapi.json`, { headers: { "accept-encoding": "gzip" } });
  expect([headers.get("content-encoding"), headers.get("vary")]).toEqual(["gzip", "accept-encoding"]);
});
