import { afterAll, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { readNameLog } from "../../../../../functions/core/names/name-log.ts";
import { changeRecipe, tryRecipe } from "../../../../../functions/core/report/dataset/change-recipe.ts";
import type { Refusal } from "../../../../../functions/core/report/dataset/contract/judge-version.ts";
import { runChecks } from "../../../../../functions/core/report/dataset/contract/run-checks.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { profileDataset } from "../../../../../functions/core/report/dataset/profile-dataset.ts";
import { readRecipe } from "../../../../../functions/core/report/dataset/recipe/read-recipe.ts";
import type { ShapeDataset } from "../../../../../functions/core/report/dataset/recipe/shape.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { listDatasetVersions } from "../../../../../functions/core/report/dataset/store/list-dataset-names.ts";
import { deleteDataset } from "../../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { readCurrentVersion } from "../../../../../functions/core/report/dataset/store/read-current-version.ts";
import { readRecipePlace } from "../../../../../functions/core/report/dataset/store/stored-recipe.ts";
import { shapeDataset } from "../../../../../functions/core/report/shape-dataset.ts";
import { catchProblems } from "../catch-problems.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());
let store: MemoryObjectStore;
let refusals: Refusal[];
beforeEach(() => {
  store = new MemoryObjectStore();
  refusals = [];
});

const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
const tools = { scratch, limits: datasetLimits, shape };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const refused = async (refusal: Refusal): Promise<void> => void refusals.push(refusal);
const put = (text: string, into = store, limits = datasetLimits) =>
  storeDataset(into, "d", { body: bytes(text), format: "csv" }, scratch, limits, new Map(), "put", shape, refused);
let tokens = 0;
const give = (text: string | undefined) =>
  changeRecipe(store, "d", { text, kind: text === undefined ? "remove" : "put", token: `t${++tokens}`, at: 5 }, tools);

const good = "city,revenue\nBeijing,10\nTianjin,20\n";
const bad = "city,revenue\nBeijing,10\n,20\nBeijing,700\n";
const contract = `
checks:
  - required: [city]
  - unique: city
  - range: {revenue: {from: 0, to: 100}}
    severity: warning
  - rows: {from: 1, to: 1000}
freshness: 36h
`;

test("a contract alone changes no version, and its results are kept beside the version", async () => {
  const before = await put(good);
  const after = await give(contract);
  expect(after.version).toBe(before.version);
  expect(after.recipe).toBeUndefined();
  expect(await readNameLog(store, "datasets/d", { limit: 9 })).toHaveLength(1);
  expect(after.checks?.map(({ pointer, broken }) => [pointer, broken?.message])).toEqual([
    ["/checks/0/required/0", undefined],
    ["/checks/1/unique", undefined],
    ["/checks/2/range/revenue", undefined],
    ["/checks/3/rows", undefined],
  ]);
});

test("a contract given to a dataset that is stored as Parquet too judges it as one of a short text", async () => {
  const { parquet } = await put(bad, store, { ...datasetLimits, text: 0 });
  expect(parquet).toBeDefined();
  const texts = await catchProblems("invalid-dataset", () => give(contract));
  await put(good, store, { ...datasetLimits, text: 0 });
  expect((await give(contract)).checks).toHaveLength(4);
  store = new MemoryObjectStore();
  await put(bad);
  expect(await catchProblems("invalid-dataset", () => give(contract))).toEqual(texts);
});

test("a file that breaks a check of severity error is refused with rows and values; the last good one stays", async () => {
  const { version } = await put(good);
  await give(contract);
  const problems = await catchProblems("invalid-dataset", () => put(bad));
  expect(problems).toEqual([
    {
      code: "broken-check",
      message: '1 row of "city" has no value; the first is row 2',
      where: { pointer: "/checks/0/required/0", dataset: "d", name: "city", row: 2 },
      seen: [{ row: 2, value: null }],
      allowed: "a value in each row",
    },
    {
      code: "broken-check",
      message: '1 row repeats "city" of an earlier row; the first is row 3',
      where: { pointer: "/checks/1/unique", dataset: "d", name: "city", row: 3 },
      seen: [{ row: 3, value: "Beijing", sameAs: 1 }],
      allowed: "each value once",
    },
  ]);
  expect(await readCurrentVersion(store, "d")).toBe(version);
  expect(await listDatasetVersions(store, "d")).toEqual([version]);
  expect(refusals).toMatchObject([{ dataset: "d", problems: [{ code: "broken-check" }, { code: "broken-check" }] }]);
  expect(JSON.stringify(problems.map(({ message }) => message))).not.toMatch(/Beijing|700/);
});

test("a broken check of severity warning marks the version", async () => {
  await put(good);
  await give(contract);
  const marked = await put("city,revenue\nBeijing,10\nTianjin,700\nXi'an,-5\n");
  expect(await readCurrentVersion(store, "d")).toBe(marked.version);
  expect(marked.checks?.[2]).toMatchObject({
    severity: "warning",
    allowed: "from 0 to 100",
    broken: {
      message: '2 rows of "revenue" are not from 0 to 100; the first is row 2',
      rows: 2,
      first: [
        { row: 2, value: "700" },
        { row: 3, value: "-5" },
      ],
    },
  });
  // They are stored, and so read with the same content sent again.
  expect((await put("city,revenue\nBeijing,10\nTianjin,700\nXi'an,-5\n")).checks).toEqual(marked.checks);
});

test("a contract that the current file breaks is refused, and a dry run shows how it breaks it", async () => {
  await put(bad);
  expect(await catchProblems("invalid-dataset", () => give(contract))).toMatchObject([
    { code: "broken-check" },
    { code: "broken-check" },
  ]);
  expect((await readRecipePlace(store, "d")).current).toBeUndefined();
  expect(refusals).toEqual([]);
  const { profile } = await tryRecipe(store, "d", contract, tools);
  expect(profile.checks?.map(({ broken }) => broken?.rows)).toEqual([1, 1, 1, undefined]);
});

test("the checks judge the table that the steps make", async () => {
  await put("city,revenue\nBeijing,10\nTotal,10\n");
  const made = await give(`steps:\n  - leave-out: {where: "city = 'Total'"}\nchecks:\n  - rows: {to: 1}\n`);
  expect(made).toMatchObject({ rows: 1, table: "parquet", checks: [{ check: "rows" }] });
  expect(made.recipe).not.toHaveProperty("checks");
  // Another contract of the same steps makes the same version.
  const again = await give(`steps:\n  - leave-out: {where: "city = 'Total'"}\nchecks:\n  - rows: {from: 1}\n`);
  expect(again.version).toBe(made.version);
  const steps = await give(`steps:\n  - leave-out: {where: "city = 'Total'"}\n`);
  expect(steps.version).toBe(made.version);
});

test("a contract that comes while a file is stored is kept: what it refuses does not stay current", async () => {
  const { version } = await put(good);
  // The contract comes between the file's own look at the recipe and its move.
  let waiting = true;
  const racing = new Proxy(store, {
    get: (target, member: keyof MemoryObjectStore) =>
      member !== "create"
        ? (target[member] as () => unknown).bind?.(target)
        : async (key: string, body: Uint8Array, type: string) => {
            if (waiting && key.startsWith("datasets/d/log/")) {
              waiting = false;
              await give(contract);
            }
            return await target.create(key, body, type);
          },
  });
  expect(await catchProblems("invalid-dataset", () => put(bad, racing))).toMatchObject([
    { code: "broken-check" },
    { code: "broken-check" },
  ]);
  expect(waiting).toBe(false);
  expect(await readCurrentVersion(store, "d")).toBe(version);
});

test("a file that comes while a contract is put is judged: a contract that it breaks is refused", async () => {
  await put(good);
  let waiting = true;
  const racing = new Proxy(store, {
    get: (target, member: keyof MemoryObjectStore) =>
      member !== "create"
        ? (target[member] as () => unknown).bind?.(target)
        : async (key: string, body: Uint8Array, type: string) => {
            if (waiting && key.startsWith("datasets/d/recipe/log/")) {
              waiting = false;
              await put(bad);
            }
            return await target.create(key, body, type);
          },
  });
  const change = { text: contract, kind: "put", token: "racing", at: 5 } as const;
  expect(await catchProblems("invalid-dataset", () => changeRecipe(racing, "d", change, tools))).toMatchObject([
    { code: "broken-check" },
    { code: "broken-check" },
  ]);
  expect(waiting).toBe(false);
  expect((await readRecipePlace(store, "d")).current).toBeUndefined();
  // Nothing is in the way of the next file.
  expect((await put("city,revenue\n,1\n")).checks).toBeUndefined();
});

test("checks that take too long are stopped, and the contract is named", async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => `${index},${index % 7},${index * 3}`);
  const body = bytes(`a,b,c\n${rows.join("\n")}\n`);
  const { profile } = await profileDataset(body, "csv", {}, scratch, datasetLimits);
  const table = { profile, read: () => Promise.resolve(body) };
  const checks = Array.from({ length: 50 }, () => ({ unique: ["a", "b", "c"] }));
  expect(await catchProblems("limit-exceeded", () => runChecks(checks, table, scratch, 1))).toMatchObject([
    { code: "checks-too-slow", where: { pointer: "/checks" }, allowed: "1 ms" },
  ]);
});

