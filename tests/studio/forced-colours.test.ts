import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openStudio, type Studio } from "./open-studio.ts";

let studio: Studio;
let report: string;

beforeAll(async () => {
  studio = await openStudio();
  const made = await fetch(`${studio.url}/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "wait=25" },
    body: JSON.stringify({ template: "high-tech-industries" }),
  });
  report = ((await made.json()) as { id: string }).id;
});
afterEach(() => studio.closeWindows());
afterAll(() => studio.close());

/** What of an element is told apart at a glance in forced colours: fields of colour and lines, not shadows. */
const seen = `(element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  const line = (name) => style[name + "Style"] === "none" ? "none" : [style[name + "Style"], style[name + "Width"]].join(" ");
  return [style.backgroundColor, ...["borderTop", "borderRight", "borderBottom", "borderLeft", "outline"].map(line), style.borderTopLeftRadius].join("; ");
}`;

/** Whether what is current looks other than its sibling that is not. */
async function isTold(page: Page, current: string, other: string, pseudo?: string): Promise<boolean> {
  await page.locator(current).first().waitFor({ state: "attached" });
  const look = (selector: string): Promise<string> =>
    page.evaluate<string>(
      `(${seen})(document.querySelector(${JSON.stringify(selector)}), ${JSON.stringify(pseudo ?? null)})`,
    );
  return (await look(current)) !== (await look(other));
}

/** A page, and pairs of what is current on it and what is not. */
const pages: readonly (readonly [string, () => string, readonly (readonly [string, string])[]])[] = [
  ["the rooms", () => "/datasets", [[".side-bar a[aria-current]", ".side-bar a:not([aria-current])"]]],
  [
    "a form",
    () => "/make/high-tech-industries",
    [[".segments input:checked + span", ".segments input:not(:checked) + span"]],
  ],
  [
    "a report",
    () => `/reports/${report}`,
    [[".pdf-thumbnails button[aria-current]", ".pdf-thumbnails button:not([aria-current])"]],
  ],
  [
    "writing",
    () => "/write/high-tech-industries",
    [
      [".write-files button[aria-current]", ".write-files li > button:not([aria-current])"],
      [".write-tabs [aria-selected=true]", ".write-tabs [aria-selected=false]"],
    ],
  ],
];

test.each(pages)("in forced colours, what is current shows: %s", async (_what, path, pairs) => {
  for (const scheme of ["light", "dark"] as const) {
    const page = await studio.open(path(), { scheme });
    await page.emulateMedia({ forcedColors: "active", colorScheme: scheme });
    for (const [current, other] of pairs)
      expect(await isTold(page, current, other), `${current}, ${scheme}`).toBe(true);
  }
});

test("on a narrow screen, the part of the editor that is shown is told from the others", async () => {
  const page = await studio.open("/write/high-tech-industries", { width: "narrow" });
  await page.emulateMedia({ forcedColors: "active" });
  expect(await isTold(page, ".write-panes [aria-pressed=true]", ".write-panes [aria-pressed=false]")).toBe(true);
});

test("states and steps keep their marks", async () => {
  const page = await studio.open("/datasets");
  await page.emulateMedia({ forcedColors: "active" });
  await page.evaluate(
    `document.body.appendChild(document.createElement("section")).innerHTML = '<p><span class="status good">a</span><span class="status bad">b</span><span class="status busy">c</span><span class="status idle">d</span></p><ol class="progress"><li class="done"></li><li class="now"></li><li></li></ol><div class="batch-bar"><span class="ready"></span><span class="failed"></span><span class="pending"></span></div>'`,
  );
  const marks = await page.evaluate<string[]>(
    `[...document.querySelectorAll("body > section .status")].map((element) => (${seen})(element, "::before"))`,
  );
  expect(new Set(marks).size, marks.join("\n")).toBe(4);
  const steps = await page.evaluate<string[]>(
    `[...document.querySelectorAll("body > section .progress li")].map((element) => (${seen})(element))`,
  );
  expect(new Set(steps).size).toBe(3);
  const bars = await page.evaluate<string[]>(
    `[...document.querySelectorAll("body > section .batch-bar span")].map((element) => getComputedStyle(element).backgroundColor + getComputedStyle(element).backgroundImage)`,
  );
  expect(new Set(bars).size).toBe(3);
});
