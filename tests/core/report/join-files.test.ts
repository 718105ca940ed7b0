import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError, type Problem } from "../../../functions/core/errors.ts";
import { datasetSelect } from "../../../functions/core/report/dataset/database/dataset-select.ts";
import { openDatabase } from "../../../functions/core/report/dataset/database/open-database.ts";
import { type DatasetLimits, datasetLimits } from "../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetFormat } from "../../../functions/core/report/dataset/dataset.ts";
import { profileDataset } from "../../../functions/core/report/dataset/profile-dataset.ts";
import type { Partitions } from "../../../functions/core/report/dataset/source/partitions.ts";
import { joinFiles } from "../../../functions/core/report/join-files.ts";
import { readPartitions } from "../../../functions/source/s3/read-partitions.ts";
import { parquetOf } from "./dataset/parquet/sparse-bench.ts";

/** What the keys of three objects say. */
const keys = [
  "sales/year=2025/region=EU%20West/day=2026-01-31/a",
  "sales/year=2025/region=__HIVE_DEFAULT_PARTITION__/day=2026-02-01/b",
  'sales/year=2026/region=say "a, b"/day=2026-02-01/c',
];
const placed = readPartitions("lake", keys, ["year", "region", "day"], "sales/");
const places = [
  { year: "2025", region: "EU West", day: "2026-01-31" },
  { year: "2025", region: null, day: "2026-02-01" },
  { year: "2026", region: 'say "a, b"', day: "2026-02-01" },
];

type Row = Readonly<Record<string, string | null>>;

const files = (texts: readonly (string | Uint8Array)[]) =>
  texts.map((text, index) => ({ name: `part-${index}`, read: () => Promise.resolve(Buffer.from(text)) }));

/** The rows of the joined file, as a report reads them, as texts. */
async function rowsOf(
  texts: readonly (string | Uint8Array)[],
  format: DatasetFormat,
  limits = datasetLimits,
  partitions?: Partitions,
) {
  const scratch = await openScratchFolder();
  try {
    const joined = await joinFiles(files(texts), format, scratch, limits, { ...(partitions && { partitions }) });
    const body = joined.body as Uint8Array;
    const { profile, table } = await profileDataset(body, joined.format, joined.reading ?? {}, scratch, limits);
    const file = await scratch.write("whole", table ?? body);
    const database = await openDatabase(scratch);
    try {
      const rows = await database.rows(`SELECT COLUMNS(*)::VARCHAR FROM (${datasetSelect(profile)})`, { file });
      return { rows: rows as readonly Row[], profile, joined };
    } finally {
      database.close();
    }
  } finally {
    await scratch.dispose();
  }
}

/** A generator of numbers below a bound (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const words = ["a", "#1", 'say "no"', "x,y", "p;q", "t\tu", "two\nlines", "ü€", "", "007", "-", "0x1", "N. A."];
const names = ["word", 'say, "it"', "n; m", "Größe"];

/** One CSV file in a dialect of its own. */
function dialect(rows: readonly Row[], roll: (below: number) => number): Uint8Array {
  const delimiter = [",", ";", "\t", "|"][roll(4)]!;
  const end = ["\n", "\r\n"][roll(2)]!;
  const quotesAll = roll(3) === 0;
  const cell = (text: string | null): string => {
    if (text === null || text === "") return "";
    const needs = quotesAll || /["\n\r]|^[\s#]|\s$/.test(text) || text.includes(delimiter);
    return needs ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const line = (cells: readonly (string | null)[]): string => cells.map(cell).join(delimiter) + end;
  const text = [line(names), ...rows.map((row) => line(names.map((name) => row[name]!)))].join("");
  const bytes = Buffer.from((roll(3) === 0 ? "\ufeff" : "") + text, roll(4) === 0 ? "utf16le" : "utf8");
  const marked = text.length * 2 === bytes.length ? Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]) : bytes;
  return roll(3) === 0 ? gzipSync(marked) : marked;
}

