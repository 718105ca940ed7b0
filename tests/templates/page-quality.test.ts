import { expect, test } from "vitest";
import type { Box, Page, StructureElement } from "../../functions/core/report/layout/page.ts";
import { layOutShipped, shippedTemplates } from "./lay-out-shipped.ts";
import { freeFoot, pageFaults } from "./page-faults.ts";

/** Values other than a template's own, which change how much it says. */
const editions: readonly (readonly [(typeof shippedTemplates)[number], Readonly<Record<string, unknown>>])[] = [
  ["country-profile", { country: "SGP" }],
  ["country-profile", { country: "GBR" }],
  ["high-tech-industries", { year: 2023, currency: "USD" }],
  ["high-tech-industries", { year: 2024 }],
  ["high-tech-industries", { weights: { institutions: 1, intensity: 1, relief: 1 } }],
  ["monthly-business-review", { month: "2024-06", better: "less" }],
];

test.each(shippedTemplates)("%s has no page that an art director would send back", async (name) => {
  const reports = await layOutShipped(name);
  expect(reports.length).toBeGreaterThan(1);
  for (const { language, laidOut } of reports) {
    expect(pageFaults(laidOut.layout, laidOut.template.page.margins), language).toEqual([]);
    // What the program measures agrees with what was found from the boxes.
    expect(laidOut.layout.quality.penalties).toMatchObject({ holes: 0, shortPages: 0, strandedHeadings: 0 });
  }
});

test.each(editions)("nor has %s with %o", async (name, parameters) => {
  for (const { language, laidOut } of await layOutShipped(name, parameters))
    expect(pageFaults(laidOut.layout, laidOut.template.page.margins, freeFoot.edition), language).toEqual([]);
});

const structure: readonly StructureElement[] = [
  { index: 0, role: "Document" },
  { index: 1, role: "P", parent: 0 },
  { index: 2, role: "H3", parent: 0 },
  { index: 3, role: "H2", parent: 0 },
  { index: 4, role: "Note", parent: 0 },
  { index: 5, role: "H1", parent: 0 },
];
const margins = { top: 100, bottom: 100, left: 50, right: 50 };
const line = (means: number, y: number, width = 400): Box => ({
  kind: "text",
  means,
  y,
  runs: [{ text: "words", face: "face", x: 50, width, size: 10, color: "#000000" }],
});
const page = (...boxes: readonly Box[]): Page => ({ width: 500, height: 1200, boxes });
const lines = (from: number, to: number, width?: number): readonly Box[] =>
  Array.from({ length: Math.round((to - from) / 12) }, (_, i) => line(1, from + 12 * (i + 1), width));
const full = page(...lines(100, 1096));

test.each([
  ["a full page", [full, full], []],
  ["a page with a free foot", [page(...lines(100, 990)), full], ["page 1: 11.0% free at its foot"]],
  ["the last page", [full, page(...lines(100, 610))], []],
  ["a last page with little on it", [full, page(...lines(100, 200))], ["the last page is only 9.8% full"]],
  ["a report of one page", [page(...lines(100, 200))], []],
  ["the last page of a chapter", [page(...lines(100, 600)), page(line(5, 110), ...lines(112, 1096))], []],
  [
    "a page before a section, which excuses nothing",
    [page(...lines(100, 600)), page(line(3, 110), ...lines(112, 1096))],
    ["page 1: 49.4% free at its foot", "page 1: only 50.6% full"],
  ],
  [
    "a page that is half empty",
    [page(...lines(100, 600)), full],
    ["page 1: 49.4% free at its foot", "page 1: only 50.6% full"],
  ],
  ["footnotes, which fill a foot", [page(...lines(100, 900), line(4, 960), line(4, 1098)), full], []],
  ["a heading without its text", [page(...lines(100, 1084), line(2, 1096)), full], ["page 1 ends with a heading"]],
  [
    "short lines beside nothing",
    [page(...lines(100, 500, 150), ...lines(500, 1096)), full],
    ["page 1: its right half is empty for 40.5%"],
  ],
])("%s is judged by its boxes", (_what, pages, faults) => {
  expect(pageFaults({ pages, structure }, margins)).toEqual(faults);
});
