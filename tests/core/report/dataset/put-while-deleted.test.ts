import { afterAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { placeOfName } from "../../../../functions/core/names/name-log.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { changeRecipe } from "../../../../functions/core/report/dataset/change-recipe.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { promoteDataset } from "../../../../functions/core/report/dataset/promote-dataset.ts";
import type { ShapeDataset } from "../../../../functions/core/report/dataset/recipe/shape.ts";
import { rereadDataset } from "../../../../functions/core/report/dataset/reread-dataset.ts";
import { holdDataset, storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { deleteDataset, deleteDatasetVersion } from "../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { filesOf } from "../../../../functions/core/report/dataset/store/files-of.ts";
import { listDatasetVersions } from "../../../../functions/core/report/dataset/store/list-dataset-names.ts";
import { readStoredProfile } from "../../../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";
import { eraseEverywhere } from "../../../../functions/render/data/erase-everywhere.ts";
import { FakeClock } from "../../service/lifecycle/lifecycle-fakes.ts";
import { seeded } from "./seeded.ts";
import { runTwo } from "./two-at-once.ts";

/** Orders of each pair that are tried; all of them in a soak. */
const sample = process.env["SOAK"] === undefined ? 3 : Infinity;

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());
const clock = new FakeClock();
const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
const tools = { scratch, limits: datasetLimits, shape };
const content = (text: string) => ({ body: new TextEncoder().encode(text), format: "csv" as const });
const first = content("email,amount\nada@example.org,2.25\nbob@x.org,1.50\n");
const later = content("email,amount\nbob@x.org,1.50\ncy@x.org,7\n");
const name = "people";

type Work = (store: ObjectStore) => Promise<unknown>;

const put = (store: ObjectStore, { body, format } = first, cause = "put") =>
  storeDataset(store, name, { body, format }, scratch, datasetLimits, new Map(), cause, shape);

/** A dataset with an earlier version, a current one, and the versions' names. */
async function prepare(): Promise<{ store: MemoryObjectStore; earlier: string; current: string }> {
  const store = new MemoryObjectStore(clock);
  const { version: earlier } = await put(store);
  const { version: current } = await put(store, later);
  return { store, earlier, current };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Those who make a version current, or hold one back. */
const writers: Readonly<Record<string, (given: Prepared) => Work>> = {
  "the earlier file is put again": () => (store) => put(store),
  "the current file is put again": () => (store) => put(store, later),
  "the earlier file is uploaded again": () => (store) => put(store, first, "upload:1"),
  "the earlier file is held": () => (store) => holdDataset(store, name, first, tools),
  "the earlier version is promoted":
    ({ earlier }) =>
    (store) =>
      promoteDataset(store, name, { version: earlier, token: "p", at: 1 }, () => Promise.resolve()),
  "the dataset gets a recipe": () => (store) =>
    changeRecipe(store, name, { text: "steps: [{trim: [email]}]", token: "t", kind: "put", at: 1 }, tools),
  "the current version is read again":
    ({ current }) =>
    (store) =>
      rereadDataset(store, name, { version: current, cause: "reread:1", at: 1 }, scratch, datasetLimits, shape),
};

/** Those who delete versions. */
const deleters: Readonly<Record<string, (given: Prepared) => Work>> = {
  "rows are erased":
    ({ current }) =>
    (store) =>
      eraseEverywhere(
        name,
        { id: "00000000-0000-4000-8000-000000000001", where: "email LIKE 'ada%'", version: current, at: 5 },
        { store, clock },
      ),
  "the earlier version is deleted":
    ({ earlier }) =>
    (store) =>
      deleteDatasetVersion(store, name, earlier),
  "the dataset is deleted": () => (store) => deleteDataset(store, name, { at: 5, token: "d" }),
};

/** Which of a version's files are lost; undefined if there is no such version. */
async function lostOf(store: ObjectStore, version: string): Promise<readonly string[] | undefined> {
  const profile = await readStoredProfile(store, name, version);
  if (profile === undefined) return undefined;
  const files = filesOf(profile);
  const heads = await Promise.all(files.map((file) => store.head(`datasets/${name}/${version}/${file}`)));
  return files.filter((_, index) => heads[index] === undefined);
}

/** What is wrong with the store, in words. */
async function faultsOf(store: ObjectStore): Promise<readonly string[]> {
  const faults: string[] = [];
  const { version: current } = await placeOfName(store, `datasets/${name}`);
  if (current !== undefined && (await lostOf(store, current)) === undefined) faults.push("the name is on no version");
  for (const version of await listDatasetVersions(store, name)) {
    const lost = await lostOf(store, version);
    if (lost !== undefined && lost.length > 0)
      faults.push(`${version === current ? "the current" : "a"} version has lost ${lost.join(", ")}`);
  }
  return faults;
}

/** The version that a writer said it stored or made current; undefined if it refused. */
function versionOf(result: PromiseSettledResult<unknown>): string | undefined {
  return result.status === "fulfilled" ? (result.value as { version: string }).version : undefined;
}

/** A refusal may be any that we word; a fault of the program is none. */
function unwordedOf(result: PromiseSettledResult<unknown>): readonly string[] {
  return result.status === "rejected" && !(result.reason instanceof BroadsheetError) ? [String(result.reason)] : [];
}

const pairs = Object.keys(writers).flatMap((writer) => Object.keys(deleters).map((deleter) => ({ writer, deleter })));

describe.each(pairs)("while $deleter, $writer", ({ writer, deleter }) => {
  test.each(["the writer begins", "the other begins"])("%s", { timeout: 600_000 }, async (order) => {
    const inOrder = (given: Prepared): readonly [Work, Work] => {
      const both = [writers[writer]!(given), deleters[deleter]!(given)] as const;
      return order === "the writer begins" ? both : [both[1], both[0]];
    };
    const alone = await prepare();
    const { calls } = await runTwo(alone.store, inOrder(alone), [Infinity, Infinity]);
    const orders = Array.from({ length: calls[0] + 1 }, (_, one) =>
      Array.from({ length: calls[1] + 1 }, (__, other) => [one, other] as const),
    ).flat();
    const random = seeded(7);
    const share = Math.min(1, sample / orders.length);
    const found: string[] = [];
    for (const stops of orders.filter(() => random() < share)) {
      const given = await prepare();
      const { results, calls: made } = await runTwo(given.store, inOrder(given), stops);
      const [wrote] = order === "the writer begins" ? results : [results[1]];
      const faults = [...(await faultsOf(given.store)), ...results.flatMap(unwordedOf)];
      // Who looks last whether the version is there, in two calls, and hears that it is stored, finds it there.
      const said = versionOf(wrote);
      const isLast = order === "the other begins" && made[1] - stops[1] >= 2 && said !== undefined;
      if (isLast && (await lostOf(given.store, said)) === undefined) faults.push("the version that was stored is gone");
      found.push(...faults.map((fault) => `${stops.join("/")}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
});