test("CSV files of many dialects are the rows that were written into them, in order", async () => {
  const roll = dice(7);
  for (let round = 0; round < (process.env["SOAK"] === "1" ? 400 : 25); round += 1) {
    const count = 1 + roll(4);
    const parts = Array.from({ length: count }, (_, part) =>
      Array.from({ length: 2 + roll(6) }, (__, row): Row => ({
        word: `${part}-${row}`,
        [names[1]!]: words[roll(words.length)]!,
        [names[2]!]: words[roll(words.length)]!,
        [names[3]!]: words[roll(words.length)]!,
      })),
    );
    // A file of each dialect is told by a column of many delimiters otherwise; texts keep the columns texts.
    for (const part of parts) part.push(Object.fromEntries(names.map((name) => [name, "text"])));
    const { rows } = await rowsOf(
      parts.map((part) => dialect(part, roll)),
      "csv",
    );
    const wanted = parts.flat().map((row) => names.map((name) => (row[name] === "" ? null : row[name])));
    expect(
      rows.map((row) => names.map((name) => row[name])),
      `round ${round}`,
    ).toEqual(wanted);
  }
});

test("types follow from the rows of all files, and what is missing stays missing", async () => {
  const { rows, profile } = await rowsOf(["a,b\n1,2020-01-01\n2,\n", "a,b\n1.5,2020-02-01\n"], "csv");
  expect(profile.columns.map(({ type }) => type)).toEqual(["number", "date"]);
  expect(rows.map(({ b }) => b)).toEqual(["2020-01-01", null, "2020-02-01"]);
  const codes = await rowsOf(["code\n12\n", "code\n007\n"], "csv");
  expect(codes.rows).toEqual([{ code: "12" }, { code: "007" }]);
  const single = await rowsOf(["only\nx\n\ny\n", "only\nz\n"], "csv");
  expect(single.rows).toEqual([{ only: "x" }, { only: null }, { only: "y" }, { only: "z" }]);
  const semicolons = await rowsOf(["a;b\n1,5;x\n2,5;y\n", "a;b\n3,5;z\n"], "csv");
  expect(semicolons.rows.map(({ a }) => a)).toEqual(["1.5", "2.5", "3.5"]);
  const tabs = await rowsOf(["a\tb\n1\tx, y\n", "a\tb\n2\tz\n"], "tsv");
  expect(tabs.rows).toEqual([
    { a: "1", b: "x, y" },
    { a: "2", b: "z" },
  ]);
});

test("JSON of either kind is joined by its keys", async () => {
  const wanted = [
    { a: "1", b: "[x]" },
    { a: "12345678901234567890", b: null },
    { a: "3", b: "]" },
  ];
  const array = ['[{"a":1,"b":"[x]"},\n {"a":12345678901234567890,"b":null}]\n', ' [{"b":"]","a":3}]'];
  expect((await rowsOf(array, "json")).rows).toEqual(wanted);
  const lines = ['{"a":1,"b":"[x]"}\n{"a":12345678901234567890,"b":null}', "", '{"b":"]","a":3}\n'];
  expect((await rowsOf(lines, "ndjson")).rows).toEqual(wanted);
  expect((await rowsOf(["[]", array[0]!, " [\n]\n", array[1]!], "json")).rows).toEqual(wanted);
  expect((await rowsOf(["\n", lines[0]!, gzipSync("\n"), lines[2]!], "ndjson")).rows).toEqual(wanted);
  for (const [none, format] of [
    ["[]", "json"],
    ["\n", "ndjson"],
    ["", "ndjson"],
  ] as const)
    expect(await refusal([none, none], format)).toEqual(["invalid-dataset", "empty-dataset", "part-0"]);
  // What is no whole file, and rows without a column, are refused.
  for (const faulty of ["", "[{}]"])
    expect(await refusal([array[0]!, faulty], "json")).toEqual(["invalid-dataset", "empty-dataset", "part-1"]);
});

/** A Parquet file of a SELECT. */
async function parquet(select: string): Promise<Uint8Array> {
  const scratch = await openScratchFolder();
  const database = await openDatabase(scratch);
  try {
    const { readFileSync } = await import("node:fs");
    await database.rows(`COPY (${select}) TO '${scratch.folder}/x.parquet' (FORMAT parquet)`);
    return readFileSync(`${scratch.folder}/x.parquet`);
  } finally {
    database.close();
    await scratch.dispose();
  }
}

