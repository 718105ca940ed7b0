import { expect, test } from "vitest";
import type { DatasetProfile, RecipeProposal } from "../../../../functions/core/report/dataset/dataset.ts";
import { readTable } from "./read-table.ts";
import { seeded } from "./seeded.ts";

const rounds = process.env["SOAK"] === undefined ? 8 : 3000;

/** Numbers and dates as files have them, of one kind in a column. */
const kinds = {
  integer: (random: () => number) => String(Math.floor(random() * 90_000) - 1000),
  decimal: (random: () => number) => (random() * 1000).toFixed(2),
  grouped: (random: () => number) =>
    `${1 + Math.floor(random() * 9)},${String(Math.floor(random() * 1e6))
      .padStart(6, "0")
      .replace(/...$/, ",$&")}`,
  percent: (random: () => number) => `${(random() * 100).toFixed(1)}%`,
  date: (random: () => number) =>
    `20${10 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`,
} as const;
type Kind = keyof typeof kinds;
const typeOf: Readonly<Record<Kind, string>> = {
  integer: "integer",
  decimal: "number",
  grouped: "integer",
  percent: "number",
  date: "date",
};

const markers = [
  "..",
  "#DIV/0!",
  "*",
  "--",
  "NA",
  "n/a",
  "null",
  "-",
  ".",
  "N/A",
  "NaN",
  "?",
  ":",
  "#N/A",
  "…",
  "TBC",
  "pending",
  "####",
  "not recorded",
  "keine Angabe",
  "暂无",
];
/** What no reader can tell: ranges, open ends, units, labels, half-known numbers. */
const unclear = ["2-3", "> 225", "30p", "2020w5", "none", "12 months", "low", "nil", "<5", "1.5x", "see note", "12–14"];

interface Table {
  readonly names: readonly string[];
  readonly kinds: readonly (Kind | "text")[];
  readonly rows: string[][];
}

function makeTable(random: () => number): Table {
  const chosen: (Kind | "text")[] = [
    "text",
    ...Array.from({ length: 2 + Math.floor(random() * 4) }, () => {
      const all = Object.keys(kinds) as Kind[];
      return all[Math.floor(random() * all.length)]!;
    }),
  ];
  const rows = Array.from({ length: 15 + Math.floor(random() * 60) }, (_, row) =>
    chosen.map((kind, column) =>
      kind === "text"
        ? `place ${String.fromCharCode(97 + (row % 26))}${row}`
        : random() < 0.05 && column > 1
          ? ""
          : kinds[kind](random),
    ),
  );
  return { names: chosen.map((kind, column) => `${kind} ${column}`), kinds: chosen, rows };
}

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

async function profileOf({ names, rows }: Pick<Table, "names" | "rows">): Promise<DatasetProfile> {
  const text = [names, ...rows].map((row) => `${row.map(quote).join(",")}\n`).join("");
  const outcome = await readTable(new TextEncoder().encode(text), "csv");
  if ("refused" in outcome) throw new Error(`${outcome.problem.message}\n${text}`);
  return outcome.profile;
}

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)]!;

/** The types that the proposal gives to columns, by name. */
const mended = (proposal: RecipeProposal | undefined): Record<string, string> =>
  Object.fromEntries((proposal?.spoiled ?? []).map(({ column, type }) => [column, type]));

/** The marks of missing values by column, as proposals give them. */
const missingOf = ({ recipe }: RecipeProposal): Readonly<Record<string, readonly string[]>> =>
  (recipe.missing ?? {}) as Readonly<Record<string, readonly string[]>>;

test("a table without odd cells gets no proposal, and neither does one whose odd cells are unclear", async () => {
  const random = seeded(31);
  for (let round = 0; round < rounds; round++) {
    const table = makeTable(random);
    expect((await profileOf(table)).proposal, JSON.stringify(table.rows.slice(0, 3))).toBeUndefined();
    const column = 1 + Math.floor(random() * (table.names.length - 1));
    for (let times = 1 + Math.floor(random() * 4); times > 0; times--)
      pick(table.rows, random)[column] = pick(unclear, random);
    const { proposal } = await profileOf(table);
    expect(proposal, `${table.names[column]}: ${table.rows.map((row) => row[column]).join("|")}`).toBeUndefined();
  }
});

