import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { datasetLimits, shortText } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetProfile } from "../../../../../functions/core/report/dataset/dataset.ts";
import { deleteDataset } from "../../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { checkDatasetVersion } from "../../../../../functions/local/stored/check-versions.ts";
import { load } from "./both-tables.ts";

const scratch = await openScratchFolder();
const long = new TextEncoder().encode(`n,name\n${"1,Anna\n2,Björn\n".repeat(10_000)}`);

async function storeLong(
  store: MemoryObjectStore,
  known?: ReadonlyMap<string, DatasetProfile>,
): Promise<DatasetProfile> {
  return await storeDataset(store, "d", { body: long, format: "csv" }, scratch, datasetLimits, known);
}

async function keys(store: MemoryObjectStore): Promise<string[]> {
  return (await store.list("datasets/d/", { limit: 1_000 })).objects
    .map(({ key }) => key.replace(/^datasets\/d\//, ""))
    .filter((key) => /^[0-9a-f]{64}\//.test(key))
    .map((key) => key.slice(65))
    .toSorted();
}

test("a long text has its table in Parquet beside it, and everything else is as before", async () => {
  const store = new MemoryObjectStore();
  const { parquet, ...profile } = await storeLong(store);
  expect(await keys(store)).toEqual(["data.csv", "dataset.json", `table.${parquet!.sha256}.parquet`]);
  expect((await store.get(`datasets/d/${profile.version}/data.csv`))?.body).toEqual(long);
  const before = new MemoryObjectStore();
  const limits = { ...datasetLimits, text: Infinity };
  expect(await storeDataset(before, "d", { body: long, format: "csv" }, scratch, limits)).toEqual(profile);
  expect(parquet!.bytes).toBeLessThan(long.length / 50);
  expect(await deleteDataset(store, "d", { at: 0, token: "t" })).toBe(true);
  expect(await keys(store)).toEqual([]);
});

test("a short text, Parquet itself and the table of a packed text of up to 128 KiB have none", async () => {
  const store = new MemoryObjectStore();
  const text = `n\n${"1\n".repeat(shortText / 2 - 1)}`;
  expect(text.length).toBe(shortText);
  for (const [name, body, isLong] of [
    ["short", text, false],
    ["longer", `${text}1\n`, true],
  ] as const) {
    const content = { body: new TextEncoder().encode(body), format: "csv" } as const;
    const profile = await storeDataset(store, name, content, scratch);
    expect([name, profile.parquet !== undefined]).toEqual([name, isLong]);
    const { inline } = await openDataset(store, "d", { name });
    expect((await inline()) !== undefined).toBe(!isLong);
  }
  const { read } = await openDataset(store, "d", { name: "longer" });
  const content = { body: await read(), format: "parquet" } as const;
  expect((await storeDataset(store, "itself", content, scratch)).parquet).toBeUndefined();
});

test("a lost table in Parquet is told, and stored again with the bytes, also as another release writes it", async () => {
  for (const isOther of [false, true]) {
    const store = new MemoryObjectStore();
    const { version, parquet } = await storeLong(store);
    const key = `datasets/d/${version}/table.${parquet!.sha256}.parquet`;
    const table = (await store.get(key))!.body;
    const damaged = table.slice();
    damaged[100]! ^= 1;
    await store.put(key, damaged, "application/octet-stream");
    await expect((await openDataset(store, "d", { name: "d" })).read()).rejects.toThrow(BroadsheetError);
    await store.delete(key);
    await expect((await openDataset(store, "d", { name: "d" })).read()).rejects.toMatchObject({ kind: "damaged" });
    const profileKey = `datasets/d/${version}/dataset.json`;
    expect(await checkDatasetVersion(store, profileKey)).toMatchObject([{ key, state: "lost" }]);
    if (isOther) {
      const profile = { ...(await storeLong(store)), parquet: { ...parquet!, sha256: "0".repeat(64) } };
      await store.put(profileKey, new TextEncoder().encode(JSON.stringify(profile)), "application/json");
    }
    await storeLong(store);
    // Another process: none of the profiles that this one has kept.
    const opened = await openDataset(copyOf(store), "d", { name: "d" });
    expect(await opened.read()).toEqual(table);
    expect(await checkDatasetVersion(store, profileKey)).toEqual([]);
  }
});

/** The same store, of which nothing has been kept. */
function copyOf(store: MemoryObjectStore): MemoryObjectStore {
  return new Proxy(store, { get: (target, name) => (target[name as "get"] as () => unknown).bind(target) });
}

test("a profile that is known from elsewhere brings no table, and the text is read", async () => {
  const known = await storeLong(new MemoryObjectStore());
  const store = new MemoryObjectStore();
  const { parquet } = await storeLong(store, new Map([[known.version, known]]));
  expect(parquet).toBeUndefined();
  const [here, elsewhere] = [store, new MemoryObjectStore()];
  await storeLong(elsewhere);
  expect(await load(await openDataset(here, "d", { name: "d" }))).toEqual(
    await load(await openDataset(elsewhere, "d", { name: "d" })),
  );
});