test("Parquet files are joined with their own types, and the version is that of the rows", async () => {
  const one = await parquet(
    "SELECT 1::INT AS n, 1.50::DECIMAL(9,2) AS d, '007' AS \"Code\" UNION ALL SELECT 2, NULL, ''",
  );
  const other = await parquet('SELECT 3::INT AS n, 2.25::DECIMAL(9,2) AS d, NULL::VARCHAR AS "Code"');
  const both = await rowsOf([one, other], "parquet");
  expect(both.rows).toEqual([
    { n: "1", d: "1.50", Code: "007" },
    { n: "2", d: null, Code: "" },
    { n: "3", d: "2.25", Code: null },
  ]);
  const again = await rowsOf([one, other], "parquet");
  expect(again.joined.rowsOfSource).toBe(both.joined.rowsOfSource);
  expect((await rowsOf([other, one], "parquet")).joined.rowsOfSource).not.toBe(both.joined.rowsOfSource);
});

async function refusal(texts: readonly (string | Uint8Array)[], format: DatasetFormat, limits?: DatasetLimits) {
  const error = await rowsOf(texts, format, limits).catch((failure: unknown) => failure);
  if (!(error instanceof BroadsheetError)) throw new Error("it was not refused", { cause: error });
  const [{ code, where } = { code: "" }] = error.problems;
  return [error.kind, code, where?.file ?? where?.name];
}

test("what does not fit is refused with the file's name", async () => {
  const rows = "a,b\n1,2\n";
  const other = ["invalid-dataset", "other-columns", "part-1"];
  expect(await refusal([rows, "a,c\n1,2\n"], "csv")).toEqual(other);
  expect(await refusal([rows, "a\n1\n"], "csv")).toEqual(other);
  expect(await refusal([rows, "b,a\n1,2\n"], "csv")).toEqual(other);
  expect(await refusal([rows, "A,b\n1,2\n"], "csv")).toEqual(other);
  expect(await refusal(['[{"a":1}]', '[{"b":1}]'], "json")).toEqual(other);
  expect(await refusal([rows, 'a,b\n"1,2\n'], "csv")).toEqual(["invalid-dataset", "unclosed-quote", "part-1"]);
  expect(await refusal([rows, ""], "csv")).toEqual(["invalid-dataset", "empty-dataset", "part-1"]);
  expect(await refusal([rows, "x"], "xlsx")).toEqual(["invalid-dataset", "workbooks-not-joined", "part-0"]);
  const [n, text] = [await parquet("SELECT 1::INT AS a"), await parquet("SELECT 'x' AS a")];
  expect(await refusal([n, text], "parquet")).toEqual(other);
  expect(await refusal([n, await parquet("SELECT 1::INT AS b")], "parquet")).toEqual(other);
  expect(await refusal([n, rows], "parquet")).toMatchObject(["invalid-dataset", expect.anything(), "part-1"]);
  const few = { ...datasetLimits, rows: 2 };
  expect(await refusal([rows, rows, rows], "csv", few)).toEqual(["limit-exceeded", "too-many-rows", "part-2"]);
  expect(await refusal([n, n, n], "parquet", few)).toEqual(["limit-exceeded", "too-many-rows", "part-2"]);
  const small = { ...datasetLimits, bytes: 18 };
  expect(await refusal([rows, rows, rows, rows, rows], "csv", small)).toEqual([
    "too-large",
    "too-many-bytes",
    "part-2",
  ]);
});

test("a file of Parquet with a damaged page is refused by its name, wherever the damage is", async () => {
  const rows = "SELECT (i % 50)::INT AS n, 'text ' || (i % 7) AS t, i / 3 AS x FROM range(3000) AS r(i)";
  const sound = await parquetOf(rows, ", COMPRESSION uncompressed");
  const footer = sound.length - 8 - new DataView(sound.buffer, sound.byteOffset).getUint32(sound.length - 8, true);
  const refusals: Problem[] = [];
  for (let place = 0; place < 24; place += 1) {
    const damaged = Uint8Array.from(sound);
    damaged.fill(0xff, 4 + Math.floor((place * (footer - 24)) / 24), 20 + Math.floor((place * (footer - 24)) / 24));
    const scratch = await openScratchFolder();
    try {
      await joinFiles(files([sound, damaged]), "parquet", scratch, datasetLimits);
    } catch (error) {
      expect(error).toMatchObject({ kind: "invalid-dataset", problems: [{ where: { file: "part-1" } }] });
      const { problems } = error as BroadsheetError;
      expect(JSON.stringify(problems)).not.toContain(scratch.folder);
      refusals.push(...problems);
    } finally {
      await scratch.dispose();
    }
  }
  expect([...new Set(refusals.map(({ code }) => code))].toSorted()).toEqual(["damaged-page", "unreadable"]);
});

