import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { checkDataset } from "../../../../../functions/core/report/dataset/check-dataset.ts";
import type { Dataset, OpenedDataset } from "../../../../../functions/core/report/dataset/dataset.ts";
import { deleteDataset } from "../../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { datasetLimits, smallestParts } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { type ChunkMap, mapChunks } from "../../../../../functions/core/report/dataset/parquet/chunk-map.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { parquetRead } from "../../../../../functions/core/report/dataset/store/files-of.ts";
import { dropMade, storeMade } from "../../../../../functions/core/report/dataset/view/store-made.ts";
import { checkStore } from "../../../../../functions/local/stored/check-store.ts";
import { runOne } from "../../query/query-bench.ts";
import { counting, parquetOf, storeBothSizes } from "./sparse-bench.ts";

const rows = 120_000;
const select = `SELECT range AS id, 'g' || (range % 7) AS g, range / 4 AS v, md5(range::VARCHAR) AS note, {a: range, b: ['x', 'y']} AS nested FROM range(${rows})`;
const file = await parquetOf(select, ", ROW_GROUP_SIZE 20480");
const map = (await mapOf(file))!;
const sums = "SELECT g, sum(v) AS s, count(*) AS n FROM d GROUP BY g ORDER BY g";

async function mapOf(bytes: Uint8Array): Promise<ChunkMap | undefined> {
  return await mapChunks(bytes.length, async (start, end) => bytes.subarray(start, end));
}

/** A dataset whose numbers a template declares as text. */
function texts(opened: OpenedDataset): Dataset {
  return checkDataset(opened, { alias: "d", columns: { v: "text", g: "text" } });
}

/** The bytes of some columns' pages. */
function held({ groups, columns }: ChunkMap, names: readonly string[]): number {
  const leaves = columns.flatMap(({ name, leaves }) => Array.from({ length: leaves }, () => name));
  return groups
    .flatMap(({ chunks }) => chunks.filter((_, leaf) => names.includes(leaves[leaf]!)))
    .reduce((sum, [, length]) => sum + length, 0);
}

const problemOf = async (work: Promise<unknown>): Promise<unknown> =>
  await work.then(
    () => "no error",
    (error: unknown) =>
      error instanceof BroadsheetError ? [error.kind, error.problems[0]!.code, error.problems[0]!.seen] : error,
  );

test("a query reads the footer and the columns that it names, and nothing else", async () => {
  const { sparse, whole, asked } = await storeBothSizes(file);
  expect(await runOne(sums, [sparse])).toEqual(await runOne(sums, [whole]));
  const footer = file.length - map.footer.start;
  expect(asked.whole).toBe(0);
  expect(asked.bytes).toBeLessThan((held(map, ["g", "v"]) + footer) * 1.2);
  expect(asked.bytes).toBeLessThan(file.length / 10);
});

test("nothing but the footer is read for a fault of the SQL, and nothing for the names of columns", async () => {
  const { sparse, whole, asked } = await storeBothSizes(file);
  const columns = 'SELECT name, type, "rows", nulls FROM d_columns';
  expect(await runOne(columns, [sparse])).toEqual(await runOne(columns, [whole]));
  const footer = file.length - map.footer.start;
  expect(asked.bytes).toBe(footer);
  const fault = "SELECT g, sum(wrong) AS s FROM d GROUP BY g";
  const told = async (dataset: typeof sparse) =>
    await runOne(fault, [dataset]).catch((error: BroadsheetError) => error.problems);
  expect(await told(sparse)).toEqual(await told(whole));
  expect(asked.whole).toBe(0);
});

test("a range that was changed is not used, wherever it is, and the whole table then says damaged", async () => {
  const { sparse, store, profile, asked } = await storeBothSizes(file);
  const scratch = await openScratchFolder();
  const wanted = ["g", "v"];
  await sparse.sparse!.fetch(scratch, "sound", wanted);
  const key = `datasets/d/${profile.version}/data.parquet`;
  const reopened = async () => await openDataset(store, "d", { name: "d" });
  const isFetched = async (): Promise<boolean> =>
    (await (await reopened()).sparse!.fetch(scratch, "again", wanted)) !== undefined;
  const uses = [
    [map.footer.start, file.length],
    ...map.groups.flatMap(({ chunks }) =>
      [1, 2].map((leaf) => [chunks[leaf]![0], chunks[leaf]![0] + chunks[leaf]![1]]),
    ),
  ] as [number, number][];
  const places = Array.from({ length: 20 }, (_, index) => Math.floor(((index + 0.5) * file.length) / 20));
  const edges = asked.ranges.flatMap(([start, end]) => [start, end - 1]);
  const wrong: unknown[] = [];
  for (const at of [...places, ...edges]) {
    const changed = file.slice();
    changed[at]! ^= 1;
    await store.put(key, changed, "application/vnd.apache.parquet");
    const isUsed = uses.some(([start, end]) => at >= start && at < end);
    if ((await isFetched()) === isUsed) wrong.push([at, isUsed]);
    if (at === edges[0])
      expect(await problemOf(runOne(sums, [await reopened()]))).toEqual(["damaged", "corrupt-object", key]);
  }
  expect(wrong).toEqual([]);
  await store.put(key, file.subarray(0, file.length / 2), "application/vnd.apache.parquet");
  expect(await problemOf(runOne(sums, [await reopened()]))).toEqual(["damaged", "corrupt-object", key]);
  await store.delete(key);
  expect(await problemOf(runOne(sums, [await reopened()]))).toEqual(["damaged", "corrupt-object", key]);
  await scratch.dispose();
});

