import { crc32, deflateRawSync } from "node:zlib";
import * as xlsx from "@e965/xlsx";
import { expect, test } from "vitest";
import type { DatasetReading } from "../../../../functions/core/report/template/dataset-reading.ts";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { writeRows, writeWorkbook } from "./hostile/write-workbook.ts";
import { type Outcome, readTable } from "./read-table.ts";

type Cells = Readonly<Record<string, xlsx.CellObject | string | number | boolean>>;

/** Makes a workbook from the cells of its sheets: `{ Q1: { A1: "name", B2: 5 } }`. */
function workbook(
  sheets: Readonly<Record<string, Cells>>,
  change: { merges?: readonly string[]; date1904?: boolean; hidden?: readonly string[] } = {},
): Uint8Array {
  const book = xlsx.utils.book_new();
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet: xlsx.WorkSheet = {};
    const range = { s: { r: 0, c: 0 }, e: { r: 0, c: 0 } };
    for (const [place, cell] of Object.entries(cells)) {
      const { r, c } = xlsx.utils.decode_cell(place);
      range.e = { r: Math.max(range.e.r, r), c: Math.max(range.e.c, c) };
      sheet[place] =
        typeof cell === "object"
          ? cell
          : { t: typeof cell === "string" ? "s" : typeof cell === "number" ? "n" : "b", v: cell };
    }
    sheet["!ref"] = xlsx.utils.encode_range(range);
    sheet["!merges"] = (change.merges ?? []).map((merge) => xlsx.utils.decode_range(merge));
    xlsx.utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = {
    WBProps: { date1904: change.date1904 ?? false },
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: change.hidden?.includes(name) === true ? 1 : 0 })),
  };
  return new Uint8Array(xlsx.write(book, { type: "buffer", bookType: "xlsx", compression: true }) as Buffer);
}

async function read(body: Uint8Array, reading?: DatasetReading): Promise<Record<string, unknown>> {
  const outcome: Outcome = await readTable(body, "xlsx", reading);
  if ("refused" in outcome) return { refused: outcome.refused, problem: outcome.problem };
  return {
    columns: outcome.columns.join("|"),
    types: outcome.types.join("|"),
    rows: outcome.rows.map((row) => row.map((value) => value ?? "∅").join("|")),
    warnings: outcome.warnings,
    profile: outcome.profile,
  };
}

const day = (serial: number, format = "dd.mm.yyyy"): xlsx.CellObject => ({ t: "n", v: serial, z: format });
const plain: Cells = { A1: "name", B1: "n", A2: "Anna", B2: 1, A3: "Bert", B3: 2.5 };

test("texts, numbers, booleans and empty cells keep their kinds", async () => {
  const body = workbook({
    S: {
      A1: "code",
      B1: "n",
      C1: "yes",
      D1: "text",
      A2: "007",
      B2: 1.5,
      C2: true,
      D2: "1,5",
      A3: "12",
      C3: false,
      D3: "2,5",
    },
  });
  expect(await read(body)).toMatchObject({
    columns: "code|n|yes|text",
    types: "text|number|boolean|text",
    rows: ["007|1.5|true|1,5", "12|∅|false|2,5"],
    warnings: [],
    profile: { format: "xlsx", table: "csv", sheet: "S" },
  });
});

test("dates of the systems of 1900 and 1904, times of day, moments", async () => {
  const cells: Cells = {
    A1: "day",
    B1: "moment",
    C1: "time",
    D1: "n",
    A2: day(45_322),
    B2: day(45_322.75, "yyyy-mm-dd hh:mm"),
    C2: day(0.5, "hh:mm"),
    D2: { t: "n", v: 45_322, z: "0.00" },
    A3: day(45_323),
    B3: day(45_323, "yyyy-mm-dd hh:mm"),
    C3: day(1.25, "[h]:mm"),
    D3: 1,
  };
  expect(await read(workbook({ S: cells }))).toMatchObject({
    types: "date|timestamp|text|integer",
    rows: ["2024-01-31|2024-01-31 18:00:00|12:00:00|45322", "2024-02-01|2024-02-01 00:00:00|30:00:00|1"],
  });
  expect(await read(workbook({ S: { A1: "day", B1: "n", A2: day(43_860), B2: 1 } }, { date1904: true }))).toMatchObject(
    { types: "date|integer", rows: ["2024-01-31|1"] },
  );
});

test("formulas give their values; one without a value is refused, an error is an empty cell", async () => {
  expect(await read(workbook({ S: { ...plain, B3: { t: "n", v: 7, f: "B2*7" } } }))).toMatchObject({
    rows: ["Anna|1", "Bert|7"],
  });
  expect(await read(workbook({ S: { ...plain, B3: { t: "e", v: 0x2a, f: "NA()" } } }))).toMatchObject({
    rows: ["Anna|1", "Bert|∅"],
    warnings: [expect.stringContaining("the first is B3")],
  });
});