test("what the keys say is a column, typed by the values of all: in each format the same", async () => {
  const csv = ["a,b\n1,x\n2,\n", "a;b\n3;y\n", 'a,b\n4,"z, z"\n'];
  const rows = [
    { a: "1", b: "x", ...places[0] },
    { a: "2", b: null, ...places[0] },
    { a: "3", b: "y", ...places[1] },
    { a: "4", b: "z, z", ...places[2] },
  ];
  const json = ['[{"a":1,"b":"x"}, {"a":2,"b":null}]', '[ {"a":3,"b":"y"} ]', '[{"b":"z, z","a":4}]'];
  const lines = ['{"a":1,"b":"x"}\n{"a":2}\n', '{"a":3,"b":"y"}', '{"b":"z, z","a":4}\n'];
  const parquets = await Promise.all(
    ["VALUES (1, 'x'), (2, NULL)", "VALUES (3, 'y')", "VALUES (4, 'z, z')"].map((values) =>
      parquetOf(`SELECT a::BIGINT AS a, b FROM (${values}) AS v(a, b)`),
    ),
  );
  for (const [texts, format] of [
    [csv, "csv"],
    [json, "json"],
    [lines, "ndjson"],
    [parquets, "parquet"],
  ] as const) {
    const found = await rowsOf(texts, format, datasetLimits, placed);
    const types = new Map(found.profile.columns.map(({ name, type }) => [name, type]));
    expect([format, ["a", "b", "year", "region", "day"].map((name) => types.get(name))]).toEqual([
      format,
      ["integer", "text", "integer", "text", "date"],
    ]);
    expect(found.rows.map(({ a, b, year, region, day }) => ({ a, b, year, region, day }))).toEqual(rows);
  }
});

test("codes in keys stay texts; nested values and names of our own do not disturb", async () => {
  const codes = readPartitions("lake", ["x=01/a", "x=1/b"], ["x"], "");
  expect(codes.columns).toEqual([{ name: "x", type: "VARCHAR" }]);
  expect(readPartitions("lake", ["x=2026-02-30/a"], ["x"], "").columns).toEqual([{ name: "x", type: "VARCHAR" }]);
  const nested = await rowsOf(
    ['[{"a":{"b":"}{"},"c":[{"d":1}]}]', '[{"a":null,"c":[]}]'],
    "json",
    datasetLimits,
    codes,
  );
  expect(nested.rows).toMatchObject([{ x: "01" }, { x: "1" }]);
  const hidden = await Promise.all(
    ["0", "1"].map((value) => parquetOf(`SELECT ${value} AS file_index, 'b' AS b FROM range(2)`)),
  );
  const found = await rowsOf(hidden, "parquet", datasetLimits, codes);
  expect(found.rows).toEqual(
    ["0", "0", "1", "1"].map((file_index) => ({ file_index, b: "b", x: file_index === "0" ? "01" : "1" })),
  );
});

test("a key without a step, and a file that holds the column too, are refused by their names", async () => {
  expect(() => readPartitions("lake", ["sales/year=2025/a", "sales/b"], ["year"], "sales/")).toThrow(
    "The key sales/b has no step year=…/, which the source's partitions name",
  );
  // What stands before the connection's place, and the file's own name, are no steps.
  expect(() => readPartitions("lake", ["year=1/sales/a"], ["year"], "year=1/sales/")).toThrow("has no step");
  const scratch = await openScratchFolder();
  for (const [text, format] of [
    ["a,Year\n1,2\n", "csv"],
    ['[{"a":1,"Year":2}]', "json"],
    [await parquetOf('SELECT 1 AS a, 2 AS "Year"'), "parquet"],
  ] as const) {
    const partitions = readPartitions("lake", ["year=2025/a"], ["year"], "");
    await expect(joinFiles(files([text]), format, scratch, datasetLimits, { partitions })).rejects.toMatchObject({
      kind: "invalid-dataset",
      problems: [{ code: "duplicate-column", where: { name: "year", file: "part-0" } }],
    });
  }
  await scratch.dispose();
});
