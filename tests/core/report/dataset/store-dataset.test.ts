import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { checkDataset } from "../../../../functions/core/report/dataset/check-dataset.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetFormat } from "../../../../functions/core/report/dataset/dataset.ts";
import { listDatasetVersions } from "../../../../functions/core/report/dataset/store/list-dataset-names.ts";
import { parquetFile } from "../../../../functions/core/report/dataset/store/files-of.ts";
import { listDatasets } from "../../../../functions/core/report/dataset/store/list-datasets.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { readDatasetProfile } from "../../../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { resolveDataset } from "../../../../functions/core/report/dataset/store/resolve-dataset.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { catchProblems } from "./catch-problems.ts";

const scratch = await openScratchFolder();
let store: MemoryObjectStore;
beforeEach(() => {
  store = new MemoryObjectStore();
});
afterAll(() => scratch.dispose());

const bytes = (text: string) => new TextEncoder().encode(text);
const put = (content: string | Uint8Array, format: DatasetFormat = "csv", name = "d") =>
  storeDataset(store, name, { body: typeof content === "string" ? bytes(content) : content, format }, scratch);
const types = async (content: string, format?: DatasetFormat) =>
  Object.fromEntries((await put(content, format)).columns.map(({ name, type }) => [name, type]));

test("types come from all values", async () => {
  expect(
    await types(
      [
        "integer,number,exponent,boolean,date,slashes,timestamp,zoned,code,long,period,none,spaced",
        "1,1.5,1e3,true,2024-01-31,2024/1/31,2024-01-31 10:00,2024-01-31T10:00:00Z,007,12345678901234567890,2021,, 4",
        "-2,2,.5,FALSE,2024-02-29,2024/2/9,2024-01-31T10:00:30.5,2024-01-31T10:00:00+08:00,010,1,2021H1,,5 ",
      ].join("\n"),
    ),
  ).toEqual({
    integer: "integer",
    number: "number",
    exponent: "number",
    boolean: "boolean",
    date: "date",
    slashes: "date",
    timestamp: "timestamp",
    zoned: "timestamp",
    code: "text",
    long: "integer",
    period: "text",
    none: "text",
    spaced: "integer",
  });
});

test.each([
  ["0x1F"],
  ["1_000"],
  ["1,000"],
  ["NaN"],
  ["inf"],
  ["1e999"],
  ["--1"],
  ["yes"],
  ["2023-02-30"],
  ["31.12.23"],
  ["1/2/2023"],
])("%s stays text", async (value) => {
  expect(await types(`a;b\n"${value}";1\n`)).toMatchObject({ a: "text" });
});

test("a value that alone keeps a column from being a number is named", async () => {
  const profile = await put(`year\n${"2020\n".repeat(9)}2021H1\n`);
  expect(profile.warnings).toMatchObject([
    {
      code: "dataset-warning",
      message: '"year" is text: 1 value is not of type integer, the first is "2021H1" in row 10',
      where: { name: "year", row: 10 },
    },
  ]);
  expect(profile.columns[0]?.misfits?.integer).toEqual({ row: 10, value: "2021H1" });
});

test("an empty text is a missing value in every format", async () => {
  for (const [content, format] of [
    ['a,b\n,x\n"",y\n3,z\n', "csv"],
    ['[{"b":"x"},{"a":null,"b":"y"},{"a":3,"b":"z"}]', "json"],
    ['{"b":"x"}\n{"b":"y"}\n{"a":3,"b":""}', "ndjson"],
  ] as const) {
    const { columns, rows } = await put(content, format, format);
    expect(rows).toBe(3);
    expect(columns.find(({ name }) => name === "a")).toMatchObject({ type: "integer", nulls: 2 });
  }
});

test("JSON keeps its own types: a text of digits is not a number", async () => {
  expect(
    await types(
      '[{"a":"12","b":12,"c":true,"d":"2024-01-31","e":[1],"f":1,"g":1.0},{"a":"13","b":13.5,"c":false,"d":"2024-02-01","e":null,"f":"x","g":2}]',
      "json",
    ),
  ).toEqual({
    a: "text",
    b: "number",
    c: "boolean",
    d: "date",
    e: "text",
    f: "text",
    g: "number",
  });
});

test("mixed line ends, quotes and Chinese are read alike by both readers", async () => {
  expect(await put('名称,b\r\n"一\n二","q""q"\n三, "x" \r\n')).toMatchObject({
    rows: 2,
    columns: [{ name: "名称" }, { name: "b" }],
  });
});

test("the shared samples", async () => {
  const file = new URL("../../../../templates/dataset-profile/data/penguins.json", import.meta.url);
  const profile = await storeDataset(store, "penguins", { body: await readFile(file), format: "json" }, scratch);
  expect(profile.rows).toBe(344);
  expect(profile.columns.map(({ name, type, nulls }) => `${name} ${type} ${nulls}`)).toEqual([
    "Species text 0",
    "Island text 0",
    "Beak Length (mm) number 2",
    "Beak Depth (mm) number 2",
    "Flipper Length (mm) integer 2",
    "Body Mass (g) integer 2",
    "Sex text 10",
  ]);
});

