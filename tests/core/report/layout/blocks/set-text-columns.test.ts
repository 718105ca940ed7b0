import { describe, expect, it } from "vitest";
import type { Block } from "../../../../../functions/core/report/document/document.ts";
import { sizeFigures } from "../../../../../functions/core/report/layout/size-figures.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { pageGrid } from "../../../../../functions/core/report/template/page-grid.ts";
import {
  boxesOf,
  figure,
  footnote,
  heading,
  layOut,
  linesOf,
  paragraph,
  testPage,
  wordsOf,
} from "../layout-fixture.ts";
import type { Page } from "../../../../../functions/core/report/layout/page.ts";

const columns = (count: number, ...children: readonly Block[]): Block => ({ type: "text-columns", count, children });
/** Makes a paragraph of `count` words; each takes five letters with its space. */
const words = (count: number, word = "word"): Block => paragraph(Array.from({ length: count }, () => word).join(" "));

/** Lists the lines of body text in each column, from the left. */
function byColumn(page: Page | undefined, body = true): { x: number; ys: number[] }[] {
  const columns = new Map<number, number[]>();
  for (const { means, y, runs } of boxesOf(page, "text")) {
    if (typeof means !== "number" || (body && runs[0]!.size !== 10)) continue;
    columns.set(runs[0]!.x, [...(columns.get(runs[0]!.x) ?? []), y]);
  }
  return [...columns].map(([x, ys]) => ({ x, ys })).sort((a, b) => a.x - b.x);
}
const counts = (page: Page | undefined): number[] => byColumn(page).map(({ ys }) => ys.length);

describe("columns of text", () => {
  it("end alike, begin alike, and are read one after the other", () => {
    const layout = layOut([columns(2, words(100, "aaaa"), words(100, "bbbb"))]);
    const [left, right] = byColumn(layout.pages[0]);
    expect(left!.x).toBe(50);
    expect(right!.x).toBeCloseTo(50 + 400 / 2 + 17.5 / 2, 1);
    expect(left!.ys[0]).toBe(right!.ys[0]);
    expect(Math.abs(left!.ys.at(-1)! - right!.ys.at(-1)!)).toBeLessThanOrEqual(14);
    const read = boxesOf(layout.pages[0], "text")
      .filter(({ means }) => typeof means === "number")
      .map(wordsOf)
      .join(" ");
    expect(read).toMatch(/^(aaaa +)+(bbbb *)+$/);
  });

  it("leave no line of a paragraph alone at a column's foot or top", () => {
    for (let count = 20; count < 90; count += 7) {
      const { pages } = layOut([columns(2, words(count), words(38), words(count))]);
      for (const page of pages) for (const { ys } of byColumn(page)) expect(ys.length).toBeGreaterThan(1);
    }
  });

  it("run on over pages, filling each", () => {
    const { pages } = layOut([linesOf(20), columns(3, ...Array.from({ length: 12 }, () => words(80)))]);
    expect(pages.length).toBeGreaterThan(1);
    const places = pages.map((page) => byColumn(page).map(({ ys }) => Math.max(...ys)));
    expect(Math.min(...places[0]!)).toBeGreaterThan(570);
    expect(Math.max(...places.at(-1)!) - Math.min(...places.at(-1)!)).toBeLessThanOrEqual(28);
  });

  it("stay with a heading above, and let later text begin below them", () => {
    for (let lines = 32; lines <= 40; lines++) {
      const { pages } = layOut([linesOf(lines), heading(2, "h", "Heading"), columns(2, words(60))]);
      const at = pages.findIndex((page) => boxesOf(page, "text").some((box) => wordsOf(box) === "Heading"));
      expect(counts(pages[at]).length).toBeGreaterThan(1);
    }
    const { pages } = layOut([columns(2, words(60)), paragraph("behind")]);
    const behind = boxesOf(pages[0], "text").find((box) => wordsOf(box) === "behind")!;
    expect(behind.y).toBeGreaterThan(
      Math.max(
        ...boxesOf(pages[0], "text")
          .filter((box) => wordsOf(box).startsWith("word"))
          .map(({ y }) => y),
      ),
    );
  });

  it("hold figures of their width, tables and callouts, each in its column", () => {
    const box: Block = { type: "callout", title: [], children: [words(60, "tint")] };
    const layout = layOut([columns(2, words(40), figure("f", 1), words(40), box, words(30))], {
      charts: { f: [191.25, 100] },
    });
    const [chart] = boxesOf(layout.pages[0], "chart");
    expect(chart!.width).toBeCloseTo(191.25);
    const fills = boxesOf(layout.pages[0], "rectangle").filter(({ fill }) => fill === defaultTheme.tint);
    for (const { x, width } of fills) {
      expect([50, 258.75]).toContain(x);
      expect(width).toBeCloseTo(191.25);
    }
    const document = {
      title: "",
      language: "en",
      header: { left: "", right: "" },
      footer: "",
      footnotes: [],
      blocks: [columns(2, figure("f", 1))],
    };
    expect(
      sizeFigures(document, { page: testPage, grid: pageGrid(testPage), theme: defaultTheme }).get("f"),
    ).toBeCloseTo(191.25);
  });

  it("have room for the footnotes that they bring", () => {
    const noted = columns(2, words(300), paragraph("word ".repeat(40), { type: "footnote", index: 0 }));
    const { pages } = layOut([linesOf(10), noted], { footnotes: [footnote("said ".repeat(60))] });
    for (const page of pages) {
      const note = boxesOf(page, "text")
        .filter(({ means, runs }) => typeof means === "number" && runs[0]!.size === 7.5)
        .map(({ y }) => y);
      const body = byColumn(page).flatMap(({ ys }) => ys);
      if (note.length > 0) expect(Math.max(...body)).toBeLessThan(Math.min(...note));
      expect(Math.max(...body, ...note)).toBeLessThanOrEqual(620);
    }
    expect(pages.some((page) => boxesOf(page, "text").some((box) => wordsOf(box).startsWith("said")))).toBe(true);
  });

  it("are parted by a hairline where the theme says so", () => {
    const { pages } = layOut([columns(3, words(90))], { theme: { columns: { rule: true, gap: 20 } } });
    const lines = boxesOf(pages[0], "line").filter(({ x1, x2, means }) => x1 === x2 && means === "layout");
    expect(lines.map(({ x1 }) => Math.round(x1))).toEqual([180, 320]);
  });

  it("begin on the right in text that runs from right to left", () => {
    const layout = layOut([columns(2, words(60, "שלום"), words(60, "עולם"))], { language: "he" });
    const first = boxesOf(layout.pages[0], "text").find(({ means }) => typeof means === "number")!;
    expect(Math.min(...first.runs.map(({ x }) => x))).toBeGreaterThan(250);
    const last = boxesOf(layout.pages[0], "text")
      .filter(({ means }) => typeof means === "number")
      .at(-1)!;
    expect(Math.max(...last.runs.map(({ x, width }) => x + width))).toBeLessThan(250);
  });

  it("stand in one piece inside a box", () => {
    const { pages } = layOut([linesOf(35), { type: "callout", title: [], children: [columns(2, words(60))] }]);
    expect(counts(pages[1])).toHaveLength(2);
  });
});
