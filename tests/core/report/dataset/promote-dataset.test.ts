import { afterAll, beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { changeRecipe } from "../../../../functions/core/report/dataset/change-recipe.ts";
import { judgeStored } from "../../../../functions/core/report/dataset/judge-stored.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { holdDataset, storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { deleteDataset, deleteDatasetVersion } from "../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { promoteDataset } from "../../../../functions/core/report/dataset/promote-dataset.ts";
import { readCurrentVersion } from "../../../../functions/core/report/dataset/store/read-current-version.ts";
import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";
import { catchProblems } from "./catch-problems.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

/** A store in which somebody else does something just before a name is moved, or objects are listed. */
class BusyStore extends MemoryObjectStore {
  move: (() => Promise<unknown>) | undefined;
  listing: (() => Promise<unknown>) | undefined;

  override async create(key: string, body: Uint8Array, contentType: string): Promise<boolean> {
    const { move } = this;
    if (key.startsWith("datasets/d/log/")) this.move = undefined;
    if (this.move !== move) await move?.();
    return await super.create(key, body, contentType);
  }

  override async list(...asked: Parameters<MemoryObjectStore["list"]>): ReturnType<MemoryObjectStore["list"]> {
    const { listing } = this;
    this.listing = undefined;
    await listing?.();
    return await super.list(...asked);
  }
}

let store: BusyStore;
beforeEach(() => {
  store = new BusyStore();
});

const content = (text: string) => ({ body: new TextEncoder().encode(text), format: "csv" }) as const;
const put = (text: string) => storeDataset(store, "d", content(text), scratch);
const hold = async (text: string) =>
  (await holdDataset(store, "d", content(text), { scratch, limits: datasetLimits })).version;
const give = async (text: string) =>
  await changeRecipe(
    store,
    "d",
    { text, kind: "put", token: text, at: 5 },
    {
      scratch,
      limits: datasetLimits,
      shape: (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits),
    },
  );
let tokens = 0;
const promote = async (version: string) =>
  await promoteDataset(store, "d", { version, token: `t${++tokens}`, at: 5 }, (judged) =>
    judgeStored(store, "d", judged, scratch),
  );

test("a version that breaks the contract of now does not become current", async () => {
  const old = await put("a\n10\n");
  const { version } = await put("a\n1\n");
  const held = await hold("a\n20\n");
  await give("checks:\n  - range: {a: {to: 9}}\n");
  for (const bad of [old.version, held])
    expect(await catchProblems("invalid-dataset", () => promote(bad))).toMatchObject([{ code: "broken-check" }]);
  expect(await readCurrentVersion(store, "d")).toBe(version);
  const good = await hold("a\n2\n");
  await promote(good);
  expect(await readCurrentVersion(store, "d")).toBe(good);
});

test("nor one that breaks a contract which the dataset is given meanwhile", async () => {
  const { version } = await put("a\n1\n");
  const held = await hold("a\n20\n");
  store.move = () => give("checks:\n  - range: {a: {to: 9}}\n");
  expect(await catchProblems("invalid-dataset", () => promote(held))).toMatchObject([{ code: "broken-check" }]);
  expect(await readCurrentVersion(store, "d")).toBe(version);
});

const deletions = [
  ["the version", () => (version: string) => deleteDatasetVersion(store, "d", version)],
  ["the dataset", () => () => deleteDataset(store, "d", { at: 6, token: "x" })],
] as const;

test.each(deletions)("nor one that is deleted before the name is moved: %s", async (what, deletion) => {
  const { version } = await put("a\n1\n");
  const held = await hold("a\n20\n");
  store.move = () => deletion()(held);
  await expect(promote(held)).rejects.toMatchObject({ kind: "not-found" });
  expect(await readCurrentVersion(store, "d")).toBe(what === "the version" ? version : undefined);
});

test.each(deletions)("nor one that is being deleted: %s", async (what, deletion) => {
  const { version } = await put("a\n1\n");
  const held = await hold("a\n20\n");
  // The deletion has seen that the version is not current, or taken the name away.
  store.listing = () => promote(held);
  await deletion()(held);
  expect(await readCurrentVersion(store, "d")).toBe(what === "the version" ? version : undefined);
});
