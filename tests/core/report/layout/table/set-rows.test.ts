import { describe, expect, it } from "vitest";
import type { DataTable, TableCell, TableRow } from "../../../../../functions/core/report/document/document.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { boxesOf, layOut, linesOf, text, wordsOf, type Options } from "../layout-fixture.ts";

const cell = (words: string, more: Partial<TableCell> = {}): TableCell => ({ children: text(words), ...more });
const row = (...cells: readonly (string | TableCell)[]): TableRow => ({
  kind: "body",
  cells: cells.map((one) => (typeof one === "string" ? cell(one) : one)),
});
const kindOf = (kind: TableRow["kind"], ...cells: readonly string[]): TableRow => ({ ...row(...cells), kind });

/** Makes a table of three columns, each a third wide. */
function table(...rows: readonly TableRow[]): DataTable {
  const columns = ["a", "b", "c"].map((label) => ({ label: text(label), align: "left" as const, share: 1 / 3 }));
  return { type: "table", id: "t", number: 1, title: text("Title"), deck: [], source: [], note: [], columns, rows };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Lists the hairlines below the header's: `x1`, `x2`, y below the header's, and colour. */
function hairlines(options: Options, ...rows: readonly TableRow[]) {
  const { pages, warnings } = layOut([table(...rows)], options);
  const [, head, ...below] = boxesOf(pages[0], "line").filter(
    ({ means, width }) => means === "layout" && (width === 0.5 || width === 0.75),
  );
  return {
    warnings,
    lines: below.map(({ x1, x2, y1, color }) => ({ x1: round(x1), x2: round(x2), y: round(y1 - head!.y1), color })),
  };
}

/** Lists the left and right ends of the hairlines. */
function ends(...rows: readonly TableRow[]): (readonly [number, number])[] {
  return hairlines({}, ...rows).lines.map(({ x1, x2 }) => [x1, x2]);
}

function words(count: number): string {
  return Array.from({ length: count }, () => "word").join(" ");
}

/** Lists the numbers of the rows that stand on a stripe. */
function striped(...rows: readonly TableRow[]): number[] {
  const { pages } = layOut([table(...rows)], { theme: { tables: "stripes" } });
  const tops = boxesOf(pages[0], "rectangle")
    .filter(({ fill }) => fill === defaultTheme.tint)
    .map(({ y }) => y);
  const text = boxesOf(pages[0], "text").filter((box) => /^r\d/.test(wordsOf(box)));
  return text.flatMap((box) =>
    tops.some((top) => box.y > top && box.y < top + 15) ? [Number(wordsOf(box).slice(1))] : [],
  );
}

describe("the rows of a table", () => {
  it("are divided by hairlines, the last of them in ink", () => {
    const { lines } = hairlines({}, row("r1", "x", "y"), row("r2", "x", "y"), row("r3", "x", "y"));
    const [height] = [lines[0]!.y];
    expect(lines).toEqual([
      { x1: 50, x2: 450, y: height, color: defaultTheme.rule },
      { x1: 50, x2: 450, y: round(2 * height), color: defaultTheme.rule },
      { x1: 50, x2: 450, y: round(3 * height), color: defaultTheme.ink },
    ]);
  });

  it("have ink above a total, which stands a point lower, and space above a group but the first row", () => {
    const plain = hairlines({}, row("r1", "x", "y")).lines[0]!.y;
    const total = hairlines({}, row("r1", "x", "y"), kindOf("total", "r2", "x", "y")).lines;
    expect(total.map(({ y, color }) => [y, color])).toEqual([
      [plain, defaultTheme.ink],
      [round(2 * plain + 1), defaultTheme.ink],
    ]);
    const groups = hairlines(
      {},
      kindOf("group", "r1"),
      row("r2", "x", "y"),
      kindOf("group", "r3"),
      row("r4", "x", "y"),
    ).lines;
    const heights = groups.map(({ y }, index) => round(y - (groups[index - 1]?.y ?? 0)));
    expect(heights[2]! - heights[0]!).toBeCloseTo(5, 5);
    expect(heights[1]).toBe(heights[3]);
  });

  it("leave hairlines out beside cells that go on, wherever these stand", () => {
    const all = [50, 450];
    const [[second, right], last] = ends(row(cell("r1", { rowSpan: 2 }), "x", "y"), row("x", "y")) as [
      [number, number],
      number[],
    ];
    expect([right, last]).toEqual([450, all]);
    expect(second).toBeGreaterThan(150);
    const [[left, end]] = ends(row("r1", "x", cell("y", { rowSpan: 2 })), row("r2", "x")) as [[number, number]];
    expect(left).toBe(50);
    expect(end).toBeLessThan(330);
    const middle = ends(row("r1", cell("x", { rowSpan: 2 }), "y"), row("r2", "y"));
    expect(middle).toHaveLength(3);
    expect([middle[0]![0], middle[1]![1], middle[2]]).toEqual([50, 450, all]);
    expect(middle[0]![1]).toBeLessThan(middle[1]![0]);
    // A joined cell ends beside another that goes on.
    const within = ends(row(cell("r1", { rowSpan: 3 }), cell("x", { rowSpan: 2 }), "y"), row("y"), row("x", "y"));
    expect(within[0]![0]).toBeGreaterThan(within[1]![0]);
    expect(within[1]![0]).toBe(second);
    // A cell two columns wide.
    expect(ends(row(cell("r1", { rowSpan: 2, colSpan: 2 }), "y"), row("y"))[0]![0]).toBe(within[0]![0]);
  });

  it("make room in their last row for a joined cell that needs more than they have", () => {
    const alone = hairlines({}, row("r1", "x", "y")).lines[0]!.y;
    const tall = hairlines({}, row(cell(words(60)), "x", "y")).lines[0]!.y;
    const joined = hairlines({}, row(cell(words(60), { rowSpan: 2 }), "x", "y"), row("x", "y")).lines.map(({ y }) => y);
    expect(joined[0]).toBe(alone);
    // The height of its lines plus the padding of two rows.
    expect(joined[1]).toBeCloseTo(tall + 5, 2);
  });

  it("have stripes if the theme has them: every other row, starting again below a group, and one for joined rows", () => {
    expect(striped(...[1, 2, 3, 4, 5].map((n) => row(`r${n}`, "x", "y")))).toEqual([1, 3, 5]);
    expect(striped(row("r1", "x", "y"), kindOf("group", "r2"), row("r3", "x", "y"), row("r4", "x", "y"))).toEqual([
      1, 3,
    ]);
    expect(
      striped(row("r1", cell("x", { rowSpan: 2 }), "y"), row("r2", "y"), row("r3", "x", "y"), row("r4", "x", "y")),
    ).toEqual([1, 2, 4]);
    const { lines } = hairlines(
      { theme: { tables: "stripes" } },
      row("r1", "x", "y"),
      kindOf("group", "r2"),
      row("r3", "x", "y"),
      row("r4", "x", "y"),
    );
    expect(lines.map(({ color }) => color)).toEqual([defaultTheme.rule, defaultTheme.ink]);
  });

  it("break inside a row that is taller than half a page, and say when joined ones are taller than a page", () => {
    const { pages, warnings } = layOut([linesOf(10), table(row("r1", words(900), "y"), row("r2", "x", "y"))]);
    expect(pages.length).toBeGreaterThan(2);
    expect(warnings).toEqual([]);
    const { warnings: told } = hairlines({}, row(cell("r1", { rowSpan: 2 }), words(500), "y"), row(words(500), "y"));
    expect(told).toMatchObject([
      {
        code: "overflow",
        message: "Rows joined by one cell are taller than a page: what joins them is printed again on each page",
        allowed: "560 pt",
      },
    ]);
  });
});
