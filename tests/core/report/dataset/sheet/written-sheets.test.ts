import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { seeded } from "../seeded.ts";
import { writeWorkbook } from "./write-workbook.ts";

type Random = () => number;

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;
const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
/** Writes characters beyond ASCII by their numbers, as some libraries do. */
const byNumber = (text: string, random: Random): string =>
  [...escape(text)]
    .map((one) =>
      one > "\u007f" ? (random() < 0.5 ? `&#${one.codePointAt(0)};` : `&#x${one.codePointAt(0)!.toString(16)};`) : one,
    )
    .join("");

/** One cell: its XML without its place, and the value that a query must see; null for none. */
interface Cell {
  readonly attributes: string;
  readonly content: string;
  readonly expected: string | null;
  /** Whether the first reader gave another value. */
  readonly changed?: boolean;
}

interface Writing {
  readonly random: Random;
  readonly shared: string[];
}

function textCell(text: string, { random, shared }: Writing): Cell {
  const numbered = random() < 0.4;
  const xml = numbered ? byNumber(text, random) : escape(text);
  const beyond = (limit: number): boolean => numbered && [...text].some((one) => one.codePointAt(0)! > limit);
  const changed = beyond(0xffff);
  switch (pick(["shared", "rich", "inline", "formula"], random)) {
    case "shared":
      return {
        attributes: 't="s"',
        content: `<v>${shared.push(`<t xml:space="preserve">${xml}</t>`) - 1}</v>`,
        expected: text,
        changed,
      };
    case "rich":
      return {
        attributes: 't="s"',
        content: `<v>${shared.push(`<r><rPr><b/></rPr><t xml:space="preserve">${xml}</t></r><r><t>!</t></r><rPh sb="0" eb="1"><t>no</t></rPh>`) - 1}</v>`,
        expected: `${text}!`,
        changed,
      };
    case "inline":
      return {
        attributes: 't="inlineStr"',
        content: `<is><t xml:space="preserve">${xml}</t></is>`,
        expected: text,
        changed,
      };
    default:
      return { attributes: 't="str"', content: `<f>A1&amp;""</f><v>${xml}</v>`, expected: text, changed: beyond(0x7f) };
  }
}

const words = ["Anna", "R&D", "a<b", "Größe", "東京", "🍕 pizza", "𝒳", "007", "x, y", 'say "x"', "1,5"];
const upTo = (limit: number, random: Random): number => Math.floor(random() * limit);
const number = (value: string, random: Random): string =>
  random() < 0.3 ? `<f>SUM(A1)</f><v>${value}</v>` : `<v>${value}</v>`;
const day = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);

/** The kinds of column, each with how it writes a cell. */
const kinds: Readonly<Record<string, (writing: Writing) => Cell>> = {
  text: (writing) => textCell(pick(words, writing.random), writing),
  integer: ({ random }) => {
    const value = String(upTo(2_000_000, random) - 1_000_000);
    return { attributes: "", content: number(value, random), expected: value };
  },
  large: ({ random }) => {
    const value = `${1 + upTo(9, random)}${Array.from({ length: 15 + upTo(4, random) }, () => upTo(10, random)).join("")}`;
    return { attributes: "", content: `<v>${value}</v>`, expected: value, changed: String(Number(value)) !== value };
  },
  half: ({ random }) => {
    const value = (upTo(20_000, random) + 0.5).toFixed(1);
    return { attributes: 's="3"', content: number(value, random), expected: value };
  },
  boolean: ({ random }) => {
    const value = random() < 0.5;
    return { attributes: 't="b"', content: `<v>${value ? 1 : 0}</v>`, expected: String(value) };
  },
  date: ({ random }) => {
    const serial = 30_000 + upTo(20_000, random);
    return { attributes: 's="1"', content: number(String(serial), random), expected: day(serial) };
  },
  isoDate: ({ random }) => {
    const text = day(30_000 + upTo(20_000, random));
    const styled = random() < 0.5;
    return {
      attributes: styled ? 't="d" s="1"' : 't="d"',
      content: `<v>${text}${random() < 0.5 ? "T00:00:00" : ""}</v>`,
      expected: text,
      changed: !styled,
    };
  },
};

const missing: Cell = { attributes: "", content: "", expected: null };
const letter = (column: number): string => String.fromCharCode(65 + column);
const place = ({ attributes, content }: Cell, row: number, column: number): string =>
  content === "" ? "" : `<c r="${letter(column)}${row + 1}"${attributes === "" ? "" : ` ${attributes}`}>${content}</c>`;

function writeTable(random: Random) {
  const writing: Writing = { random, shared: [] };
  const columns = ["text", ...Array.from({ length: 1 + upTo(5, random) }, () => pick(Object.keys(kinds), random))];
  const names = columns.map((kind, index) => ({
    attributes: 't="inlineStr"',
    content: `<is><t>${kind}${index}</t></is>`,
    expected: `${kind}${index}`,
  }));
  const rows = Array.from({ length: 2 + upTo(10, random) }, (_, row) =>
    columns.map((kind, column) => (column > 0 && row > 0 && random() < 0.1 ? missing : kinds[kind]!(writing))),
  );
  return { columns, names, rows, shared: writing.shared };
}

