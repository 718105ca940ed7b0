import { describe, expect, it } from "vitest";
import type { DataTable, TableCell, TableRow } from "../../../../../functions/core/report/document/document.ts";
import { heading, boxesOf, elements, layOut, linesOf, linesOn, testPage, text, wordsOf } from "../layout-fixture.ts";

function row(...cells: (string | TableCell)[]): TableRow {
  return { kind: "body", cells: cells.map((cell) => (typeof cell === "string" ? { children: text(cell) } : cell)) };
}

function table(
  rows: readonly TableRow[],
  columns: DataTable["columns"] = [
    { label: text("Name"), align: "left" },
    { label: text("Value, %"), align: "decimal" },
  ],
): DataTable {
  return {
    type: "table",
    id: "t",
    number: 1,
    title: text("Title"),
    deck: text("Deck"),
    source: text("Office"),
    note: text("A note."),
    columns,
    rows,
  };
}

const barred = (words: string, to: number): TableCell => ({
  children: text(words),
  graphic: { kind: "bar", from: 0, to },
});
const many = (count: number) => Array.from({ length: count }, (_, index) => row(`Row ${index}`, `${index}.5`));

describe("table", () => {
  it("stands between its caption and its source", () => {
    const { pages } = layOut([table([row("a", "1")])]);
    expect(linesOn(pages[0])).toEqual([
      "Table 1",
      "Title",
      "Deck",
      "NameValue, %",
      "a1",
      "Source: Office",
      "Note: A note.",
    ]);
  });

  it("aligns numbers on the decimal mark, units and signs included", () => {
    const { pages } = layOut([table([row("a", "1.25"), row("b", "−120"), row("c", "3.5%"), row("d", "–")])]);
    const marks = boxesOf(pages[0], "text")
      .filter((box) => /^(1\.25|−120|3\.5%|–)$/.test(wordsOf(box)))
      .map((box) => {
        const words = wordsOf(box);
        const mark = words.includes(".") ? words.indexOf(".") : words.length;
        return box.runs[0]!.x + (mark * box.runs[0]!.width) / words.length;
      });
    expect(marks).toHaveLength(4);
    for (const mark of marks) expect(mark).toBeCloseTo(marks[0]!, 1);
  });

  it("is read from the right in right-to-left languages: the first column there, texts flush right, bars to the left", () => {
    const columns: DataTable["columns"] = [
      { label: text("שם"), align: "left" },
      { label: text("ערך"), align: "decimal" },
    ];
    const rows = [
      row("Dover", barred("10.5", 1)),
      row("נמל", barred("5", 0.5)),
      { kind: "total" as const, cells: [{ children: text("All"), colSpan: 2 }] },
    ];
    const [ltr, rtl] = ["en", "he"].map((language) => layOut([table(rows, columns)], { language }).pages[0]!);
    const box = (words: string) => boxesOf(rtl, "text").find((each) => wordsOf(each) === words)!;
    const ends = (words: string): readonly [number, number] => [
      box(words).runs[0]!.x,
      box(words).runs.at(-1)!.x + box(words).runs.at(-1)!.width,
    ];
    const right = testPage.width - testPage.margins.right;
    for (const words of ["Dover", "שם", "All"]) expect(ends(words)[1]).toBeCloseTo(right, 1);
    expect(ends("10.5")[1]).toBeLessThan(ends("Dover")[0]);
    const bars = boxesOf(rtl, "rectangle").filter(({ height }) => height > 5);
    const mirror = boxesOf(ltr, "rectangle").filter(({ height }) => height > 5);
    expect(bars).toHaveLength(2);
    for (const [i, bar] of bars.entries()) {
      expect(bar.x + bar.width).toBeLessThan(ends("5")[0]);
      expect(bar.width).toBeCloseTo(mirror[i]!.width, 1);
      expect(bar.x + bar.width).toBeCloseTo(bars[0]!.x + bars[0]!.width, 1);
    }
    // The rules end at the text's right edge, as the columns do.
    const rules = boxesOf(rtl, "line")
      .filter(({ y1, y2, means }) => y1 === y2 && means === "layout")
      .map(({ x1, x2 }) => [x1, x2]);
    expect(rules.filter(([, x2]) => Math.abs(x2! - right) < 0.1).length).toBeGreaterThanOrEqual(4);
  });

  it("repeats its header row on every page, as an artifact", () => {
    const layout = layOut([table(many(80))]);
    expect(layout.pages.length).toBeGreaterThan(2);
    for (const page of layout.pages.slice(1)) {
      const [again, head] = boxesOf(page, "text").filter(({ means }) => means === "layout");
      expect(wordsOf(again!)).toBe("Table 1 · continued");
      expect(wordsOf(head!)).toBe("Name");
    }
    expect(elements(layout, "THead")).toHaveLength(1);
    expect(elements(layout, "TR")).toHaveLength(81);
    expect(layout.pages.flatMap((page) => linesOn(page)).filter((line) => line.startsWith("Row"))).toHaveLength(80);
  });

  it("stays in one piece when it is short", () => {
    const { pages } = layOut([linesOf(35), table(many(8)), linesOf(10)]);
    expect(linesOn(pages[0]).some((line) => line.startsWith("Row"))).toBe(false);
    expect(linesOn(pages[1]).filter((line) => line.startsWith("Row"))).toHaveLength(8);
  });

  it("keeps a heading and its short introduction with its first rows", () => {
    const { pages } = layOut([linesOf(31), heading(2, "h", "Heading"), linesOf(2, "lead"), table(many(60))]);
    expect(linesOn(pages[0])).toHaveLength(31);
    expect(linesOn(pages[1])[0]).toBe("Heading");
  });

  it("begins and ends with two rows at least", () => {
    for (let lines = 25; lines < 38; lines++) {
      const { pages } = layOut([linesOf(lines), table(many(30))]);
      for (const page of pages) {
        const rows = linesOn(page).filter((line) => line.startsWith("Row")).length;
        expect(rows === 0 || rows >= 2).toBe(true);
      }
    }
  });

  it("keeps a group's heading with its rows and a total with the row before", () => {
    const group: TableRow = { kind: "group", cells: [{ children: text("Group"), colSpan: 2 }] };
    const total: TableRow = { kind: "total", cells: [{ children: text("Total") }, { children: text("9") }] };
    for (let count = 20; count < 45; count++) {
      const { pages } = layOut([table([...many(count), group, ...many(10), total])]);
      for (const page of pages) {
        expect(linesOn(page).at(-1)).not.toBe("Group");
        expect(linesOn(page)[2]).not.toMatch(/^Total/);
      }
    }
  });

  it("keeps rows together that a cell spans, and names spans and scopes in the structure", () => {
    const spanned = [
      row({ children: text("Both"), rowSpan: 2, header: true }, "1"),
      row("2"),
      row({ children: text("Wide"), colSpan: 2 }),
    ];
    const layout = layOut([table(spanned)]);
    expect(elements(layout, "TH")).toMatchObject([
      { scope: "Column" },
      { scope: "Column" },
      { scope: "Row", rowSpan: 2 },
    ]);
    expect(elements(layout, "TD")).toMatchObject([{}, {}, { colSpan: 2 }]);
    for (let count = 26; count < 40; count++) {
      const { pages } = layOut([table([...many(count), ...spanned.slice(0, 2), ...many(4)])]);
      const page = pages.find((each) => linesOn(each).some((line) => line.startsWith("Both")));
      expect(linesOn(page)).toContain("2");
    }
  });

  it("wraps words in text columns and never numbers", () => {
    const { pages } = layOut([table([row("word ".repeat(30), "1,234,567.25")])]);
    const lines = linesOn(pages[0]);
    expect(lines.filter((line) => line.startsWith("word")).length).toBeGreaterThan(1);
    expect(boxesOf(pages[0], "text").map(wordsOf)).toContain("1,234,567.25");
  });

  it("is set closer, then smaller, then on a turned page, then in parts, when it is too wide, with a warning", () => {
    const columns = Array.from({ length: 6 }, (_, index) => ({ label: text(`H${index}`), align: "left" as const }));
    const of = (letters: number) =>
      table(
        [row(...Array.from({ length: 6 }, (_, index) => String.fromCharCode(97 + index).repeat(letters)))],
        columns,
      );
    expect(layOut([of(14)]).warnings).toEqual([]);
    const smaller = layOut([of(17)]);
    expect(smaller.warnings).toMatchObject([
      { code: "overflow", message: expect.stringContaining("it was set smaller") },
    ]);
    const wide = layOut([linesOf(1), of(21), linesOf(1)]);
    expect(wide.warnings).toMatchObject([
      { code: "overflow", message: expect.stringContaining("its page was turned") },
    ]);
    expect(wide.pages.map(({ width, height }) => [width, height])).toEqual([
      [500, 680],
      [680, 500],
      [500, 680],
    ]);
    expect(boxesOf(wide.pages[1], "line").find(({ means }) => means === "footer")).toMatchObject({ x1: 50, x2: 630 });
    const parts = layOut([of(30)]);
    expect(parts.warnings.map(({ message }) => message)).toEqual([
      "Table 1 is too wide for its space: it was set smaller and its columns were divided over 3 parts",
    ]);
    expect(linesOn(parts.pages[0]).filter((line) => /^(Table|H|a)/.test(line))).toEqual([
      "Table 1",
      "H0H1H2",
      `${"a".repeat(30)}${"b".repeat(30)}${"c".repeat(30)}`,
      "Table 1 · continued (2/3)",
      "H0H3H4",
      `${"a".repeat(30)}${"d".repeat(30)}${"e".repeat(30)}`,
      "Table 1 · continued (3/3)",
      "H0H5",
      `${"a".repeat(30)}${"f".repeat(30)}`,
    ]);
    expect(elements(parts, "Table")).toHaveLength(3);
    expect(elements(parts, "Caption").map(({ parent }) => parent)).toEqual(
      elements(parts, "Table").map(({ index }) => index),
    );
    expect(elements(parts, "TH").filter(({ scope }) => scope === "Row")).toHaveLength(2);
  });

  it("names the column that has no room in any way", () => {
    const columns = [
      { label: text("Name"), align: "left" as const },
      { label: text("Value, %"), align: "decimal" as const },
    ];
    expect(() => layOut([table([row("a", "1".repeat(150))], columns)])).toThrow(
      /^Table 1 has no room for the column "Value, %"/,
    );
  });

  it("divides only rows taller than half a page", () => {
    const layout = layOut([table([row("a", "1"), row("word ".repeat(900), "2"), row("b", "3")])]);
    expect(layout.pages.length).toBeGreaterThan(1);
    expect(elements(layout, "TR")).toHaveLength(4);
    const cell = elements(layout, "TD")[2]!;
    expect(
      layout.pages.filter((page) => boxesOf(page, "text").some(({ means }) => means === cell.index)).length,
    ).toBeGreaterThan(1);
  });

  it("has no vertical lines", () => {
    const { pages } = layOut([table(many(5))]);
    for (const line of boxesOf(pages[0], "line")) expect(line.y1).toBe(line.y2);
  });

  it("draws bars behind their numbers, from one zero, and sparklines as figures with their values", () => {
    const columns = [
      { label: text("Name"), align: "left" },
      { label: text("Value"), align: "decimal" },
      { label: text("Trend"), align: "left" },
    ] as const;
    const rows = [
      row(
        "a",
        { children: text("-1"), graphic: { kind: "bar", from: 0.25, to: 0 } },
        { children: [], graphic: { kind: "sparkline", points: [0, null, 1, 0.5], alt: "1, –, 3, 2" } },
      ),
      row("b", { children: text("12.5"), graphic: { kind: "bar", from: 0.25, to: 1 } }, ""),
    ];
    const layout = layOut([table(rows, columns)]);
    const bars = boxesOf(layout.pages[0], "rectangle").filter(({ height }) => height > 3.5 && height < 10);
    expect(bars).toHaveLength(2);
    expect(bars[0]!.x + bars[0]!.width).toBeCloseTo(bars[1]!.x, 1);
    const number = boxesOf(layout.pages[0], "text").find((box) => wordsOf(box) === "12.5")!.runs[0]!;
    expect(number.x + number.width).toBeLessThan(bars[0]!.x);
    const [line, mark] = boxesOf(layout.pages[0], "path");
    expect(line!.segments.map(([command]) => command)).toEqual(["M", "M", "L"]);
    const figures = elements(layout, "Figure");
    expect(figures).toMatchObject([{ alt: "1, –, 3, 2", parent: elements(layout, "TD")[2]!.index }]);
    expect([line!.means, mark!.means]).toEqual([figures[0]!.index, figures[0]!.index]);
  });

  it("stands without caption when it has no title", () => {
    const { pages } = layOut([{ ...(table(many(3)) as DataTable), number: 0, title: [], deck: [] }]);
    expect(linesOn(pages[0])[0]).toBe("NameValue, %");
  });

  it("has stripes if the theme says so", () => {
    const { pages } = layOut([table(many(4))], { theme: { tables: "stripes" } });
    expect(boxesOf(pages[0], "rectangle").filter(({ fill }) => fill === "#f5f3ee")).toHaveLength(2);
    expect(boxesOf(pages[0], "line").filter(({ color }) => color === "#d4d4d0")).toHaveLength(1);
  });

  it("warns of joined rows that no page holds", () => {
    const tall = row({ children: text("All"), rowSpan: 60 }, "1");
    const layout = layOut([table([tall, ...Array.from({ length: 59 }, () => row("2"))])]);
    expect(layout.warnings).toMatchObject([
      { code: "overflow", message: expect.stringContaining("joined by one cell") },
    ]);
  });
});
