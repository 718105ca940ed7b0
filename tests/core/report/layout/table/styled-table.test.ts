import { describe, expect, it } from "vitest";
import type { DataTable, TableCell, TableRow } from "../../../../../functions/core/report/document/document.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { boxesOf, layOut, text, wordsOf } from "../layout-fixture.ts";

const cell = (words: string, more: Partial<TableCell> = {}): TableCell => ({
  children: words === "" ? [] : text(words),
  ...more,
});
const row = (kind: TableRow["kind"], ...cells: readonly TableCell[]): TableRow => ({ kind, cells });

function table(more: Partial<DataTable>): DataTable {
  const columns = [
    { label: text("Name"), align: "left" as const },
    { label: text("Sales"), align: "decimal" as const },
  ];
  return {
    type: "table",
    id: "t",
    number: 0,
    title: [],
    deck: [],
    source: [],
    note: [],
    columns,
    rows: [row("body", cell("one"), cell("12"))],
    ...more,
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

const rightEnd = (more: Partial<DataTable>) =>
  Math.max(
    ...boxesOf(layOut([table(more)]).pages[0], "line")
      .filter(({ means }) => means === "layout")
      .map(({ x2 }) => x2),
  );

describe("a table's density and size", () => {
  const rows = ["one", "two", "three"].map((name) => {
    const graphic = { kind: "bar", from: 0, to: 1 } as const;
    return row("body", cell(name, { graphic, change: { arrow: "up", tone: "good" } }), cell("12"));
  });
  /** Distances of the first rows' baselines, and of the last row's from the hairline below. */
  const stepsOf = (more: Partial<DataTable>) => {
    const { pages } = layOut([table({ rows, ...more })]);
    const at = (words: string): number => boxesOf(pages[0], "text").find((box) => wordsOf(box) === words)!.y;
    const foot = Math.max(...boxesOf(pages[0], "line").flatMap(({ means, y2 }) => (means === "layout" ? [y2] : [])));
    return [at("two") - at("one"), at("three") - at("two"), foot - at("three")].map(round);
  };

  it("moves rows, with their graphics, apart or together by 1, 2.5 or 5 points above and below", () => {
    const [usual, dense, airy] = [stepsOf({}), stepsOf({ density: "dense" }), stepsOf({ density: "airy" })];
    expect(stepsOf({ density: "usual" })).toEqual(usual);
    expect(usual.map((step, at) => round(step - dense[at]!))).toEqual([3, 3, 1.5]);
    expect(airy.map((step, at) => round(step - usual[at]!))).toEqual([5, 5, 2.5]);
    for (const density of ["dense", "usual", "airy"] as const) {
      const { pages } = layOut([table({ rows, density })]);
      const text = boxesOf(pages[0], "text").find((box) => wordsOf(box) === "two")!;
      const bars = boxesOf(pages[0], "path").map(({ y, height = 0 }) => round(y + height / 2 - text.y));
      // A bar is at the height of its row's text, whatever the density.
      expect(
        bars.some((offset) => offset < 0 && offset > -6),
        `${density}: ${bars.join(", ")}`,
      ).toBe(true);
    }
  });

  it("sets it in 0.88 of the usual size, without a warning", () => {
    const sizes = [{}, { size: "small" }].map((more) => {
      const { pages } = layOut([table({ rows, ...(more as Partial<DataTable>) })]);
      return boxesOf(pages[0], "text").find((box) => wordsOf(box) === "two")!.runs[0]!.size;
    });
    expect(sizes).toEqual([defaultTheme.sizes.label, 7.5]);
    expect(layOut([table({ rows, size: "small" })]).warnings).toEqual([]);
  });
});

describe("a table's width", () => {
  it("is that of its content, of its place where asked or where a column has a share of it", () => {
    expect(rightEnd({})).toBeLessThan(200);
    expect(rightEnd({ full: true })).toBeCloseTo(450, 5);
    const columns = [
      { label: text("Name"), align: "left" as const, share: 0.5 },
      { label: text("Sales"), align: "decimal" as const },
    ];
    expect(rightEnd({ columns })).toBeCloseTo(450, 5);
  });

  it("has room for a heading over several columns", () => {
    const head = [[cell("A long heading over two columns", { colSpan: 2 })]];
    const { pages, warnings } = layOut([table({ head })]);
    expect(warnings).toEqual([]);
    expect(
      boxesOf(pages[0], "text")
        .filter((box) => wordsOf(box).includes("long"))
        .map(wordsOf),
    ).toEqual(["A long heading over two columns"]);
  });
});

describe("styled rows", () => {
  it("are muted, or on the tint", () => {
    const rows = (["body", "subtotal", "total", "muted", "highlight"] as const).map((kind) =>
      row(kind, cell(`${kind}X`), cell("1")),
    );
    const { pages } = layOut([table({ rows })]);
    const looks = boxesOf(pages[0], "text")
      .filter((box) => wordsOf(box).endsWith("X"))
      .map(({ runs: [run] }) => [run!.text, run!.color]);
    const { ink, muted } = defaultTheme;
    expect(looks).toEqual([
      ["bodyX", ink],
      ["subtotalX", ink],
      ["totalX", ink],
      ["mutedX", muted],
      ["highlightX", ink],
    ]);
    expect(boxesOf(pages[0], "rectangle").filter(({ fill }) => fill === defaultTheme.tint)).toHaveLength(1);
  });

  it("are moved in by their level", () => {
    const rows = [
      row("group", cell("g", { header: true, colSpan: 2 })),
      { ...row("body", cell("b", { header: true }), cell("1")), level: 2 },
    ];
    const { pages } = layOut([table({ rows })]);
    const at = (words: string) => boxesOf(pages[0], "text").find((box) => wordsOf(box) === words)!.runs[0]!.x;
    expect(at("b") - at("g")).toBe(18);
  });
});

const heat = (share: number) => ({ heat: { share, diverging: false } });

const change = (arrow: "up" | "down", tone: "good" | "bad") => ({ change: { arrow, tone } });

describe("cells", () => {
  it("stand on the colours of a heat map, which meet between the columns", () => {
    const { pages } = layOut([table({ rows: [row("body", cell("a", heat(0)), cell("1", heat(1)))] })]);
    const [left, right] = boxesOf(pages[0], "rectangle").filter(({ fill }) => defaultTheme.sequential.includes(fill));
    expect([left!.fill, right!.fill]).toEqual([defaultTheme.sequential[0], defaultTheme.sequential.at(-1)]);
    expect(round(right!.x - (left!.x + left!.width))).toBe(-0.5);
    const number = boxesOf(pages[0], "text").find((box) => wordsOf(box) === "1")!.runs[0]!;
    expect(number.color).toBe(defaultTheme.paper);
    expect(round(right!.x + right!.width - number.x - number.width)).toBe(5);
  });

  it("have an arrow in front of a number that changed, in the number's colour, hollow where that is for the worse", () => {
    const { pages } = layOut([
      table({
        rows: [
          row("body", cell("a"), cell("+1000", change("up", "good"))),
          row("body", cell("b"), cell("−2", change("down", "bad"))),
        ],
      }),
    ]);
    const arrows = boxesOf(pages[0], "path");
    const { good, bad } = defaultTheme;
    expect(arrows.map(({ means, fill, stroke, segments }) => [means, fill, stroke?.color, segments[0]])).toEqual([
      ["layout", good, undefined, ["M", 0, 4.4]],
      ["layout", undefined, bad, ["M", 0.6, 0.35]],
    ]);
    expect(new Set(arrows.map(({ x }) => x)).size).toBe(1);
    const numbers = boxesOf(pages[0], "text").filter((box) => /^[+−]/.test(wordsOf(box)));
    expect(numbers.map(({ runs: [run] }) => run!.color)).toEqual([good, bad]);
    expect(round(numbers[0]!.runs[0]!.x - arrows[0]!.x)).toBe(8);
  });

  it("refer to notes under the table, which lead back to the first of them", () => {
    const rows = [
      row("body", cell("a", { note: 1 }), cell("1")),
      row("body", cell("b", { note: 0 }), cell("2", { note: 1 })),
    ];
    const { pages, structure } = layOut([table({ rows, notes: [text("first"), text("second")], source: text("us") })]);
    const words = boxesOf(pages[0], "text").map(wordsOf);
    expect(
      words.filter((line) => /first|second|us/.test(line)).map((line) => line.replace(/^.*(?=first|second)/, "")),
    ).toEqual(["first", "second", "Source: us"]);
    const notes = structure.filter(({ role }) => role === "Note");
    expect(notes.map(({ id, parent }) => [id, structure[parent!]!.role])).toEqual([
      ["t-note-a", "Document"],
      ["t-note-b", "Document"],
    ]);
    const links = boxesOf(pages[0], "link").map(({ target }) => target);
    expect(links).toEqual(
      ["t-note-b", "t-note-a", "t-note-b", "t-mark-a", "t-mark-b"].map((destination) => ({ destination })),
    );
    const places = boxesOf(pages[0], "destination").map(({ name }) => name);
    expect(places.filter((name) => name.startsWith("t-"))).toEqual(["t-mark-b", "t-mark-a", "t-note-a", "t-note-b"]);
    const marks = structure.filter(({ role }) => role === "Reference").map(({ parent }) => structure[parent!]!.role);
    expect(marks).toEqual(["TD", "TD", "TD"]);
  });
});

describe("headings of several levels", () => {
  const head = [
    [cell("Name", { rowSpan: 2 }), cell("2024", { colSpan: 2 })],
    [cell("Q1"), cell("Q2")],
  ];
  const columns = [
    { label: [], align: "left" as const },
    { label: [], align: "decimal" as const },
    { label: [], align: "decimal" as const },
  ];
  const named = { header: true };
  const rows: TableRow[] = [
    row("group", cell("North", { ...named, colSpan: 3 })),
    { ...row("body", cell("Tea", named), cell("1"), cell("2")), level: 1 },
    row("subtotal", cell("North total", named), cell("1"), cell("2")),
    row("total", cell("Total", named), cell("1"), cell("2")),
  ];
  const set = () => layOut([table({ columns, head, rows })]);

  it("are joined, with a line under a heading over several columns", () => {
    const { pages, warnings } = set();
    expect(warnings).toEqual([]);
    const at = (words: string) => boxesOf(pages[0], "text").find((box) => wordsOf(box) === words)!;
    expect(at("Name").y).toBe(at("Q1").y);
    expect(at("2024").y).toBeLessThan(at("Q1").y);
    const [under, below] = boxesOf(pages[0], "line").filter(({ means }) => means === "layout");
    expect([under!.color, below!.color]).toEqual([defaultTheme.muted, defaultTheme.ink]);
    expect(under!.x1).toBeGreaterThan(below!.x1);
    expect([under!.x2, under!.y1 < below!.y1]).toEqual([below!.x2, true]);
  });

  it("are named by every cell below and beside them", () => {
    const { structure } = set();
    const names = new Map(structure.flatMap(({ id, index }) => (id === undefined ? [] : [[id, index] as const])));
    const cells = structure
      .filter(({ role }) => role === "TH" || role === "TD")
      .map(({ role, scope, headers = [] }) => [role, scope, headers.length]);
    expect(cells).toEqual([
      ["TH", "Column", 0],
      ["TH", "Column", 0],
      ["TH", "Column", 1],
      ["TH", "Column", 1],
      ["TH", "Row", 0],
      ["TH", "Row", 1],
      ["TD", undefined, 4],
      ["TD", undefined, 4],
      ["TH", "Row", 1],
      ["TD", undefined, 4],
      ["TD", undefined, 4],
      ["TH", "Row", 0],
      ["TD", undefined, 3],
      ["TD", undefined, 3],
    ]);
    const wrong = structure
      .flatMap(({ headers = [] }) => headers)
      .filter((name) => structure[names.get(name) ?? -1]?.role !== "TH");
    expect(wrong).toEqual([]);
    expect(structure.filter(({ role }) => role === "TD")[1]?.headers).toEqual(["t-h2", "t-h4", "t-r1-1", "t-r2-1"]);
  });

  it("come again on the next page, as an artifact", () => {
    const many = Array.from({ length: 80 }, (_, index) => row("body", cell(`r${index}`, named), cell("1"), cell("2")));
    const { pages } = layOut([table({ columns, head, rows: many })]);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages.slice(1)) {
      const repeated = boxesOf(page, "text")
        .filter(({ means }) => means === "layout")
        .map(wordsOf);
      expect(repeated).toEqual(expect.arrayContaining(["Name", "2024", "Q1", "Q2"]));
    }
  });
});