test("marks of missing values are told with their counts, in the columns that have them and nowhere else", async () => {
  const random = seeded(32);
  for (let round = 0; round < rounds; round++) {
    const table = makeTable(random);
    const spoiled = new Map<number, Map<string, number>>();
    for (let column = 1; column < table.names.length; column++) {
      if (random() < 0.4) continue;
      const used = Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(markers, random));
      for (const row of table.rows.slice(4)) if (random() < 0.2) row[column] = pick(used, random);
      const counts = new Map<string, number>();
      for (const row of table.rows)
        if (markers.includes(row[column]!)) counts.set(row[column]!, (counts.get(row[column]!) ?? 0) + 1);
      if (counts.size > 0) spoiled.set(column, counts);
    }
    const { proposal, columns } = await profileOf(table);
    const told = [...spoiled.keys()];
    expect(mended(proposal)).toEqual(
      Object.fromEntries(told.map((column) => [table.names[column]!, typeOf[table.kinds[column] as Kind]])),
    );
    expect(proposal?.recipe.steps ?? []).toEqual([]);
    for (const column of told) {
      const name = table.names[column]!;
      expect(columns[column]!.type).toBe("text");
      expect([...(missingOf(proposal!)[name] ?? [])].toSorted()).toEqual([...spoiled.get(column)!.keys()].toSorted());
      const { values, fits, others } = proposal!.spoiled.find((one) => one.column === name)!;
      expect(values - fits).toBe([...spoiled.get(column)!.values()].reduce((sum, count) => sum + count, 0));
      for (const { value, rows, row } of others) {
        expect(rows).toBe(spoiled.get(column)!.get(value));
        expect(table.rows.findIndex((cells) => cells[column] === value)).toBe(row - 1);
      }
    }
  }
});

test("marks of footnotes behind a few numbers are taken off; a column that is full of them is left alone", async () => {
  const random = seeded(35);
  for (let round = 0; round < rounds; round++) {
    const table = makeTable(random);
    const column = table.kinds.findIndex((kind) => kind === "integer" || kind === "decimal" || kind === "grouped");
    if (column === -1) continue;
    const few = random() < 0.7;
    for (const [at, row] of table.rows.entries())
      if (row[column] !== "" && (few ? at % 12 === 5 : at % 2 === 0))
        row[column] += pick(["*", " *", "†", "[1]", " (p)", " r", "^"], random);
    const { proposal } = await profileOf(table);
    const name = table.names[column]!;
    expect(mended(proposal)).toEqual(few ? { [name]: typeOf[table.kinds[column] as Kind] } : {});
    if (few) expect(proposal!.recipe.steps[0]).toEqual({ trim: [name] });
    if (few) expect(Object.keys((proposal!.recipe.steps[1] as { derive: object }).derive)).toEqual([name]);
  }
});

test.each([
  ["house numbers", ["1", "3", "5", "12", "12r", "14", "18", "20"]],
  ["plots", ["1", "2", "3r", "4", "5", "6", "7", "8"]],
  ["flats", ["1", "2", "3", "4#", "5", "6", "7", "8"]],
  ["seats", ["11", "12 (B)", "13", "14", "15", "16", "17", "18"]],
  ["numbers of which one is there twice but for its mark", ["11", "12", "13", "12*", "15", "16", "17", "18"]],
  ["numbers that differ in their marks", ["11", "12†", "13", "12*", "15", "16", "17", "18", "19", "20", "21"]],
])("what tells %s apart is no mark of a footnote", async (_, values) => {
  const rows = values.map((value, index) => [`place ${index}`, value, `${index}.5`]);
  expect((await profileOf({ names: ["place", "no", "amount"], rows })).proposal).toBeUndefined();
});

test("a measure may be the same in another row without its mark", async () => {
  const rows = ["1.5", "2.5", "2.5*", "4.5", "5.5", "6.5"].map((value, index) => [`place ${index}`, value]);
  expect(mended((await profileOf({ names: ["place", "share"], rows })).proposal)).toEqual({ share: "number" });
});

