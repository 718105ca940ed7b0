import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError, corruptObject } from "../../../../../functions/core/errors.ts";
import { outcomeKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { writeGone } from "../../../../../functions/core/service/lifecycle/removal/write-gone.ts";
import { FakeClock } from "../lifecycle-fakes.ts";

const report = reportOf("a".repeat(64), 1);
const key = outcomeKey(report);
const clock = new FakeClock();
const read = async (store: MemoryObjectStore): Promise<unknown> => {
  const found = await store.get(key);
  return { type: found?.contentType, ...(JSON.parse(Buffer.from(found!.body).toString()) as object) };
};
const gone = { type: "application/json", state: "deleted" };

test("a generation without an outcome, with one and with a damaged one is recorded as gone", async () => {
  const store = new MemoryObjectStore();
  await writeGone(report, "deleted", { store, clock } as never);
  expect(await read(store)).toMatchObject(gone);

  await store.put(key, Buffer.from("{"), "text/plain");
  await writeGone(report, "deleted", { store, clock } as never);
  expect(await read(store)).toMatchObject(gone);

  await store.put(key, Buffer.from("{"), "text/plain");
  const get = store.get.bind(store);
  store.get = async (asked) => {
    if (asked === key) throw corruptObject(asked, "its content has another hash");
    return get(asked);
  };
  await writeGone(report, "deleted", { store, clock } as never);
  store.get = get;
  expect(await read(store)).toMatchObject(gone);
});

test("a store that does not answer leaves everything as it is, whichever record it is asked for", async () => {
  const store = new MemoryObjectStore();
  await store.put(key, Buffer.from("{"), "text/plain");
  store.get = async () => {
    throw new BroadsheetError("unavailable", { code: "store-failed", message: "the store does not answer" });
  };
  const asked = writeGone(report, "deleted", { store, clock } as never);
  await expect(asked).rejects.toMatchObject({ problems: [{ code: "store-failed" }] });
  store.get = MemoryObjectStore.prototype.get;
  expect(Buffer.from((await store.get(key))!.body).toString()).toBe("{");
});

test("an outcome that is written meanwhile is replaced, too, and the end is announced", async () => {
  const store = new MemoryObjectStore();
  const create = store.create.bind(store);
  store.create = async (...call) => {
    store.create = create;
    await store.put(key, Buffer.from("{}"), "text/plain");
    return create(...call);
  };
  const marks: unknown[] = [];
  const outbox = { mark: async (...mark: unknown[]) => void marks.push(mark), wake: () => {} };
  expect(await writeGone(report, "deleted", { store, clock, outbox } as never)).toMatchObject({ state: "deleted" });
  expect(await read(store)).toMatchObject(gone);
  expect(marks.at(-1)).toEqual([report.folder, "gone"]);
});
