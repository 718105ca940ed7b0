import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { ObjectStore, StreamedObject } from "../../../../../functions/core/ports.ts";
import { changeRecipe, tryRecipe } from "../../../../../functions/core/report/dataset/change-recipe.ts";
import { checkDataset } from "../../../../../functions/core/report/dataset/check-dataset.ts";
import type { DatasetProfile } from "../../../../../functions/core/report/dataset/dataset.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { eraseRows } from "../../../../../functions/core/report/dataset/erase-rows.ts";
import { judgeStored } from "../../../../../functions/core/report/dataset/judge-stored.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import type { ShapeDataset } from "../../../../../functions/core/report/dataset/recipe/shape.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { filesOf } from "../../../../../functions/core/report/dataset/store/files-of.ts";
import { keepRecipe, recipeFolder } from "../../../../../functions/core/report/dataset/store/stored-recipe.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import { moveName } from "../../../../../functions/core/names/name-log.ts";
import { makeView } from "../../../../../functions/core/report/make-view.ts";
import { shapeDataset } from "../../../../../functions/core/report/shape-dataset.ts";
import { runOne } from "../../query/query-bench.ts";
import { catchProblems } from "../catch-problems.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
const tools = { scratch, limits: datasetLimits, shape };
const rows = 300_000;
const large = datasetLimits.whole + 1;
const csv = new TextEncoder().encode(
  `id,v\n${Array.from({ length: rows }, (_, row) => `${row},${(row % 7) / 4}`).join("\n")}\n`,
);

/** A store in which the files of a version are said to be too long for the memory; none may be read at once. */
async function longStore(body = csv, extra: readonly string[] = []) {
  const memory = new MemoryObjectStore();
  const content = { body, format: "csv" as const };
  const limits = { ...datasetLimits, text: 0, parts: 0 };
  const profile = await storeDataset(memory, "d", content, scratch, limits, new Map(), "put", shape);
  const key = `datasets/d/${profile.version}/dataset.json`;
  const said: DatasetProfile = { ...profile, bytes: large, parquet: { ...profile.parquet!, bytes: large } };
  await memory.put(key, new TextEncoder().encode(JSON.stringify(said)), "application/json");
  const long = new Set(
    [...filesOf(profile).filter((file) => !file.startsWith("chunks")), ...extra].map(
      (file) => `datasets/d/${profile.version}/${file}`,
    ),
  );
  const store = new Proxy<ObjectStore>(memory, {
    get: (target, name: keyof ObjectStore) => {
      if (name === "get")
        return (one: string) => {
          if (long.has(one)) throw new Error(`${one} is read at once`);
          return target.get(one);
        };
      if (name === "getStream")
        return async (one: string): Promise<StreamedObject | undefined> => {
          const found = await target.getStream(one);
          return found && { ...found, size: long.has(one) ? large : found.size };
        };
      const method = target[name] as unknown;
      return typeof method === "function" ? method.bind(target) : method;
    },
  });
  return { store, memory, profile };
}

const refusal = [
  expect.objectContaining({ code: "too-long-to-read-whole", seen: large, allowed: datasetLimits.whole }),
];

test("what needs all of a long file is refused by name, and reads nothing of it", async () => {
  const { store, memory, profile } = await longStore();
  const { version } = profile;
  const opened = await openDataset(store, "d", { name: "d" });
  const change = { text: "steps: [{trim: [v]}]", kind: "put" as const, token: "x", at: 5 };
  const steps = { from: { d: "d" }, recipe: { steps: [{ trim: ["v"] }] } };
  const erasure = { id: "00000000-0000-4000-8000-000000000000", where: "id = 1", version, at: 5 };
  const viewTools = { scratch, openScratch: () => openScratchFolder(), limits: datasetLimits };
  const uses: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["its text", () => opened.readText()],
    ["its table at once", () => opened.read()],
    ["a recipe", () => changeRecipe(store, "d", change, tools)],
    ["a trial of a recipe", () => tryRecipe(store, "d", change.text, tools)],
    ["steps of a view", () => makeView(steps, [opened], viewTools)],
    ["an erasure", () => eraseRows(store, "d", erasure, { ...tools, currentViews: async () => new Set() })],
    [
      "a column declared as text",
      () => runOne("SELECT max(v) AS v FROM d", [checkDataset(opened, { alias: "d", columns: { v: "text" } })]),
    ],
  ];
  const before = (await memory.list("")).objects.map(({ key }) => key);
  for (const [use, run] of uses) expect([use, await catchProblems("limit-exceeded", run)]).toEqual([use, refusal]);
  expect((await memory.list("")).objects.map(({ key }) => key)).toEqual(before);
  const text = "checks: [{unique: [id]}]";
  await keepRecipe(memory, "d", text);
  await moveName(memory, recipeFolder("d"), sha256(new TextEncoder().encode(text)), "put:y");
  expect(await catchProblems("limit-exceeded", () => judgeStored(store, "d", version, scratch))).toEqual(refusal);
});

test("the text made of a packed file is refused by its own length", async () => {
  const { store, memory, profile } = await longStore(csv, ["table.csv"]);
  const packed: DatasetProfile = { ...profile, table: "csv", bytes: 5 };
  const folder = `datasets/d/${profile.version}`;
  await memory.put(`${folder}/dataset.json`, new TextEncoder().encode(JSON.stringify(packed)), "application/json");
  await memory.put(`${folder}/table.csv`, csv, "text/csv");
  const opened = await openDataset(store, "d", { name: "d" });
  expect(await catchProblems("limit-exceeded", () => opened.readText())).toEqual(refusal);
});

test.each(["SELECT * FROM d ORDER BY id DESC LIMIT 3", "SELECT name, low, high FROM d_statistics ORDER BY name"])(
  "a query of all columns reads a long table by its parts: %s",
  async (sql) => {
    const { store, memory } = await longStore();
    const asked = await runOne(sql, [await openDataset(store, "d", { name: "d" })]);
    expect(asked.rows.length).toBeGreaterThan(1);
    // The same table, read whole.
    const key = (await memory.list("datasets/d/")).objects.find((one) => one.key.endsWith("dataset.json"))!.key;
    const { parquet, ...profile } = JSON.parse(
      new TextDecoder().decode((await memory.get(key))!.body),
    ) as DatasetProfile;
    const plain = new MemoryObjectStore();
    for (const { key: one } of (await memory.list("")).objects) {
      const { body, contentType } = (await memory.get(one))!;
      await plain.put(one, body, contentType);
    }
    const small = { ...profile, bytes: 1, parquet: { ...parquet!, bytes: 1 } };
    await plain.put(key, new TextEncoder().encode(JSON.stringify(small)), "application/json");
    expect(asked).toEqual(await runOne(sql, [await openDataset(plain, "d", { name: "d" })]));
  },
);