test.each([
  ["", "empty-dataset", "csv"],
  [" \r\n", "empty-dataset", "csv"],
  ["%PDF-1.7\n", "binary-file", "csv"],
  ["PK\u0003\u0004rest", "binary-file", "json"],
  ["a,b\n1,\u0000\n", "binary-file", "csv"],
  [gzipSync(gzipSync("a,b\n1,2\n")), "binary-file", "csv"],
  [Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xd6, 0xd0, 0x2c, 0x31]), "unknown-encoding", "csv"],
  ["a,b\n1\n", "ragged-row", "csv"],
  ["not parquet", "not-parquet", "parquet"],
  ["PAR1 cut off", "not-parquet", "parquet"],
  ["PAR1 rubbish PAR1", "unreadable", "parquet"],
] as const)("%j is refused: %s", async (content, code, format) => {
  const [problem] = await catchProblems("invalid-dataset", () => put(content, format));
  expect(problem?.code).toBe(code);
  expect(JSON.stringify(problem)).not.toContain(scratch.folder);
  expect(await store.list("datasets/")).toMatchObject({ objects: [] });
});

test("text that is not UTF-8 is reported with its line and bytes", async () => {
  const [problem] = await catchProblems("invalid-dataset", () =>
    put(Buffer.concat([bytes("a,b\n中,2\n"), Buffer.from([0xd6, 0xd0])])),
  );
  expect(problem).toMatchObject({ where: { line: 3 }, seen: "0xd6 0xd0" });
});

test("limits", async () => {
  expect(
    await catchProblems("too-large", () =>
      storeDataset(store, "d", { body: bytes("a,b\n1,2\n"), format: "csv" }, scratch, { ...datasetLimits, bytes: 4 }),
    ),
  ).toMatchObject([{ code: "too-many-bytes", seen: 8, allowed: 4 }]);
});

test.each<[string, DatasetFormat, string]>([
  ["PAR1 rubbish PAR1", "parquet", "The Parquet file cannot be read: Footer length error"],
  [
    '[{"a":"\\ud800"}]',
    "json",
    "The file cannot be read: Malformed JSON, at byte 13 in record/value 2: no low surrogate in string.",
  ],
])("DuckDB's message about %s names neither its classes nor its own files", async (content, format, message) => {
  expect(await catchProblems("invalid-dataset", () => put(content, format))).toMatchObject([
    { code: "unreadable", message },
  ]);
});

test("Parquet brings its own types", async () => {
  const file = `${scratch.folder}/made.parquet`;
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT 1::SMALLINT AS i, 1.5::DECIMAL(9,2) AS d, 2.5::FLOAT AS f, true AS b, DATE '2024-01-31' AS day, TIMESTAMP '2024-01-31 10:00' AS t, '007' AS code, [1, 2] AS list, NULL::VARCHAR AS none) TO '${file}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  const profile = await put(await readFile(file), "parquet");
  expect(profile.columns.map(({ type }) => type)).toEqual([
    "integer",
    "number",
    "number",
    "boolean",
    "date",
    "timestamp",
    "text",
    "text",
    "text",
  ]);
  expect(profile.columns.at(-1)).toMatchObject({ nulls: 1 });
  expect(profile.warnings.map(({ where }) => where?.name)).toEqual(["list"]);
});

test("the same content is the same version, whatever its name, and is read once", async () => {
  const first = await put("a\n1\n", "csv", "one");
  const second = await put("a\n1\n", "csv", "two");
  expect(second.version).toBe(first.version);
  const before = await store.head(`datasets/one/${first.version}/dataset.json`);
  expect(await put("a\n1\n", "csv", "one")).toEqual(first);
  expect(await store.head(`datasets/one/${first.version}/dataset.json`)).toEqual(before);
  expect((await listDatasets(store)).datasets.map(({ name, profile }) => [name, profile.version])).toEqual([
    ["one", first.version],
    ["two", first.version],
  ]);
});

test("the same bytes as another format conflict", async () => {
  await put('{"a": 1}', "ndjson");
  expect(await catchProblems("conflict", () => put('{"a": 1}', "csv"))).toMatchObject([
    { code: "stored-as-other-format", allowed: "ndjson" },
  ]);
});

test("a known profile counts for its own format only", async () => {
  const body = bytes('{"a": 1}\n{"a": 2}\n');
  const known = new Map(
    [await put(body, "ndjson", "other")].map((profile) => [profile.version, { ...profile, rows: 99 }]),
  );
  const putKnown = (format: DatasetFormat, name: string) =>
    storeDataset(store, name, { body, format }, scratch, datasetLimits, known);
  expect(await putKnown("ndjson", "same")).toMatchObject({ format: "ndjson", rows: 99 });
  expect(await catchProblems("invalid-dataset", () => putKnown("json", "refused"))).toMatchObject([
    { code: "not-an-array" },
  ]);
  expect((await store.list("datasets/refused/")).objects).toEqual([]);
});