test("rows without data are left out by what they say: a second header, notes, totals", async () => {
  const random = seeded(33);
  for (let round = 0; round < rounds; round++) {
    const table = makeTable(random);
    const numbers = table.kinds.flatMap((kind, column) => (kind === "text" ? [] : column));
    const way = pick(["header", "note", "total"] as const, random);
    const row = table.names.map(() => "");
    if (way === "header") for (const column of numbers) row[column] = `unit ${column}`;
    if (way === "total") {
      // Only a column that holds something else then is spoiled.
      row[numbers[0]!] = pick(
        ["Total", "Grand total", "TOTAL", "Sum", "合计", "Total 2024", "Total (all)", "Gesamtergebnis", "YTD"],
        random,
      );
      for (const column of numbers.slice(1)) row[column] = kinds[table.kinds[column] as Kind](random);
    }
    if (way === "note")
      row[numbers[0]!] = pick(["Source: the office", "* provisional", "long ".repeat(80).trim()], random);
    const rows = way === "header" ? [row, ...table.rows] : [...table.rows, row];
    const { proposal } = await profileOf({ names: table.names, rows });
    const expected = way === "header" ? numbers : [numbers[0]!];
    const context = `${way}: ${JSON.stringify(rows.at(way === "header" ? 0 : -1))}`;
    expect(mended(proposal), context).toEqual(
      Object.fromEntries(expected.map((column) => [table.names[column]!, typeOf[table.kinds[column] as Kind]])),
    );
    const text = row[expected[0]!]!.slice(0, 200);
    const cell = `trim("${table.names[expected[0]!]!}")`;
    expect(proposal!.recipe.missing, context).toBeUndefined();
    expect(proposal!.recipe.steps[0], context).toEqual({
      "leave-out": { where: `${text.length < 200 ? cell : `left(${cell}, 200)`} = '${text}'` },
    });
    const place = way === "header" ? 1 : rows.length;
    expect(proposal!.spoiled[0]!.message).toMatch(
      new RegExp(
        `^${proposal!.spoiled[0]!.fits} of ${proposal!.spoiled[0]!.values} values are (?:numbers|dates); row ${place} says "`,
      ),
    );
  }
});

test.each([
  ["a median among percentiles", "percentile", ["10", "25", "75", "90", "95"], ["Median,320"], false],
  ["a mean beside them", "percentile", ["10", "25", "75", "90", "95"], ["mean,351"], false],
  ["all zones, but not their sum", "zone", ["1", "2", "3", "4", "5"], ["all,310"], false],
  ["the median", "day", ["1", "2", "3", "4", "5"], ["Median,300"], true],
  ["the mean and the sum", "day", ["1", "2", "3", "4", "5"], ["Average,300", "All,1500"], true],
  ["a mean below dates", "day", ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], ["Average,7"], true],
])("%s below the data is left out only if it is that", async (_, name, keys, last, isLeft) => {
  const rows = [...keys.map((key, at) => [key, String((at + 1) * 100)]), ...last.map((line) => line.split(","))];
  const { proposal } = await profileOf({ names: [name, "income"], rows });
  expect(Object.keys(mended(proposal))).toEqual(isLeft ? [name] : []);
});

const samplesWith = (text: string): string[][] => ["1", "2", text, "4", "5", "6"].map((value, at) => [`s${at}`, value]);

test("a blank of a laboratory is no missing value, a blank cell of a pivot table is", async () => {
  expect((await profileOf({ names: ["of", "sample"], rows: samplesWith("blank") })).proposal).toBeUndefined();
  expect(missingOf((await profileOf({ names: ["of", "sample"], rows: samplesWith("(blank)") })).proposal!)).toEqual({
    sample: ["(blank)"],
  });
});

/** The sum of a column's cells as the file writes numbers, to its decimals. */
function sumOf(rows: readonly string[][], column: number): { readonly sum: number; readonly places: number } {
  const cells = rows.map((row) => row[column]!.replaceAll(",", "").replace("%", "")).filter((cell) => cell !== "");
  const places = Math.max(...cells.map((cell) => cell.split(".")[1]?.length ?? 0));
  return { sum: cells.reduce((sum, cell) => sum + Number(cell), 0), places };
}

