import { afterAll, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { canonicalJson, sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { moveNameFrom, placeOfName, readNameLog } from "../../../../functions/core/names/name-log.ts";
import { changeRecipe, tryRecipe } from "../../../../functions/core/report/dataset/change-recipe.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import type { ShapeDataset } from "../../../../functions/core/report/dataset/recipe/shape.ts";
import { rereadDataset } from "../../../../functions/core/report/dataset/reread-dataset.ts";
import { storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { deleteDataset } from "../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { readCurrentVersion } from "../../../../functions/core/report/dataset/store/read-current-version.ts";
import { readStoredProfile } from "../../../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { readRecipePlace } from "../../../../functions/core/report/dataset/store/stored-recipe.ts";
import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";
import { catchProblems } from "./catch-problems.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());
let store: MemoryObjectStore;
beforeEach(() => {
  store = new MemoryObjectStore();
});

const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
const tools = { scratch, limits: datasetLimits, shape };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const put = (text: string, cause = "put") =>
  storeDataset(store, "d", { body: bytes(text), format: "csv" }, scratch, datasetLimits, new Map(), cause, shape);
let tokens = 0;
const give = (text: string | undefined, kind: "put" | "rollback" | "remove" = "put", seq?: number) =>
  changeRecipe(store, "d", { text, kind, token: `t${++tokens}`, at: 5, seq }, tools);

const plain = "a,b\n1,x\nTotal,y\n";
const noTotal = "steps:\n  # sums\n  - leave-out: {where: \"a = 'Total'\"}\n  - types: {a: integer}\n";

test("a version without a recipe is what it was: the hash of the bytes, or of bytes and reading", async () => {
  expect((await put(plain)).version).toBe(sha256(bytes(plain)));
  const reading = { delimiter: "," as const };
  const content = { body: bytes(plain), format: "csv" as const, reading };
  const read = await storeDataset(store, "e", content, scratch);
  expect(read.version).toBe(sha256(canonicalJson({ content: sha256(bytes(plain)), reading })));
  const before = await put(plain);
  await give(noTotal);
  const after = await give(undefined, "remove");
  expect(after).toEqual(before);
});

test("a recipe makes a version of the current bytes, and later bytes are read by it", async () => {
  const raw = await put(plain);
  const made = await give(noTotal);
  expect(made).toMatchObject({ rows: 1, table: "parquet", columns: [{ name: "a", type: "integer" }, { name: "b" }] });
  expect(made.version).not.toBe(raw.version);
  expect(await readCurrentVersion(store, "d")).toBe(made.version);
  const next = await put("a,b\n1,x\n2,z\nTotal,y\n");
  expect(next).toMatchObject({ rows: 2, recipe: made.recipe, reading: { recipe: made.reading!.recipe } });
  expect(await readCurrentVersion(store, "d")).toBe(next.version);
  // The same bytes and the same recipe are the same version.
  expect((await put(plain)).version).toBe(made.version);
  expect(await readNameLog(store, "datasets/d/recipe", { limit: 9 })).toMatchObject([
    { cause: expect.stringMatching(/^put:t/) as string, at: 5 },
  ]);
});

test("the bytes stay as they came, and reports read the table", async () => {
  await put(plain);
  const { version } = await give(noTotal);
  expect((await store.get(`datasets/d/${version}/data.csv`))?.body).toEqual(bytes(plain));
  const dataset = await openDataset(store, "d", { name: "d" });
  expect(new TextDecoder().decode((await dataset.read()).subarray(0, 4))).toBe("PAR1");
});

test("a version is the hash that the release before computes from the profile, which reads the table as it is", async () => {
  await put(plain);
  const { version } = await give(noTotal);
  const stored = JSON.parse(
    new TextDecoder().decode((await store.get(`datasets/d/${version}/dataset.json`))!.body),
  ) as Record<string, unknown>;
  // What it knows of a profile: the bytes with the reading are the version, and the table is a Parquet file.
  expect(sha256(canonicalJson({ content: sha256(bytes(plain)), reading: stored["reading"] }))).toBe(version);
  expect(stored).toMatchObject({ format: "csv", table: "parquet", version });
  expect(await store.head(`datasets/d/${version}/table.parquet`)).toBeDefined();
});

test("a recipe that does not fit the current bytes changes nothing", async () => {
  const { version } = await put(plain);
  const problems = await catchProblems("invalid-dataset", () => give("steps: [{types: {a: integer}}]"));
  expect(problems).toMatchObject([
    { code: "recipe-misfit", where: { pointer: "/steps/0/types/a", row: 2 }, seen: "Total" },
  ]);
  expect(await readCurrentVersion(store, "d")).toBe(version);
  expect(await readRecipePlace(store, "d")).toEqual({ seq: 0 });
});

test("bytes that the recipe does not fit are refused, and the last good table stays", async () => {
  await put(plain);
  const { version } = await give(noTotal);
  const problems = await catchProblems("invalid-dataset", () => put("a,b\n1,x\nn/a,y\n"));
  expect(problems).toMatchObject([{ code: "recipe-misfit", where: { pointer: "/steps/1/types/a" }, seen: "n/a" }]);
  const renamed = await catchProblems("invalid-dataset", () => put("z,b\n1,x\n"));
  expect(renamed).toMatchObject([{ code: "unknown-column", seen: "a", allowed: ["z", "b"] }]);
  expect(await readCurrentVersion(store, "d")).toBe(version);
});

test("an earlier recipe comes back with its comments, and taking it away is logged", async () => {
  await put(plain);
  const first = await give(noTotal);
  await give("steps: [{trim: [b]}]");
  const { current } = await readRecipePlace(store, "d");
  expect(current?.text).toBe("steps: [{trim: [b]}]");
  expect((await give(noTotal, "rollback")).version).toBe(first.version);
  expect((await readRecipePlace(store, "d")).current?.text).toContain("# sums");
  await give(undefined, "remove");
  expect(await readRecipePlace(store, "d")).toEqual({ seq: 4 });
  const log = await readNameLog(store, "datasets/d/recipe", { limit: 9 });
  expect(log.map(({ cause }) => cause.split(":")[0])).toEqual(["remove", "rollback", "put", "put"]);
});

test("the same recipe again changes nothing; a comment changes only the recipe", async () => {
  await put(plain);
  const { version } = await give(noTotal);
  const moves = (await placeOfName(store, "datasets/d")).seq;
  expect((await give(noTotal)).version).toBe(version);
  expect((await readRecipePlace(store, "d")).seq).toBe(1);
  expect((await give(`# why\n${noTotal}`)).version).toBe(version);
  expect((await readRecipePlace(store, "d")).seq).toBe(2);
  expect((await placeOfName(store, "datasets/d")).seq).toBe(moves);
});

test("who saw another recipe is refused", async () => {
  await put(plain);
  await give(noTotal, "put", 0);
  expect(await catchProblems("conflict", () => give("steps: [{trim: [b]}]", "put", 0))).toMatchObject([
    { code: "recipe-changed-meanwhile", allowed: 1 },
  ]);
});

test("trying a recipe stores nothing", async () => {
  await put(plain);
  const keys = async (): Promise<readonly string[]> => (await store.list("", {})).objects.map(({ key }) => key);
  const before = await keys();
  const { profile } = await tryRecipe(store, "d", noTotal, tools);
  expect(profile.rows).toBe(1);
  expect(await keys()).toEqual(before);
  expect((await give(noTotal)).version).toBe(profile.version);
});

test("a recipe that changes while bytes are stored is applied to them too, and the other way round", async () => {
  await put(plain);
  await give(noTotal);
  const late = "steps: [{names: {b: c}}, {trim: [a]}, {leave-out: {where: \"a = 'Total'\"}}]";
  let once = true;
  const interrupted: ShapeDataset = async (given, recipe, limits) => {
    const shaped = await shape(given, recipe, limits);
    if (once) {
      once = false;
      await give(late);
    }
    return shaped;
  };
  const body = bytes("a,b\n7,x\nTotal,y\n");
  const content = { body, format: "csv" as const };
  const stored = await storeDataset(store, "d", content, scratch, datasetLimits, new Map(), "put", interrupted);
  expect(stored.columns.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(await readCurrentVersion(store, "d")).toBe(stored.version);

  once = true;
  const putting: ShapeDataset = async (given, recipe, limits) => {
    const shaped = await shape(given, recipe, limits);
    if (once) {
      once = false;
      await put("a,b\n8,x\n9,y\n");
    }
    return shaped;
  };
  const change = { text: `${noTotal}  - trim: [b]\n`, kind: "put" as const, token: "race", at: 5 };
  const changed = await changeRecipe(store, "d", change, { ...tools, shape: putting });
  expect(changed).toMatchObject({ rows: 2, columns: [{ name: "a" }, { name: "b" }] });
  expect(await readCurrentVersion(store, "d")).toBe(changed.version);
});

test("a change that was cut short at any call of the store is finished by the next", async () => {
  for (let calls = 1; calls < 60; calls++) {
    store = new MemoryObjectStore();
    await put(plain);
    let left = calls;
    const failing = new Proxy(store, {
      get: (target, name: keyof MemoryObjectStore) => {
        const method = target[name] as unknown;
        if (typeof method !== "function") return method;
        return (...given: unknown[]): unknown => {
          if (left-- <= 0) throw new Error("cut short");
          return (method as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
    const change = { text: noTotal, kind: "put" as const, token: "x", at: 5 };
    const ended = await changeRecipe(failing, "d", change, tools).then(
      () => true,
      () => false,
    );
    const { version } = await changeRecipe(store, "d", change, tools);
    expect(await readCurrentVersion(store, "d")).toBe(version);
    expect((await readNameLog(store, "datasets/d/recipe", { limit: 9 })).length).toBe(1);
    if (ended) return;
  }
  throw new Error("the change never ended");
});

test("reading again keeps to the recipe, and a deleted dataset has none when it comes back", async () => {
  await put(plain);
  const { version } = await give(noTotal);
  const again = await rereadDataset(store, "d", { version, cause: "reread:1", at: 5 }, scratch, datasetLimits, shape);
  expect(again.version).toBe(version);
  await give(`${noTotal}\nfreshness: 1h\n`);
  expect((await store.list("freshness/")).objects).toHaveLength(1);
  await deleteDataset(store, "d", { at: 6, token: "gone" });
  expect((await store.list("freshness/")).objects).toEqual([]);
  expect(
    (await store.list("datasets/d/", {})).objects.map(({ key }) => key).filter((key) => /[0-9a-f]{64}/.test(key)),
  ).toEqual([]);
  expect((await put(plain)).version).toBe(sha256(bytes(plain)));
});

test("bytes that an upload brings twice move the name once", async () => {
  await put(plain);
  await give(noTotal);
  await put("a,b\n2,x\n", "upload:1");
  const last = await put("a,b\n3,x\n");
  await put("a,b\n2,x\n", "upload:1");
  expect(await readCurrentVersion(store, "d")).toBe(last.version);
});

test.each(["put", "upload:old"])(
  "a newer file stays when an older one meets another recipe after it (%s)",
  async (cause) => {
    await put(plain);
    await give(noTotal);
    const trimmed = `${noTotal}  - trim: [b]\n`;
    // The older file is current; then a newer one comes, and another recipe, before the older one's writer looks again.
    let moved = false;
    const own = store;
    store = new Proxy(own, {
      get: (target, name: keyof MemoryObjectStore) => {
        const method = target[name] as unknown;
        if (typeof method !== "function") return method;
        return async (...given: unknown[]): Promise<unknown> => {
          const answer: unknown = await (method as (...all: unknown[]) => unknown).apply(target, given);
          const isMove = name === "create" && String(given[0]).startsWith("datasets/d/log/");
          if (isMove && !moved) {
            moved = true;
            const outer = store;
            store = own;
            await put("a,b\n9,newer\n");
            await give(trimmed);
            store = outer;
          }
          return answer;
        };
      },
    });
    await put("a,b\n8,older\n", cause);
    store = own;
    expect(moved).toBe(true);
    const version = (await readCurrentVersion(store, "d"))!;
    const { recipe } = (await readStoredProfile(store, "d", version))!;
    expect(new TextDecoder().decode((await store.get(`datasets/d/${version}/data.csv`))!.body)).toContain("newer");
    expect(recipe?.steps.at(-1)).toEqual({ trim: ["b"] });
  },
);

test("an upload that is delivered again is read by the recipe that came before its end, unless a newer file is current", async () => {
  await put(plain);
  await give(noTotal);
  const upload = "a,b\n5,upload\n";
  const old = await put(upload, "upload:1");
  // The recipe has changed, and its writer has not seen the upload.
  const late = `${noTotal}  - trim: [b]\n`;
  const place = await placeOfName(store, "datasets/d");
  await give(late);
  await moveNameFrom(store, "datasets/d", place.seq + 1, { version: old.version, cause: "upload:2", at: 5 });
  const again = await put(upload, "upload:2");
  expect(again.version).not.toBe(old.version);
  expect(await readCurrentVersion(store, "d")).toBe(again.version);
  const newer = await put("a,b\n6,newer\n");
  await give(noTotal);
  const kept = await readCurrentVersion(store, "d");
  expect(kept).not.toBe(newer.version);
  await put(upload, "upload:2");
  expect(await readCurrentVersion(store, "d")).toBe(kept);
});

test("a change that is delivered again does not put its recipe over a newer one", async () => {
  await put(plain);
  const first = { text: noTotal, kind: "put" as const, token: "first", at: 5, seq: 0 };
  await changeRecipe(store, "d", first, tools);
  const removal = { text: undefined, kind: "remove" as const, token: "gone", at: 5 };
  await changeRecipe(store, "d", removal, tools);
  const late = `${noTotal}  - trim: [b]\n`;
  const last = await give(late);
  for (const change of [first, removal])
    expect((await changeRecipe(store, "d", change, tools)).version).toBe(last.version);
  expect((await readRecipePlace(store, "d")).current?.text).toBe(late);
  expect((await readNameLog(store, "datasets/d/recipe", { limit: 9 })).length).toBe(3);
});

test("who saw another recipe is refused before anything is stored", async () => {
  await put(plain);
  await give(noTotal);
  const before = await store.list("", {});
  await catchProblems("conflict", () => give("steps: [{trim: [b]}]", "put", 0));
  expect(await store.list("", {})).toEqual(before);
});

test("a recipe keeps the warning of infinite values that a source gave", async () => {
  await put(plain);
  const { version } = await give(noTotal);
  const { body } = (await store.get(`datasets/d/${version}/table.parquet`))!;
  const at = "2026-01-01T00:00:00Z";
  const source = { engine: "postgres", connection: "shop", query: "q", started: at, finished: at, bytes: 1 } as const;
  const warnings = [{ code: "not-finite" as const, message: "one" }];
  const content = { body, format: "parquet" as const, rowsOfSource: sha256("rows"), source, warnings };
  await storeDataset(store, "e", content, scratch, datasetLimits, new Map(), "put", shape);
  const text = "steps:\n  - types: {a: text}\n";
  const made = await changeRecipe(store, "e", { text, kind: "put", token: "e1", at: 5 }, tools);
  expect(made.warnings).toMatchObject(warnings);
});