test("without a sound map the table is read whole; a check of the store, or storing the file again, mends it", async () => {
  const { store, profile, whole } = await storeBothSizes(file);
  const key = `datasets/d/${profile.version}/chunks.${profile.chunks}.json`;
  const { body } = (await store.get(key))!;
  const open = async () => await openDataset(store, "d", { name: "d" });
  const expected = await runOne(sums, [whole]);
  for (const spoil of [() => store.put(key, body.subarray(0, 100), "application/json"), () => store.delete(key)]) {
    await spoil();
    expect(await runOne(sums, [await open()])).toEqual(expected);
    const { findings } = await checkStore(store);
    expect(findings.map((finding) => finding.key)).toEqual([key]);
    expect(await findings[0]!.repair!.run({ store } as never)).toBe("mapped again");
    expect((await store.get(key))?.body).toEqual(body);
    expect((await checkStore(store)).findings).toEqual([]);
  }
  await store.delete(key);
  const scratch = await openScratchFolder();
  await storeDataset(store, "d", { body: file, format: "parquet" }, scratch, { ...datasetLimits, parts: 0 });
  expect((await store.get(key))?.body).toEqual(body);
  await runOne(sums, [await open()]);
  await deleteDataset(store, "d", { at: 0, token: "t" });
  expect((await store.list("datasets/d/")).objects.filter(({ key: one }) => one.includes(profile.version))).toEqual([]);
  await scratch.dispose();
});

test("the table of a long text is read in parts too, unless its values are asked for as they were written", async () => {
  const csv = `id,g,v,note\n${Array.from({ length: rows }, (_, row) => `${row},g${row % 7},${(row / 4).toFixed(2)},n${row}`).join("\n")}\n`;
  const { sparse, whole, asked, profile } = await storeBothSizes(new TextEncoder().encode(csv), "d", "csv");
  expect(parquetRead(profile)).toMatch(/^table\.[0-9a-f]{64}\.parquet$/);
  expect(await runOne(sums, [sparse])).toEqual(await runOne(sums, [whole]));
  expect(asked.whole).toBe(0);
  expect(asked.bytes).toBeLessThan(profile.parquet!.bytes / 2);
  const before = asked.whole;
  const first = "SELECT v, id FROM d WHERE id < 3 AND g <> 'g9'";
  expect(await runOne(first, [texts(sparse)])).toEqual(await runOne(first, [texts(whole)]));
  expect((await runOne(first, [texts(sparse)])).rows[0]).toEqual({ v: "0.00", id: 0 });
  expect(asked.whole).toBe(before);
});

test("a view's table that another process stored with other bytes is read whole", async () => {
  const store = new MemoryObjectStore();
  const columns = [
    { name: "id", type: "integer", nulls: 0 },
    { name: "g", type: "text", nulls: 0, emptyTexts: true },
    { name: "v", type: "number", nulls: 0 },
  ] as const;
  const rowsHash = "0".repeat(64);
  const made = { rows, columns, warnings: [], rowsHash };
  const own = { ...made, table: await parquetOf(`SELECT id, g, v FROM (${select})`, ", ROW_GROUP_SIZE 20480") };
  const theirs = { ...made, table: await parquetOf(`SELECT id, g, v FROM (${select})`, ", ROW_GROUP_SIZE 40960") };
  await store.create(`datasets/d/${rowsHash}/table.parquet`, theirs.table, "application/vnd.apache.parquet");
  const profile = await storeMade(store, "d", own, { parts: 0 });
  expect(profile.chunks).toBeDefined();
  const asked = { bytes: 0, ranges: [], whole: 0, some: false };
  const opened = await openDataset(counting(store, asked), "d", { name: "d", version: rowsHash });
  expect((await runOne(sums, [opened])).rows).toHaveLength(7);
  expect(asked.whole).toBe(1);
  await dropMade(store, "d", rowsHash);
  expect((await store.list("datasets/")).objects).toEqual([]);
});

test("small tables have no map, nor files whose columns differ only in case or whose pages lie elsewhere", async () => {
  expect(smallestParts).toBe(8_388_608);
  const scratch = await openScratchFolder();
  const small = await storeDataset(new MemoryObjectStore(), "d", { body: file, format: "parquet" }, scratch);
  expect([file.length < smallestParts, small.chunks]).toEqual([true, undefined]);
  await scratch.dispose();
  const twice = await parquetOf("SELECT 1 AS a, 2 AS b");
  expect((await mapOf(twice))?.columns).toEqual([
    { name: "a", leaves: 1 },
    { name: "b", leaves: 1 },
  ]);
  const same = Buffer.from(Buffer.from(twice).toString("latin1").replace("\u0001b", "\u0001A"), "latin1");
  expect(same.equals(twice)).toBe(false);
  expect(await mapOf(same)).toBeUndefined();
  for (const cut of [0, 3, 11, 12, 40, twice.length - 1]) expect(await mapOf(twice.subarray(0, cut))).toBeUndefined();
  for (let at = map.footer.start; at < file.length; at += 97) {
    const changed = file.slice();
    changed[at]! ^= 0xff;
    await mapOf(changed);
  }
});
