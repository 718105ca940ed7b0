import { describe, expect, it } from "vitest";
import type { DataTable } from "../../../../../functions/core/report/document/document.ts";
import { compose, only, problemsOf, text } from "../compose-fixture.ts";

/** Lists each row's cells: the words and, for a cell that spans others, the columns and rows. */
const shape = ({ rows }: DataTable): string[][] =>
  rows.map(({ cells }) =>
    cells.map(
      ({ children, colSpan = 1, rowSpan = 1 }) =>
        `${text(children)}${colSpan * rowSpan === 1 ? "" : ` ${colSpan}×${rowSpan}`}`,
    ),
  );
const written = (body: string): DataTable => only(compose(`| a | b | c |\n|---|---|---|\n${body}`), "table");

describe("cells of a table in Markdown", () => {
  it("are joined to the left by < and upwards by ^, to a rectangle", () => {
    expect(shape(written("| 1 | < | 2 |\n| ^ | ^ | ^ |\n| x | y | z |"))).toEqual([
      ["1 2×2", "2 1×2"],
      [],
      ["x", "y", "z"],
    ]);
    expect(shape(written("| 1 | < | < |"))).toEqual([["1 3×1"]]);
  });

  it("print the characters after a backslash, or among others", () => {
    expect(shape(written("| 1 | \\< | \\^ |\n| x | < 5 | 2 ^ 3 |"))).toEqual([
      ["1", "<", "^"],
      ["x", "< 5", "2 ^ 3"],
    ]);
  });

  it("do not keep a column from aligning its numbers", () => {
    expect(written("| x | y | 1.5 |\n| z | w | ^ |").columns.map(({ align }) => align)).toEqual([
      "left",
      "left",
      "decimal",
    ]);
  });

  it.each([
    ["| < | 1 | 2 |", 3],
    ["| ^ | 1 | 2 |", 3],
    ["| 1 | < | 2 |\n| ^ | 3 | 4 |", 3],
  ])("that make no rectangle are a problem: %s", (body, line) => {
    expect(problemsOf(`| a | b | c |\n|---|---|---|\n${body}`)).toMatchObject([
      { code: "invalid-span", where: { file: "report.md", line } },
    ]);
  });
});

describe("rows of a query", () => {
  const sales = [
    { kind: "x", region: "N", city: "a", v: 1 },
    { kind: "x", region: "N", city: "a", v: 2 },
    { kind: "x", region: "N", city: "b", v: 3 },
    { kind: "x", region: "S", city: "b", v: 3 },
    { kind: "y", region: "S", city: "c", v: 4 },
    { kind: "y", region: "S", city: "c", v: 5 },
  ];
  const table = (columns: string, more = ""): DataTable =>
    only(compose(`::table{data="sales" columns="${columns}" ${more}}`, { tables: { sales } }), "table");

  it("join equal cells within the joined cells before them, and head their rows", () => {
    const merged = table("region: R | merge, city: C | merge, v: V");
    expect(shape(merged)).toEqual([
      ["N 1×3", "a 1×2", "1"],
      ["2"],
      ["b", "3"],
      ["S 1×3", "b", "3"],
      ["c 1×2", "4"],
      ["5"],
    ]);
    expect(merged.rows[0]?.cells.map(({ header }) => header === true)).toEqual([true, true, false]);
  });

  it("join nothing across a group or with a total", () => {
    expect(shape(table("region: R | merge, v: V", 'group="kind" total="last"'))).toEqual([
      ["x 2×1"],
      ["N 1×3", "1"],
      ["2"],
      ["3"],
      ["S", "3"],
      ["y 2×1"],
      ["S", "4"],
      ["S", "5"],
    ]);
  });
});
