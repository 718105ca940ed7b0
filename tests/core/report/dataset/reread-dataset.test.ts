import { afterAll, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { rereadDataset } from "../../../../functions/core/report/dataset/reread-dataset.ts";
import { listDatasets } from "../../../../functions/core/report/dataset/store/list-datasets.ts";
import { readCurrentVersion } from "../../../../functions/core/report/dataset/store/read-current-version.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { readNameLog } from "../../../../functions/core/names/name-log.ts";
import { catchProblems } from "./catch-problems.ts";
import { anna, childrens, storeAsBefore } from "./older-store.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());
let store: MemoryObjectStore;
beforeEach(() => {
  store = new MemoryObjectStore();
});

const put = (body: Uint8Array) => storeDataset(store, "d", { body, format: "csv" }, scratch);
const reread = (version: string, cause = "reread:1") =>
  rereadDataset(store, "d", { version, cause, at: 5, by: { kind: "token", name: "ann" } }, scratch);
const tableOf = async (version?: string): Promise<string> =>
  new TextDecoder().decode(
    await (await openDataset(store, "d", version === undefined ? { name: "d" } : { name: "d", version })).read(),
  );
const isOlder = async (): Promise<boolean | undefined> => (await listDatasets(store)).datasets[0]?.byOlderReader;

test("bytes that an earlier reader read differently become a new version when they are stored again, and the old one stays", async () => {
  const old = await storeAsBefore(store, "d", childrens);
  expect(await isOlder()).toBe(true);
  const profile = await put(childrens.body);
  expect(profile).toMatchObject({ encoding: "windows-1252", reader: 2, mended: ["windows-punctuation"] });
  expect(profile.version).not.toBe(old);
  expect(await readCurrentVersion(store, "d")).toBe(profile.version);
  expect([await tableOf(old), await tableOf()]).toEqual([
    "name,n\nChildrenís services,1\n",
    "name,n\nChildren’s services,1\n",
  ]);
  expect(await isOlder()).toBe(false);
  expect((await put(childrens.body)).version).toBe(profile.version);
});

test("bytes that every reader reads alike keep their version, whoever stored them", async () => {
  const old = await storeAsBefore(store, "d", anna);
  expect(await isOlder()).toBe(true);
  expect((await put(anna.body)).version).toBe(old);
  expect(await isOlder()).toBe(false);
  expect((await readNameLog(store, "datasets/d", { limit: 10 })).length).toBe(1);
});

test("one call reads the current version again and makes what results current, once", async () => {
  const old = await storeAsBefore(store, "d", childrens);
  const { version } = await reread(old);
  for (let time = 0; time < 2; time++) expect((await reread(old)).version).toBe(version);
  expect(await readNameLog(store, "datasets/d", { limit: 10 })).toMatchObject([
    { version, cause: "reread:1", at: 5, by: { name: "ann" } },
    { version: old },
  ]);
  expect(await tableOf()).toBe("name,n\nChildren’s services,1\n");
  expect(await isOlder()).toBe(false);
});

test("reading again what reads alike moves nothing and is noted beside the version", async () => {
  const old = await storeAsBefore(store, "d", anna);
  const before = await store.get(`datasets/d/${old}/dataset.json`);
  expect((await reread(old)).version).toBe(old);
  expect(await store.get(`datasets/d/${old}/dataset.json`)).toEqual(before);
  expect((await readNameLog(store, "datasets/d", { limit: 10 })).length).toBe(1);
  expect(await isOlder()).toBe(false);
});

test("a version that became current meanwhile stays current", async () => {
  const old = await storeAsBefore(store, "d", childrens);
  const { version } = await put(anna.body);
  expect(await catchProblems("conflict", () => reread(old))).toMatchObject([
    { code: "version-is-not-current", allowed: version },
  ]);
  expect(await readCurrentVersion(store, "d")).toBe(version);
});

test("a version that does not exist is reported", async () => {
  await storeAsBefore(store, "d", anna);
  expect(await catchProblems("not-found", () => reread("0".repeat(64)))).toMatchObject([{ code: "unknown-version" }]);
});