const files = process.env["SOAK"] === undefined ? 60 : 3000;

test("a workbook written by the test's own code gives the table that was written", async () => {
  for (let seed = 1; seed <= files; seed++) {
    const random = seeded(seed);
    const { names, rows, shared } = writeTable(random);
    const hidden = rows.map(() => random() < 0.05);
    const body = writeWorkbook({
      sharedStrings: shared,
      rows: [names, ...rows].map((cells, row) => ({
        cells: cells.map((cell, column) => place(cell, row, column)).join(""),
        hidden: row > 0 && hidden[row - 1]!,
      })),
    });
    const outcome = await readTable(body, "xlsx");
    if ("refused" in outcome) throw new Error(`${seed}: ${outcome.problem.message}`);
    expect(outcome.columns, String(seed)).toEqual(names.map(({ expected }) => expected));
    expect(
      outcome.rows.map((row) => row.map((value) => value?.replace(/(\.\d)0+$/, "$1") ?? null)),
      String(seed),
    ).toEqual(rows.map((row) => row.map(({ expected }) => expected)));
    expect(
      outcome.warnings.filter((warning) => warning.includes("hidden")),
      String(seed),
    ).toHaveLength(hidden.includes(true) ? 1 : 0);
    expect(outcome.profile.mended?.includes("workbook-values") ?? false, String(seed)).toBe(
      rows.flat().some(({ changed }) => changed),
    );
  }
});

const inline = (value: string): Cell => ({
  attributes: 't="inlineStr"',
  content: `<is><t>${value}</t></is>`,
  expected: value,
});
const formula = (value: string): Cell => ({ attributes: "", content: `<f>SUM(B2:B3)</f>${value}`, expected: null });
const plainCell = (text: string, row: number, column: number): string =>
  place(/^\d/.test(text) ? { attributes: "", content: `<v>${text}</v>`, expected: text } : inline(text), row, column);

test("a formula without its value in the table is refused with its place; beside the table it is skipped with a warning", async () => {
  const one: Cell = { attributes: "", content: "<v>1</v>", expected: "1" };
  // As openpyxl, ExcelJS and others write them.
  for (const value of ["", "<v></v>", "<v/>"]) {
    const rows = [
      [inline("a"), inline("b")],
      [inline("x"), one],
      [inline("y"), formula(value)],
      [inline("z"), formula(value)],
    ];
    const body = writeWorkbook({
      sharedStrings: [],
      rows: rows.map((cells, row) => ({ cells: cells.map((cell, column) => place(cell, row, column)).join("") })),
    });
    expect(await readTable(body, "xlsx")).toMatchObject({
      refused: "uncalculated-formula",
      problem: {
        message: '2 formulas of the sheet "S" were stored without their values, the first is in B3',
        seen: "=SUM(B2:B3)",
        hint: expect.stringContaining("save it"),
      },
    });
  }
  const beside = [
    [inline("a"), inline("b"), missing, missing],
    [inline("x"), one, missing, formula("")],
    [inline("y"), one, missing, missing],
  ];
  const body = writeWorkbook({
    sharedStrings: [],
    rows: beside.map((cells, row) => ({ cells: cells.map((cell, column) => place(cell, row, column)).join("") })),
  });
  expect(await readTable(body, "xlsx")).toMatchObject({
    columns: ["a", "b"],
    rows: [
      ["x", "1"],
      ["y", "1"],
    ],
    warnings: ["Cells beside the table A1:B3 were skipped: D2:D2"],
  });
});

test("filtered rows, hidden columns and mixed columns are read with a warning", async () => {
  const rows = [
    ["a", "b"],
    ["x", "1"],
    ["y", "2"],
    ["z", "n/a"],
  ];
  const body = writeWorkbook({
    sharedStrings: [],
    columns: '<cols><col min="2" max="2" hidden="1"/></cols>',
    rows: rows.map((cells, row) => ({
      cells: cells.map((text, column) => plainCell(text, row, column)).join(""),
      hidden: row === 2,
    })),
    after:
      '<autoFilter ref="A1:B4"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
  });
  expect(await readTable(body, "xlsx")).toMatchObject({
    rows: [
      ["x", "1"],
      ["y", "2"],
      ["z", "n/a"],
    ],
    warnings: [
      "1 row is hidden by a filter and was read like the others; the first is row 3",
      "1 column is hidden and was read like the others; the first is column B",
      '"b" mixes kinds of value and is text: number (first in row 1), string (first in row 3)',
    ],
    profile: { mended: ["hidden-cells", "mixed-column"] },
  });
});