test("titles, notes and empty rows around the table are passed over", async () => {
  const cells: Cells = {
    A1: "Sales 2024",
    B4: "name",
    C4: "n",
    B5: "Anna",
    C5: 1,
    B6: "Bert",
    C6: 2,
    B9: "Source: the office",
  };
  expect(await read(workbook({ S: cells }))).toMatchObject({
    columns: "name|n",
    rows: ["Anna|1", "Bert|2"],
    warnings: [expect.stringContaining("B4:C6 were skipped: A1:A1, B9:B9")],
  });
  expect(
    await read(workbook({ S: { A1: "Sales 2024", A2: "name", B2: "n", C2: "m", A3: "Anna", B3: 1, C3: 2 } })),
  ).toMatchObject({
    columns: "name|n|m",
    types: "text|integer|integer",
    rows: ["Anna|1|2"],
    warnings: [expect.stringContaining("above the table")],
  });
});

test("merged headers are joined, merged labels stand for each of their rows", async () => {
  const cells: Cells = {
    A1: "region",
    B1: "2023",
    D1: "2024",
    B2: "Q1",
    C2: "Q2",
    D2: "Q1",
    E2: "Q2",
    A3: "North",
    B3: 1,
    C3: 2,
    D3: 3,
    E3: 4,
    B4: 5,
    C4: 6,
    D4: 7,
    E4: 8,
  };
  expect(await read(workbook({ S: cells }, { merges: ["A1:A2", "B1:C1", "D1:E1", "A3:A4"] }))).toMatchObject({
    columns: "region|2023 Q1|2023 Q2|2024 Q1|2024 Q2",
    rows: ["North|1|2|3|4", "North|5|6|7|8"],
    warnings: [expect.stringContaining("A3:A4")],
  });
});

test("merged cells that overlap are refused, in any order, and those that touch are not", async () => {
  const cells: Cells = { A1: "a", B1: "b", C1: "c", A2: 1, B2: 2, C2: 3, A3: 4, B3: 5, C3: 6, A4: 7, B4: 8, C4: 9 };
  for (const merges of [
    ["A2:B3", "B3:C4"],
    ["B3:C4", "A2:B3"],
    ["A2:A4", "A3:C3"],
    ["A2:C2", "A2:C2"],
  ])
    expect(await read(workbook({ S: cells }, { merges }))).toMatchObject({
      refused: "overlapping-merges",
      problem: { seen: merges.toSorted() },
    });
  expect(await read(workbook({ S: cells }, { merges: ["A2:A3", "A4:B4", "B2:B3", "C2:C4"] }))).toMatchObject({
    rows: ["1|2|3", "1|2|3", "7|8|3"],
  });
});

test("the table is counted while it is written: one long text in many cells", async () => {
  const strings = `<si><t>${"x".repeat(32_000)}</t></si>`;
  const body = writeWorkbook({ rows: writeRows(8_500, 1, () => ' t="s"><v>0</v>'), strings });
  expect(body.length).toBeLessThan(100_000);
  expect(await read(body)).toMatchObject({ refused: "too-many-bytes", problem: { allowed: 256 * 1024 * 1024 } });
});

test("130,000 rows are read", async () => {
  const body = writeWorkbook({ rows: writeRows(130_000, 1, (row) => `><v>${row}</v>`) });
  expect(
    await storeDataset(new MemoryObjectStore(), "d", { body, format: "xlsx" }, await openScratchFolder()),
  ).toMatchObject({ rows: 130_000, columns: [{ name: "c0", type: "integer" }] });
});

