import { afterAll, beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { changeRecipe } from "../../../../../functions/core/report/dataset/change-recipe.ts";
import type { FileSizes } from "../../../../../functions/core/report/dataset/database/copy-to-parquet.ts";
import { type DatasetLimits, datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetProfile, OpenedDataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { rereadDataset } from "../../../../../functions/core/report/dataset/reread-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { deleteDataset } from "../../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { shapeDataset } from "../../../../../functions/core/report/shape-dataset.ts";
import { joinParquet } from "../../../../../functions/core/report/join-parquet.ts";
import { checkDatasetVersion } from "../../../../../functions/local/stored/check-versions.ts";
import { runOne } from "../../query/query-bench.ts";
import { type Asked, counting, parquetOf } from "./sparse-bench.ts";

const rows = 600_000;
const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

const select = (from: number, to: number, order = ""): string =>
  `SELECT i AS id, DATE '2015-01-01' + (i * 4000 // ${rows})::INT AS day, (['north', 'south', 'öst', 'West'])[1 + i * 4 // ${rows}] AS region,
     CASE WHEN i % 7 <> 2 THEN i / 7 - 5000 END AS measure, (i % 100000 / 100)::DECIMAL(9, 2) AS price,
     CASE i % 5 WHEN 0 THEN 'O''Hara' WHEN 1 THEN '' WHEN 2 THEN NULL ELSE md5(i::VARCHAR) END AS note
   FROM range(${from}, ${to}) AS r(i) ${order}`;

/** Row groups of a file of ours: small, so that a table has many. */
const small: FileSizes = { groupRows: 20_480, groups: 3 };
const inFiles: DatasetLimits = { ...datasetLimits, whole: 0 };

/** Stores Parquet files as what a source gave. */
async function storeJoined(
  bodies: readonly Uint8Array[],
  limits = inFiles,
  { store = new MemoryObjectStore(), order }: { store?: MemoryObjectStore; order?: readonly string[] } = {},
): Promise<{ readonly store: MemoryObjectStore; readonly profile: DatasetProfile }> {
  const space = await openScratchFolder();
  try {
    const files = bodies.map((body, index) => ({ name: `part-${index}`, read: () => Promise.resolve(body) }));
    const content = await joinParquet(files, space, limits, { order }, small);
    return { store, profile: await storeDataset(store, "d", content, space, limits) };
  } finally {
    await space.dispose();
  }
}

let one: Awaited<ReturnType<typeof storeJoined>>;
let several: Awaited<ReturnType<typeof storeJoined>>;
let asked: Asked;
let opened: OpenedDataset;
let whole: OpenedDataset;

beforeAll(async () => {
  one = await storeJoined([await parquetOf(select(0, rows), ", ROW_GROUP_SIZE 50000")], datasetLimits);
  const cuts = [0, 1, 100_003, 250_000, 250_001, rows];
  const bodies: Uint8Array[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries())
    bodies.push(
      await parquetOf(select(from, cuts[index + 1]!), `, ROW_GROUP_SIZE ${[2_048, 33_000, 122_880][index % 3]}`),
    );
  several = await storeJoined(bodies);
  asked = { bytes: 0, ranges: [], whole: 0, some: false };
  opened = await openDataset(counting(several.store, asked), "d", { name: "d" });
  whole = await openDataset(one.store, "d", { name: "d" });
}, 120_000);

test("the same rows are the same version, in one file or in several, in whatever files they came", async () => {
  const { files, bytes, ...told } = several.profile;
  const { table, bytes: _bytes, chunks: _chunks, ...alone } = one.profile;
  expect(alone.mended).toEqual(["empty-text"]);
  expect(table).toBe("parquet");
  expect(files!.length).toBeGreaterThan(8);
  expect(told).toEqual(alone);
  expect(bytes).toBe(files!.reduce((sum, file) => sum + file.bytes, 0));
  const shuffled = await storeJoined(
    [
      await parquetOf(select(300_000, rows, "ORDER BY hash(i)")),
      await parquetOf(select(0, 300_000, "ORDER BY hash(i)")),
    ],
    inFiles,
    { order: ["day", "id"] },
  );
  expect(shuffled.profile.version).toBe(told.version);
  expect((await storeJoined([await parquetOf(select(0, rows - 1))])).profile.version).not.toBe(told.version);
});

const queries = [
  "SELECT count(*) AS n, sum(measure) AS m, sum(price) AS p FROM d",
  "SELECT region, count(*) AS n, sum(measure) AS m, avg(price) AS p, max(note) AS t FROM d GROUP BY region ORDER BY region",
  "SELECT region, sum(measure) AS m FROM d WHERE day BETWEEN DATE '2019-01-01' AND DATE '2019-02-01' GROUP BY region ORDER BY region",
  "SELECT id, note FROM d WHERE id = 99999",
  "SELECT id, measure, note FROM d WHERE id >= 599990",
  "SELECT count(*) AS n, sum(measure) AS m FROM d WHERE day = DATE '2015-01-01'",
  "SELECT id, measure FROM d WHERE id IN (1, 250000, 599999)",
  "SELECT count(*) AS n FROM d WHERE region = 'nowhere'",
  "SELECT count(*) AS n, sum(measure) AS m FROM d WHERE region >= 's' AND price < 500",
  "SELECT * FROM d WHERE id > 70000 AND id < 70010",
  "SELECT a.id, b.note FROM d AS a JOIN d AS b ON b.id = a.id + 599000 WHERE a.id < 5 ORDER BY 1",
  "SELECT day, row_number() OVER (ORDER BY id) AS r FROM d WHERE id < 3 ORDER BY id",
  "SELECT name, nulls FROM d_columns ORDER BY position",
  "SELECT name, low, high, mean FROM d_statistics ORDER BY position",
  "SELECT count(*) AS n, sum(number) AS s, min(text) AS t FROM d_sample",
] as const;

test.each(queries)("a query says of several files what it says of one: %s", { timeout: 60_000 }, async (sql) => {
  expect(await runOne(sql, [opened])).toEqual(await runOne(sql, [whole]));
});

test.each([
  ["day BETWEEN DATE '2019-01-01' AND DATE '2019-02-01'", ["day", "measure"], 0.15],
  ["id >= 599990", ["id", "measure"], 0.1],
  ["id = 99999 AND measure > 0", ["id", "measure"], 0.1],
  ["id >= 0", ["id", "measure"], 1],
] as const)("of %s only the files and row groups are read that may have such rows", async (where, columns, share) => {
  Object.assign(asked, { bytes: 0, ranges: [], whole: 0 });
  await runOne(`SELECT sum(measure) AS m FROM d WHERE ${where}`, [await openAgain()]);
  const held = await bytesOf(columns);
  // The footers of files that are looked at, and the row groups around.
  expect(asked.bytes).toBeLessThan(1.2 * share * held + 60_000);
  expect(asked.whole).toBe(0);
});

async function openAgain(): Promise<OpenedDataset> {
  return await openDataset(counting(several.store, asked), "d", { name: "d" });
}

/** The bytes that columns hold in all files. */
async function bytesOf(columns: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const { chunks } of several.profile.files!) {
    const text = (await several.store.get(`${folder()}/chunks.${chunks}.json`))!.body;
    const map = JSON.parse(new TextDecoder().decode(text)) as {
      readonly columns: readonly { readonly name: string }[];
      readonly groups: readonly { readonly chunks: readonly (readonly [number, number, string])[] }[];
    };
    const leaves = columns.map((name) => map.columns.findIndex((column) => column.name === name));
    for (const group of map.groups) bytes += leaves.reduce((sum, leaf) => sum + group.chunks[leaf]![1], 0);
  }
  return bytes;
}

const folder = (): string => `datasets/d/${several.profile.version}`;

/** A copy of the store in which something is different. */
async function changed(change: (store: MemoryObjectStore) => Promise<void>): Promise<MemoryObjectStore> {
  const copy = new MemoryObjectStore();
  for (const { key } of (await several.store.list("", { limit: 1_000 })).objects) {
    const { body, contentType } = (await several.store.get(key))!;
    await copy.put(key, body, contentType);
  }
  await change(copy);
  return copy;
}

const hostile: Readonly<Record<string, (profile: Record<string, unknown>) => unknown>> = {
  "no files": () => ({ files: [] }),
  "no list of files": () => ({ files: { length: 1 } }),
  "a name that leads elsewhere": ({ files }) => ({ files: first(files, { sha256: "../../../other" }) }),
  "a map that leads elsewhere": ({ files }) => ({ files: first(files, { chunks: "x/../../y" }) }),
  "no file where one should be": ({ files }) => ({ files: [null, ...(files as object[])] }),
  "a text for a file": ({ files }) => ({ files: ["x", ...(files as object[])] }),
  "no columns": () => ({ columns: null }),
  "columns that are no list": () => ({ columns: { length: 6 } }),
  "other rows": ({ rows: count }) => ({ rows: Number(count) + 1 }),
  "negative rows": ({ files }) => ({ files: first(files, { rows: -5 }) }),
  "other bytes": ({ files }) => ({ files: first(files, { bytes: 1e15 }) }),
  "ranges of other columns": ({ files }) => ({ files: first(files, { ranges: [["1", "2"]] }) }),
  "ranges of no texts": ({ files }) => ({ files: first(files, { ranges: Array.from({ length: 6 }, () => [1, 2]) }) }),
};
const first = (files: unknown, change: object): unknown =>
  (files as object[]).map((file, index) => (index === 0 ? { ...file, ...change } : file));

test.each(Object.keys(hostile))("a profile whose manifest has %s is refused by its name", async (kind) => {
  const store = await changed(async (copy) => {
    const told = JSON.parse(new TextDecoder().decode((await copy.get(`${folder()}/dataset.json`))!.body)) as Record<
      string,
      unknown
    >;
    const text = JSON.stringify({ ...told, ...(hostile[kind]!(told) as object) });
    await copy.put(`${folder()}/dataset.json`, new TextEncoder().encode(text), "application/json");
  });
  await expect(openDataset(store, "d", { name: "d" })).rejects.toMatchObject({
    kind: "damaged",
    problems: [{ seen: `${folder()}/dataset.json` }],
  });
  expect(await checkDatasetVersion(store, `${folder()}/dataset.json`)).toMatchObject([{ state: "damaged" }]);
});

test("a file that is damaged or lost is named, and a map is made again", async () => {
  const [, second] = several.profile.files!;
  const table = `${folder()}/table.${second!.sha256}.parquet`;
  const map = `${folder()}/chunks.${second!.chunks}.json`;
  const sql = "SELECT sum(measure) AS m FROM d";
  const wanted = await runOne(sql, [whole]);
  expect(await checkDatasetVersion(several.store, `${folder()}/dataset.json`)).toEqual([]);
  for (const [key, change] of [
    [table, async (copy: MemoryObjectStore) => await flip(copy, table)],
    [table, async (copy: MemoryObjectStore) => await copy.delete(table)],
    [map, async (copy: MemoryObjectStore) => await flip(copy, map)],
    [map, async (copy: MemoryObjectStore) => await copy.delete(map)],
  ] as const) {
    const store = await changed(change);
    const dataset = await openDataset(store, "d", { name: "d" });
    const findings = await checkDatasetVersion(store, `${folder()}/dataset.json`);
    expect(findings.map((found) => found.key)).toEqual([key]);
    if (key === table) {
      await expect(runOne(sql, [dataset])).rejects.toMatchObject({ problems: [{ seen: table }] });
      continue;
    }
    expect(await runOne(sql, [dataset])).toEqual(wanted);
    // However long the table is, no more of it is in memory than one column of a row group.
    const read: Asked = { bytes: 0, ranges: [], whole: 0, some: false };
    expect(await findings[0]!.repair!.run({ store: counting(store, read) } as never)).toBe("mapped again");
    expect([read.whole, read.ranges.length > 6]).toEqual([0, true]);
    expect(await checkDatasetVersion(store, `${folder()}/dataset.json`)).toEqual([]);
  }
});

test.each([
  ["rows", 1, "SELECT sum(measure) AS m FROM d"],
  ["rows", 1, "SELECT id FROM d WHERE id = 70000"],
  ["bytes", 7, "SELECT sum(measure) AS m FROM d"],
] as const)("a manifest whose %s are not those of the footers is refused: by %i, %s", async (of, more, sql) => {
  for (const isMapped of [true, false]) {
    const store = await changed(async (copy) => {
      const key = `${folder()}/dataset.json`;
      const told = JSON.parse(new TextDecoder().decode((await copy.get(key))!.body)) as DatasetProfile;
      // The sums stay as they are.
      const files = told.files!.map((file, index) => ({
        ...file,
        [of]: file[of] + (index === 2 ? more : index === 1 ? -more : 0),
      }));
      await copy.put(key, new TextEncoder().encode(JSON.stringify({ ...told, files })), "application/json");
      if (!isMapped) for (const { chunks } of files) await copy.delete(`${folder()}/chunks.${chunks}.json`);
    });
    const dataset = await openDataset(store, "d", { name: "d" });
    const fault = { code: "corrupt-object", seen: `${folder()}/dataset.json` };
    await expect(runOne(sql, [dataset])).rejects.toMatchObject({ kind: "damaged", problems: [fault] });
    const found = await checkDatasetVersion(store, `${folder()}/dataset.json`);
    expect(found[0]).toMatchObject(isMapped ? { key: fault.seen, state: "damaged" } : { state: "lost" });
  }
});

async function putRecipe(store: MemoryObjectStore, name: string, text: string): Promise<unknown> {
  return await changeRecipe(
    store,
    name,
    { text, kind: "put", token: name, at: 5 },
    {
      scratch,
      limits: datasetLimits,
      shape: (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits),
    },
  );
}

async function flip(store: MemoryObjectStore, key: string): Promise<void> {
  const { body, contentType } = (await store.get(key))!;
  const other = Uint8Array.from(body, (byte, index) => (index > 4 && index < body.length - 100 ? byte ^ 255 : byte));
  await store.put(key, other, contentType);
}

test("what needs all of a table refuses one in several files, and deleting takes all of them", async () => {
  await expect(opened.readText()).rejects.toMatchObject({ problems: [{ code: "too-long-to-read-whole" }] });
  await expect(putRecipe(several.store, "d", "steps: [{trim: [note]}]")).rejects.toMatchObject({
    problems: [{ code: "too-long-to-read-whole" }],
  });
  const again = { version: several.profile.version, cause: "reread:1", at: 1 };
  expect((await rereadDataset(several.store, "d", again, scratch)).version).toBe(several.profile.version);
  const store = await changed(() => Promise.resolve());
  await deleteDataset(store, "d", { at: 1, token: "t" });
  const left = (await store.list(`datasets/d/${several.profile.version}`)).objects;
  expect(left).toEqual([]);
});

test("rows for a dataset with a recipe are refused if they are too many for one file", async () => {
  const other = new MemoryObjectStore();
  await storeDataset(other, "d", { body: Buffer.from("a,b\n1,2\n"), format: "csv" }, scratch);
  await putRecipe(other, "d", "steps: [{trim: [a]}]");
  await expect(storeJoined([await parquetOf(select(0, 100_000))], inFiles, { store: other })).rejects.toMatchObject({
    kind: "too-large",
    problems: [{ code: "too-many-bytes" }],
  });
});
