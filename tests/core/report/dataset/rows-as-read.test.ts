import { afterAll, expect, test } from "vitest";
import { gzipSync } from "node:zlib";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetFormat, DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { originsOf } from "../../../../functions/core/report/generate-report.ts";
import { load } from "./parquet/both-tables.ts";
import { parquetOf } from "./parquet/sparse-bench.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

let files = 0;

async function stored(
  body: Uint8Array | string,
  format: DatasetFormat,
  { limits = datasetLimits, isStaged = false } = {},
): Promise<{ readonly store: MemoryObjectStore; readonly profile: DatasetProfile }> {
  const store = new MemoryObjectStore();
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const name = `staged-${(files += 1)}`;
  if (isStaged) await scratch.write(name, bytes);
  const content = { body: isStaged ? scratch.open(name) : bytes, format };
  return { store, profile: await storeDataset(store, "d", content, scratch, limits) };
}

const csv = `id,day,amount,name\n${Array.from({ length: 9000 }, (_, i) => `${i},2024-01-${String(1 + (i % 28)).padStart(2, "0")},${i / 4},n${i}`).join("\n")}\n`;

test("a file's rows are hashed as queries read them, whatever bytes hold them", async () => {
  const { profile, store } = await stored(csv, "csv");
  expect(profile.rowsAsRead).toMatch(/^[0-9a-f]{64}$/);
  expect(profile).not.toHaveProperty("rowsHash");
  const loaded = await load(await openDataset(store, "d", { name: "d" }));
  expect(loaded).toHaveProperty("hash", profile.rowsAsRead);
  const others = [
    await stored(csv.replaceAll(",", ";"), "csv"),
    await stored(csv.replaceAll(",", "\t"), "tsv"),
    await stored(gzipSync(csv), "csv"),
    await stored(csv, "csv", { limits: { ...datasetLimits, short: 0 }, isStaged: true }),
    await stored(csv, "csv", { limits: { ...datasetLimits, text: Infinity } }),
    await stored(
      await parquetOf(
        "SELECT i AS id, (DATE '2024-01-01' + (i % 28)::INT) AS day, (i / 4)::DECIMAL(15, 2) AS amount, 'n' || i AS name FROM range(9000) AS r(i)",
      ),
      "parquet",
    ),
  ];
  expect(new Set(others.map((other) => other.profile.version))).toHaveProperty("size", 5);
  expect(new Set(others.map((other) => other.profile.rowsAsRead))).toEqual(new Set([profile.rowsAsRead]));
  expect((await stored(csv.replace("n8999", "n9000"), "csv")).profile.rowsAsRead).not.toBe(profile.rowsAsRead);
});

test("a version is the same, and says the same in manifests, whether or not its rows were hashed when it was stored", async () => {
  const { store, profile } = await stored(csv, "csv");
  const now = await openDataset(store, "d", { name: "d" });
  const key = `datasets/d/${profile.version}/dataset.json`;
  const before = new MemoryObjectStore();
  for (const { key: each } of (await store.list("", { limit: 100 })).objects) {
    const { body, contentType } = (await store.get(each))!;
    await before.put(each, body, contentType);
  }
  const { rowsAsRead: _unknown, ...older } = profile;
  await before.put(key, new TextEncoder().encode(JSON.stringify(older)), "application/json");
  const then = await openDataset(before, "d", { name: "d" });
  expect(then.profile).not.toHaveProperty("rowsAsRead");
  expect(originsOf([then])).toEqual(originsOf([now]));
  expect(originsOf([now])).toEqual({ rows: {}, sources: {} });
  // The same bytes are the same version, whose profile stays as it was.
  const again = await storeDataset(before, "d", { body: new TextEncoder().encode(csv), format: "csv" }, scratch);
  expect(again).toEqual(older);
});

test("a file of more than a million rows is stored without the hash, and one of a million with it", async () => {
  const million = `a\n${"1\n".repeat(1_000_000)}`;
  expect((await stored(million, "csv")).profile).toHaveProperty("rowsAsRead");
  expect((await stored(`${million}1\n`, "csv")).profile).not.toHaveProperty("rowsAsRead");
});

test("a column whose name is a megabyte of quotation marks is hashed by a short name", async () => {
  // With the name in each place DuckDB takes minutes.
  const { profile } = await stored('"'.repeat(1_000_000), "csv");
  expect(profile.columns[0]!.name.length).toBeGreaterThan(400_000);
  expect(profile.rowsAsRead).toMatch(/^[0-9a-f]{64}$/);
});