test("a table in Parquet that is lost is written again, also by bytes that are known", async () => {
  const body = bytes("a,b\n1,2\n3,4\n");
  const limits = { ...datasetLimits, text: 4 };
  const first = await storeDataset(store, "d", { body, format: "csv" }, scratch, limits);
  const key = `datasets/d/${first.version}/${parquetFile(first.parquet!)}`;
  await store.delete(key);
  const known = new Map([[first.version, first]]);
  const again = await storeDataset(store, "d", { body, format: "csv" }, scratch, limits, known);
  expect(again).toEqual(first);
  expect(await store.head(key)).toBeDefined();
});

test("concurrent writers leave one current version and lose none", async () => {
  await Promise.all(Array.from({ length: 8 }, (_, index) => put(`a\n${index}\n`)));
  expect(await listDatasetVersions(store, "d")).toHaveLength(8);
  const { version } = await resolveDataset(store, { name: "d" });
  expect(await readDatasetProfile(store, { name: "d" })).toMatchObject({ version, rows: 1 });
});

test("a version by name, an unknown version, an unknown name", async () => {
  const old = await put("a\n1\n");
  const now = await put("a\n2\n");
  expect(await resolveDataset(store, { name: "d" })).toEqual({ name: "d", version: now.version });
  expect(await resolveDataset(store, { name: "d", version: old.version })).toEqual({ name: "d", version: old.version });
  expect(
    await catchProblems("not-found", () => resolveDataset(store, { name: "d", version: "12" }, "/datasets/x")),
  ).toMatchObject([{ code: "unknown-version", where: { pointer: "/datasets/x" }, seen: "12" }]);
  for (const name of ["e", "../d", "d/../d"]) {
    expect(await catchProblems("not-found", () => resolveDataset(store, { name }, "/datasets/x"))).toMatchObject([
      { code: "unknown-dataset", where: { pointer: "/datasets/x" }, seen: name },
    ]);
  }
});

test("an opened dataset holds the stored bytes", async () => {
  await put("a\n1\n");
  const dataset = await openDataset(store, "alias", { name: "d" });
  expect(new TextDecoder().decode(await dataset.read())).toBe("a\n1\n");
  expect(dataset).toMatchObject({ alias: "alias", profile: { rows: 1 } });
});

test("a dataset is checked against a declaration", async () => {
  await put("Jahr,wert,code,leer\n2020,1.5,010,\n2021H1,2,011,\n");
  const dataset = await openDataset(store, "werte", { name: "d" });
  const check = (columns: Record<string, "text" | "integer" | "number" | "date">) =>
    checkDataset(dataset, { alias: "werte", columns });
  expect(check({ jahr: "text", wert: "text", leer: "date" }).profile.columns.map(({ type }) => type)).toEqual([
    "text",
    "text",
    "text",
    "date",
  ]);
  expect(await catchProblems("invalid-dataset", () => check({ jahr: "integer", werte: "number" }))).toEqual([
    {
      code: "wrong-type",
      message:
        'Column "Jahr" of the dataset "werte" is of type text, not integer; the first value that does not fit is "2021H1" in row 2',
      where: { pointer: "/datasets/werte", dataset: "werte", name: "Jahr", row: 2 },
      seen: "2021H1",
      allowed: "integer",
      hint: 'correct the value, or declare the column as text in template.yaml and convert it in the query: TRY_CAST("Jahr" AS BIGINT)',
    },
    {
      code: "missing-column",
      message: 'The dataset "werte" has no column "werte"',
      where: { pointer: "/datasets/werte", dataset: "werte", name: "werte" },
      seen: ["Jahr", "wert", "code", "leer"],
      allowed: "werte",
      hint: 'did you mean "wert"?',
    },
  ]);
});

test("the same bytes sent again replace what was damaged or lost, and what is damaged is not read", async () => {
  const { version } = await put("a\n1\n");
  const [content, profile] = [`datasets/d/${version}/data.csv`, `datasets/d/${version}/dataset.json`];
  const read = async (): Promise<string> =>
    new TextDecoder().decode(await (await openDataset(store, "d", { name: "d", version })).read());
  await store.put(content, bytes("a\n2\n"), "text/csv; charset=utf-8");
  await expect(read()).rejects.toMatchObject({
    kind: "damaged",
    transient: false,
    problems: [{ code: "corrupt-object", seen: content }],
  });
  await store.delete(content);
  await expect(read()).rejects.toMatchObject({
    kind: "damaged",
    problems: [{ code: "corrupt-object", seen: content }],
  });
  await put("a\n1\n");
  expect(await read()).toBe("a\n1\n");
  await store.delete(profile);
  expect((await put("a\n1\n")).rows).toBe(1);
  expect(await read()).toBe("a\n1\n");
});
