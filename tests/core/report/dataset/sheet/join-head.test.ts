import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { seeded } from "../seeded.ts";

type Cell = string | number | null;

interface Merge {
  readonly s: { readonly r: number; readonly c: number };
  readonly e: { readonly r: number; readonly c: number };
}

function workbookOf(rows: readonly (readonly Cell[])[], merges: readonly Merge[] = []): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
  sheet["!merges"] = [...merges];
  const book = { SheetNames: ["Data"], Sheets: { Data: sheet } };
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

/** A header as an office of statistics writes it: its rows, what is merged, and the name of each column. */
interface Head {
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  readonly names: readonly string[];
}

/** @param top row of the sheet in which it begins */
function headOf(columns: number, depth: number, top: number, random: () => number): Head {
  const single = Array.from({ length: columns }, (_, at) => `name ${at}`);
  if (depth === 1) return { rows: [single], merges: [], names: single };
  // The last columns have a group in the first row; the others are merged over both.
  const group = 2 + Math.floor(random() * (columns - 3));
  const from = columns - group;
  const first = single.map((name, at) => (at < from ? name : at === from ? "group" : null));
  const second = single.map((name, at) => (at < from ? null : name));
  return {
    rows: [first, second],
    merges: [
      { s: { r: top, c: from }, e: { r: top, c: columns - 1 } },
      ...single.slice(0, from).map((_, at) => ({ s: { r: top, c: at }, e: { r: top + 1, c: at } })),
    ],
    names: single.map((name, at) => (at < from ? name : `group ${name}`)),
  };
}

test("a header that empty rows divide from its table names the columns, whatever stands above and below", async () => {
  for (let seed = 1; seed <= 80; seed++) {
    const random = seeded(seed);
    const upTo = (limit: number): number => Math.floor(random() * limit);
    const columns = 4 + upTo(5);
    const depth = 1 + upTo(2);
    const numbered = depth === 1 || random() < 0.5;
    const title: Cell[][] = random() < 0.5 ? [["Area and people"], []] : [];
    const head = headOf(columns, depth, title.length, random);
    const bracketed = random() < 0.5;
    const numbers = Array.from({ length: columns }, (_, at) => (bracketed ? `(${at + 1})` : at + 1));
    const rows = Array.from({ length: 6 + upTo(20) }, (_, row): Cell[] => [
      `0${row}`,
      ...Array.from({ length: columns - 1 }, (_cell, at) => (at > 0 && random() < 0.1 ? null : upTo(1000))),
    ]);
    const gap = 1 + upTo(3);
    // A whole table may be divided once more.
    const cut = random() < 0.3 ? 3 : rows.length;
    const body = [...rows.slice(0, cut), ...(cut < rows.length ? [[]] : []), ...rows.slice(cut)];
    const notes: Cell[][] = random() < 0.5 ? [[], ["Source: registers"]] : [];
    const empty = Array.from({ length: gap }, (): Cell[] => []);
    const sheet = [...title, ...head.rows, ...(numbered ? [numbers] : []), ...empty, ...body, ...notes];
    const read = await readTable(workbookOf(sheet, head.merges), "xlsx");
    if ("refused" in read) throw new Error(`${seed}: ${read.problem.message}`);
    expect(read.columns, String(seed)).toEqual(head.names);
    expect(read.rows, String(seed)).toEqual(
      rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
    );
    const begins = title.length + head.rows.length + (numbered ? 1 : 0) + gap + 1;
    expect(read.warnings[0], String(seed)).toBe(
      `The names of the columns in row ${title.length + 1} were read for the rows from ${begins} on, which empty rows divide from them`,
    );
  }
});

const data: readonly (readonly Cell[])[] = [
  ["01", 1, 2],
  ["02", 3, 4],
];

test.each<[string, readonly (readonly Cell[])[]]>([
  ["a table with names of its own", [["key", "n", "m"], [1, 2, 3], [], ["name", "a", "b"], ...data]],
  ["texts of two rows that are not merged", [["Report", "Sales", "all"], ["Author", "Ann", "May"], [], ...data]],
  ["rows that are only texts", [["key", "n", "m"], [1, 2, 3], [], ["01", "x", "y"], ["02", "x", null]]],
  ["more columns than names", [["key", "n"], [1, 2], [], ...data]],
  ["names that lack one", [["key", null, "m"], [1, 2, 3], [], ...data]],
  ["numbers in another order", [["key", "n", "m"], [3, 2, 1], [], ...data]],
  ["many empty rows", [["key", "n", "m"], [1, 2, 3], [], [], [], [], ...data]],
])("%s below a header of its own stays another table", async (_, rows) => {
  expect(await readTable(workbookOf(rows), "xlsx")).toMatchObject({ refused: "unclear-range" });
});
