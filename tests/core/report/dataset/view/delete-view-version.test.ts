import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import { currentVersionOf, moveName } from "../../../../../functions/core/names/name-log.ts";
import { deleteDatasetVersion } from "../../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { isComplete, isTorn } from "../../../../../functions/core/report/dataset/store/is-complete.ts";
import { storeMade } from "../../../../../functions/core/report/dataset/view/store-made.ts";

test("a view's version is whole with its table, and deleting an earlier one leaves the readers where they are", async () => {
  const store = new MemoryObjectStore();
  const versions: string[] = [];
  for (const text of ["first", "second", "third"]) {
    const table = new TextEncoder().encode(text);
    const made = { table, rowsHash: sha256(text), columns: [], rows: 0, warnings: [] };
    const { version } = await storeMade(store, "v", made);
    await moveName(store, "datasets/v", version, "view");
    versions.push(version);
  }
  const [first = "", second = "", third = ""] = versions;
  expect([await isComplete(store, "v", second), await isTorn(store, "v", second)]).toEqual([true, false]);
  await deleteDatasetVersion(store, "v", first);
  expect(await currentVersionOf(store, "datasets/v")).toBe(third);
  await store.delete(`datasets/v/${second}/table.parquet`);
  expect(await isTorn(store, "v", second)).toBe(true);
});