test("a last row that is called a total is left out if its numbers are the sums of the others, and only then", async () => {
  const random = seeded(36);
  for (let round = 0; round < rounds; round++) {
    const table = makeTable(random);
    const summed = table.kinds.flatMap((kind, column) => (kind === "integer" || kind === "decimal" ? column : []));
    if (summed.length === 0) continue;
    const way = pick(["sound", "sound", "off by a little", "another row has the word", "no word"] as const, random);
    const word = pick(["Total", "Grand Total", "Summe", "合计", "TOTAL:"], random);
    // A mark of a missing value beside it: the column is one of numbers only once the mark is gone.
    const spoilt = summed.length > 1 && random() < 0.5 ? summed.at(-1) : undefined;
    if (spoilt !== undefined) table.rows[1]![spoilt] = "";
    const row = table.names.map(() => "");
    row[0] = way === "no word" ? "place total" : word;
    for (const column of summed) {
      const { sum, places } = sumOf(table.rows, column);
      row[column] = (way === "off by a little" ? sum + 2 + Math.abs(sum) * 0.02 : sum).toFixed(places);
    }
    if (way === "another row has the word") table.rows[2]![0] = word;
    if (spoilt !== undefined) table.rows[1]![spoilt] = "n/a";
    const note = random() < 0.3;
    // A note in a column of numbers is left out for itself.
    const below = note ? [table.names.map((_, column) => (column === summed[0]! ? "Source: the office" : ""))] : [];
    const { proposal } = await profileOf({ names: table.names, rows: [...table.rows, row, ...below] });
    const context = `${way}: ${JSON.stringify([...table.rows, row].slice(-3))}`;
    if (way !== "sound") {
      expect(proposal?.totals, context).toBeUndefined();
      continue;
    }
    const { totals, recipe, spoiled } = proposal!;
    expect(totals, context).toMatchObject([{ row: table.rows.length + 1, column: table.names[0], value: word }]);
    expect(totals![0]!.sums, context).toEqual(summed.map((column) => table.names[column]!));
    expect(spoiled.length, context).toBe((note ? 1 : 0) + (spoilt === undefined ? 0 : 1));
    const left = `trim("${table.names[0]!}") = '${word}'`;
    const where = recipe.steps.flatMap((step) => ("leave-out" in step ? step["leave-out"].where : []));
    expect(where, context).toEqual([
      note ? `trim("${table.names[summed[0]!]!}") = 'Source: the office' OR ${left}` : left,
    ]);
  }
});

test("notes below a total go with it, and nothing below a total that may be data", async () => {
  const random = seeded(37);
  const notes = ["Quelle: Buchhaltung, Stand 3.3.", "(p) provisional", "Source: it's ours", "来源：统计局"];
  let sound = 0;
  for (let round = 0; round < rounds * 2; round++) {
    const table = makeTable(random);
    const summed = table.kinds.flatMap((kind, column) => (kind === "integer" || kind === "decimal" ? column : []));
    if (summed.length === 0) continue;
    const way = pick(["sound", "sound", "two fields", "short", "also a member", "no total"] as const, random);
    const row = table.names.map(() => "");
    row[0] = "Total";
    for (const column of summed) {
      const { sum, places } = sumOf(table.rows, column);
      row[column] = sum.toFixed(places);
    }
    const told = notes.slice(0, 1 + Math.floor(random() * 4));
    const below = told.map((note) => table.names.map((_, column) => (column === 0 ? note : "")));
    if (way === "two fields") below[0]![summed[0]!] = "7";
    if (way === "short") below.at(-1)![0] = "Rom";
    if (way === "also a member") table.rows[1]![0] = told[0]!;
    const rows = [...table.rows, ...(way === "no total" ? [] : [row]), ...below];
    const { proposal } = await profileOf({ names: table.names, rows });
    const context = `${way}: ${JSON.stringify(rows.slice(-6))}`;
    if (way !== "sound") {
      expect(proposal?.totals, context).toBeUndefined();
      continue;
    }
    sound++;
    const { totals, recipe } = proposal!;
    const first = table.rows.length + 2;
    expect(totals![0]!.notes, context).toEqual(
      told.map((value, index) => ({ row: first + index, column: table.names[0], value })),
    );
    expect(totals![0]!.message, context).toContain(told.length === 1 ? "is a note" : `${told.length} rows below it`);
    const where = recipe.steps.flatMap((step) => ("leave-out" in step ? step["leave-out"].where : []));
    const conditions = ["Total", ...told].map((text) => `trim("${table.names[0]!}") = '${text.replaceAll("'", "''")}'`);
    expect(where, context).toEqual([conditions.join(" OR ")]);
  }
  expect(sound).toBeGreaterThan(1);
});

test("a file of endless texts and numbers is profiled without a proposal, and soon", async () => {
  const random = seeded(34);
  const rows = Array.from({ length: process.env["SOAK"] === undefined ? 4_000 : 20_000 }, (_, row) =>
    Array.from({ length: 20 }, () => (random() < 0.5 ? `text ${row} ${random()}` : String(row))),
  );
  const names = Array.from({ length: 20 }, (_, column) => `c${column}`);
  expect((await profileOf({ names, rows })).proposal).toBeUndefined();
});

test("names and texts with quotes stay whole in the proposed condition", async () => {
  const rows = [["it's", `"b"`], ...Array.from({ length: 6 }, (_, row) => [String(row), String(row * 2)])];
  const { proposal } = await profileOf({ names: [`a "quoted" one`, "o'ther"], rows });
  expect(proposal?.recipe.steps[0]).toEqual({ "leave-out": { where: `trim("a ""quoted"" one") = 'it''s'` } });
  expect(mended(proposal)).toEqual({ [`a "quoted" one`]: "integer", "o'ther": "integer" });
});
