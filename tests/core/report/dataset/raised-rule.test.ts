import { afterEach, expect, test, vi } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";

/** Bytes that meet a mended rule, and are kept as they are: a header may be data. */
const body = new TextEncoder().encode("1,2,3,Anna\n4,5,6,Ben\n");
const rule = "header-in-doubt";

/** The modules of a reader whose revision is 3, by which that rule was mended once more. */
async function nextReader(): Promise<void> {
  vi.resetModules();
  vi.doMock("../../../../functions/core/report/dataset/mended-rules.ts", async (importOriginal) => {
    const actual = await importOriginal<typeof import("../../../../functions/core/report/dataset/mended-rules.ts")>();
    (actual.rules[rule].revisions as unknown as number[]).push(3);
    return { ...actual, readerRevision: 3 };
  });
}

async function reader() {
  const [{ storeDataset }, { openDataset }, { isReadByOlder }, { checkDatasetVersion }, { isStoredAs }] =
    await Promise.all([
      import("../../../../functions/core/report/dataset/store-dataset.ts"),
      import("../../../../functions/core/report/dataset/open-dataset.ts"),
      import("../../../../functions/core/report/dataset/store/older-reader.ts"),
      import("../../../../functions/local/stored/check-versions.ts"),
      import("../../../../functions/core/report/dataset/store/is-stored-as.ts"),
    ]);
  return { storeDataset, openDataset, isReadByOlder, checkDatasetVersion, isStoredAs };
}

afterEach(() => {
  vi.doUnmock("../../../../functions/core/report/dataset/mended-rules.ts");
  vi.resetModules();
});

test("a version keeps its hash when a rule that it met is mended once more; read again, the bytes are another version", async () => {
  const store = new MemoryObjectStore();
  const scratch = await openScratchFolder();
  const first = await reader();
  const stored = await first.storeDataset(store, "city", { body, format: "csv" }, scratch);
  expect(stored).toMatchObject({ mended: [rule], reader: 2 });

  await nextReader();
  const next = await reader();
  const key = `datasets/city/${stored.version}/dataset.json`;
  expect(await next.checkDatasetVersion(store, key)).toEqual([]);
  const opened = await next.openDataset(store, "city", { name: "city", version: stored.version });
  expect(new TextDecoder().decode(await opened.read())).toBe(new TextDecoder().decode(body));
  expect(await next.isStoredAs(store, "city", stored.version, body)).toBe(true);
  expect(await next.isReadByOlder(store, "city", stored)).toBe(true);
  const again = await next.storeDataset(store, "city", { body, format: "csv" }, scratch);
  expect(again).toMatchObject({ mended: [rule], reader: 3 });
  expect(again.version).not.toBe(stored.version);
  expect(await next.checkDatasetVersion(store, `datasets/city/${again.version}/dataset.json`)).toEqual([]);
  await scratch.dispose();
});