test("characters beyond the first plane, escapes, runs and reading aids of a text", async () => {
  const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row>${["&#127829;&#x1F355; &amp;", "a_x000D_b", "<![CDATA[<&>]]>"].map((text) => `<row><c t="inlineStr"><is><t>${text}</t></is></c><c><v>1</v></c></row>`).join("")}<row><c t="s"><v>0</v></c><c><v>1</v></c></row>`;
  expect(
    await read(
      writeWorkbook({ rows, strings: "<si><r><t>東</t></r><r><t>京</t></r><rPh><t>とうきょう</t></rPh></si>" }),
    ),
  ).toMatchObject({ rows: ["🍕🍕 &|1", "a\rb|1", "<&>|1", "東京|1"] });
});

test("dates stored as ISO 8601 and whole numbers beyond 2^53 keep their values", async () => {
  const rows = writeRows(2, 2, (row, column) =>
    column === 0 ? ` t="d"><v>2024-01-0${row}T00:00:00</v>` : `><v>900719925474099${row}</v>`,
  );
  expect(await read(writeWorkbook({ rows }))).toMatchObject({
    types: "date|integer",
    rows: ["2024-01-01|9007199254740991", "2024-01-02|9007199254740992"],
  });
  const wide = writeRows(2, 2, (row, column) => `><v>${column === 0 ? row : `1234567890123456789${row}`}</v>`);
  expect(await read(writeWorkbook({ rows: wide }))).toMatchObject({
    rows: ["1|12345678901234567891", "2|12345678901234567892"],
  });
});

test.each([
  ["a document type", { rows: "", prologue: '<!DOCTYPE x [<!ENTITY a "b">]>' }, "damaged-part", /document type/],
  [
    "an entity that nobody declared",
    { rows: '<row><c t="inlineStr"><is><t>&a9;</t></is></c></row>' },
    "damaged-part",
    /"&a9;" is not declared/,
  ],
  ["a cell outside any sheet", { rows: '<row><c r="ZZZ1"><v>1</v></c></row>' }, "damaged-part", /outside any sheet/],
  ["a shared text that is not there", { rows: '<row><c t="s"><v>7</v></c></row>' }, "damaged-part", /no shared text 7/],
  ["what is no number", { rows: "<row><c><v>1x</v></c></row>" }, "damaged-part", /"1x" is no number/],
  ["an element without end", { rows: "<x><y>" }, "damaged-part", /stops before its end/],
  [
    "a number format that no program writes",
    { rows: "", styles: `<numFmts><numFmt numFmtId="164" formatCode="${"0".repeat(256)}"/></numFmts>` },
    "long-format",
    /256 characters/,
  ],
  [
    "a header of many rows",
    {
      rows: writeRows(50, 3, () => "><v>1</v>"),
      after: '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C1:C40"/></mergeCells>',
    },
    "high-header",
    /C1:C40/,
  ],
])("%s is refused", async (_, parts, code, message) => {
  expect(await read(writeWorkbook(parts))).toMatchObject({
    refused: code,
    problem: { message: expect.stringMatching(message) },
  });
});

test("the sheet is the only one with a table, or the one that is named", async () => {
  const two = { Data: plain, More: { ...plain, A2: "Carl" } };
  expect(await read(workbook({ Notes: { A1: "Read me" }, Data: plain }))).toMatchObject({
    rows: ["Anna|1.0", "Bert|2.5"],
    profile: { sheet: "Data" },
  });
  expect(await read(workbook(two))).toMatchObject({ refused: "unclear-sheet", problem: { seen: ["Data", "More"] } });
  expect(await read(workbook(two), { sheet: "More" })).toMatchObject({ rows: ["Carl|1.0", "Bert|2.5"] });
  expect(await read(workbook(two, { hidden: ["More"] }))).toMatchObject({ profile: { sheet: "Data" } });
  expect(await read(workbook(two), { sheet: "data" })).toMatchObject({
    refused: "unknown-sheet",
    problem: { allowed: ["Data", "More"] },
  });
});

test("a short list of two columns beside a table of more is a key to it, and is named", async () => {
  const answers: Cells = {
    A1: "class",
    B1: "q1",
    C1: "q2",
    A2: "a",
    B2: 4,
    C2: 5,
    A3: "b",
    B3: 3,
    C3: 1,
    A4: "a",
    B4: 2,
    C4: 2,
  };
  const key: Cells = { A1: "value", B1: "means", A2: 1, B2: "never", A3: 5, B3: "always" };
  expect(await read(workbook({ Scale: key, Answers: answers }))).toMatchObject({
    rows: ["a|4|5", "b|3|1", "a|2|2"],
    profile: { sheet: "Answers" },
    warnings: [expect.stringContaining('The sheet "Scale" was left out')],
  });
  // A list as long as the table is none.
  const long: Cells = { ...key, A4: 6, B4: "x", A5: 7, B5: "y" };
  expect(await read(workbook({ Scale: long, Answers: answers }))).toMatchObject({ refused: "unclear-sheet" });
});

test("of two tables on a sheet one must be named by its range", async () => {
  const cells: Cells = { ...plain, D1: "x", E1: "y", D2: 7, E2: 8 };
  expect(await read(workbook({ S: cells }))).toMatchObject({
    refused: "unclear-range",
    problem: { seen: ["A1:B3", "D1:E2"] },
  });
  expect(await read(workbook({ S: cells }), { range: "D1" })).toMatchObject({ columns: "x|y", rows: ["7|8"] });
  expect(await read(workbook({ S: cells }), { range: "A1:B2" })).toMatchObject({ columns: "name|n", rows: ["Anna|1"] });
  expect(await read(workbook({ S: cells }), { range: "Z" })).toMatchObject({ refused: "invalid-range" });
});

/** A budget by chapters: each begins with its name, and an empty row stands before the next. */
const chapters: Cells = {
  ...inColumn("A", [
    "Heading",
    "Parks",
    "Grass",
    "Trees",
    undefined,
    "Hall",
    "Heat",
    undefined,
    "Office",
    "Post",
    "Paper",
  ]),
  ...inColumn("B", ["Budget", undefined, 10, 5, undefined, undefined, 4, undefined, undefined, 2, 3]),
  ...inColumn("C", ["Actual", undefined, 9, 8, undefined, undefined, 6, undefined, undefined, 1]),
};

function inColumn(name: string, values: readonly (string | number | undefined)[]): Cells {
  return Object.fromEntries(
    values.flatMap((value, at) => (value === undefined ? [] : [[`${name}${at + 1}`, value] as const])),
  );
}

test("a table that empty rows divide into chapters is one, and nothing else is joined", async () => {
  const whole = ["Parks|∅|∅", "Grass|10|9", "Trees|5|8", "Hall|∅|∅", "Heat|4|6", "Office|∅|∅", "Post|2|1", "Paper|3|∅"];
  expect(await read(workbook({ S: chapters }))).toMatchObject({
    columns: "Heading|Budget|Actual",
    rows: whole,
  });
  const under: Cells = { ...chapters, A13: "All", B13: 24, C13: 24 };
  expect(await read(workbook({ S: under }))).toMatchObject({ rows: whole });
  const others: Readonly<Record<string, Cells>> = {
    "a summary below": { ...chapters, A13: "Mean", B13: 4.8, C13: 6, A14: "Most", B14: 10, C14: 9 },
    "names of columns of its own": { ...chapters, A6: "Hall", B6: "Planned", C6: "Spent" },
    "another place": { ...chapters, B13: "More", B14: "x", C14: 2, D14: 3 },
    "a table without chapters first": { ...chapters, A2: "Parks", B2: 15, C2: 17 },
    "texts alone below": { ...chapters, B7: "none", C7: "none" },
    "a note between": { ...chapters, E8: "see minutes" },
  };
  for (const [what, cells] of Object.entries(others))
    expect(await read(workbook({ S: cells })), what).toMatchObject({ refused: "unclear-range" });
});

test("unnamed columns, empty rows and repeated names are reported as in CSV", async () => {
  expect(await read(workbook({ S: { B1: "n", A2: "Anna", B2: 1 } }))).toMatchObject({
    columns: "column_1|n",
    rows: ["Anna|1"],
  });
  expect(await read(workbook({ S: { A1: "n", B1: "N", A2: 1, B2: 1 } }))).toMatchObject({
    columns: "n|N_2",
    rows: ["1|1"],
  });
  expect(await read(workbook({ S: {} }))).toMatchObject({ refused: "empty-dataset" });
});

test.each([
  ["nothing", new Uint8Array(), "not-xlsx"],
  ["a text", Buffer.from("name,n\nAnna,1\n"), "not-xlsx"],
  ["the old format", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), "encrypted-workbook"],
  ["a file that is cut off", workbook({ S: plain }).subarray(0, 2000), "damaged-archive"],
  ["an archive of something else", zip({ "a.txt": Buffer.from("a") }), "not-xlsx"],
  ["a bomb that states its size", zip({ "xl/workbook.xml": Buffer.alloc(200_000_000) }), "archive-bomb"],
  ["a bomb that states another size", zip({ "xl/workbook.xml": Buffer.alloc(200_000_000) }, 10), "archive-bomb"],
  ["an entry that states another size", zip({ "xl/workbook.xml": Buffer.from("abc") }, 10), "damaged-archive"],
])("%s is refused", async (_, body, code) => {
  expect(await read(body)).toMatchObject({ refused: code });
});

test("an entry that was changed is refused", async () => {
  const body = workbook({ S: plain });
  const at = Buffer.from(body).indexOf("xl/worksheets/sheet1.xml") + 40;
  body[at]! ^= 0x01;
  expect(await read(body)).toMatchObject({ refused: "damaged-archive" });
});

/** Makes a ZIP archive that may declare a wrong size for its entries. */
function zip(entries: Readonly<Record<string, Uint8Array>>, stated?: number): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const about = Buffer.alloc(26);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(stated ?? content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), about, Buffer.from(name), packed]);
    const ends = Buffer.alloc(14);
    ends.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), about, ends, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from("PK\u0005\u0006"), end]);
}