test("damaged results are made again", async () => {
  await put(good);
  const { version } = await give(contract);
  const { objects } = await store.list(`datasets/d/${version}/checks-`, {});
  await store.put(objects[0]!.key, bytes("{"), "application/json");
  expect((await put(good)).checks).toHaveLength(4);
  expect(JSON.parse(new TextDecoder().decode((await store.get(objects[0]!.key))!.body))).toHaveLength(4);
});

test("a deleted dataset leaves no results", async () => {
  await put(good);
  await give(contract);
  await deleteDataset(store, "d", { at: 1, token: "x" });
  const left = await store.list("datasets/d/", {});
  expect(left.objects.map(({ key }) => key).filter((key) => key.includes("checks-"))).toEqual([]);
});

test("each fault of a contract is named by pointer and line", () => {
  const text = `checks:
  - range: {a: {}}
  - range: {a: {from: 1, at: 2}}
  - unique: []
  - uniqe: [a]
  - rows: {from: -1}
  - types: {a: int}
  - required: [a]
    severity: fatal
  - required: [a]
    unique: [a]
freshness: 3 weeks
`;
  expect(catchNow(() => readRecipe(text)).map(({ code, where }) => [code, where?.pointer, where?.line])).toEqual([
    ["invalid-member", "/checks/0/range/a", 2],
    ["unknown-member", "/checks/1/range/a/at", 3],
    ["invalid-member", "/checks/2/unique", 4],
    ["unknown-check", "/checks/3/uniqe", 5],
    ["invalid-member", "/checks/4/rows/from", 6],
    ["invalid-member", "/checks/5/types/a", 7],
    ["invalid-member", "/checks/6/severity", 9],
    ["invalid-member", "/checks/7", 10],
    ["invalid-member", "/freshness", 12],
  ]);
  for (const freshness of ["4m", "0h", "3651d", "36", "1.5h", "99999999d"])
    expect(
      catchNow(() => readRecipe(`freshness: ${freshness}`)),
      freshness,
    ).toHaveLength(1);
  for (const freshness of ["5m", "36h", "3650d"])
    expect(readRecipe(`freshness: ${freshness}`)).toEqual({ steps: [], freshness });
});

function catchNow(work: () => unknown): readonly { code: string; where?: { pointer?: string; line?: number } }[] {
  try {
    work();
  } catch (error) {
    return (error as { problems: [] }).problems;
  }
  return [];
}
