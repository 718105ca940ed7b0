import { expect, test } from "vitest";
import type { DataTable, Inline, TableCell } from "../../../../../functions/core/report/document/document.ts";
import { type ColumnFit, columnWidths } from "../../../../../functions/core/report/rendition/docx/column-widths.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";

const words = (text: string, ...more: readonly Inline[]): TableCell => ({
  children: [{ type: "text", text }, ...more],
});
const mark: Inline = { type: "footnote", index: 9 };
/** Width of a character, and the margins of a cell. */
const [character, margins] = [defaultTheme.sizes.label * 20 * 0.6, 240];

function widthsOf(rows: readonly (readonly TableCell[])[], room: number, full = false): readonly number[] {
  return fitOf(rows, room, full).widths;
}

function fitOf(rows: readonly (readonly TableCell[])[], room: number, full = false): ColumnFit {
  const columns = rows[0]!.map(() => ({ label: [], align: "left" as const }));
  const table = { type: "table", id: "t", columns, rows: rows.map((cells) => ({ kind: "body", cells })), full };
  return columnWidths({ theme: defaultTheme } as never, table as unknown as DataTable, [], room);
}

const sentence = "a very long text of a cell that goes on in several lines because it does not fit";

test.each([1, 2, 3])("numbers are kept whole beside %i long texts, with the marks of their notes", (texts) => {
  const numbers = ["−1,234.5", "12", "1,000,000"];
  const row = [
    ...Array.from({ length: texts }, () => words(sentence)),
    ...numbers.map((number) => words(number, mark)),
    { ...words("7.5%"), note: 0 },
  ];
  const room = 7_000;
  const widths = widthsOf([row], room);
  expect(widths.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(room);
  const needed = [...numbers.map((number) => number.length + 2), 5];
  for (const [index, length] of needed.entries())
    expect(widths[texts + index]).toBeGreaterThanOrEqual(Math.floor(length * character + margins));
});

test("a table that fits has the widths of its words", () => {
  expect(widthsOf([[words("abc"), words("abcdef", mark)]], 9_000)).toEqual(
    [3, 8].map((length) => Math.floor(length * character + margins)),
  );
});

test.each([20, 30, 38])("numbers of %i columns are kept whole in smaller type", (columns) => {
  const room = 9_000;
  const { widths, crowded } = fitOf([Array.from({ length: columns }, () => words("12.5"))], room);
  const { size, margin } = crowded ?? { size: defaultTheme.sizes.label, margin: margins / 2 };
  expect(size).toBeGreaterThanOrEqual(4);
  expect(widths.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(room);
  for (const width of widths) expect(width).toBeGreaterThanOrEqual(Math.floor(4 * size * 20 * 0.6 + 2 * margin));
});

test("a table without room for its words even then shares what there is", () => {
  const { widths, crowded } = fitOf([Array.from({ length: 60 }, () => words("1,000,000.5"))], 9_000);
  expect(crowded?.size).toBe(4);
  expect(widths.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(9_000);
  expect(Math.min(...widths)).toBeGreaterThan(0);
});
