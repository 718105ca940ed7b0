import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { describeObjectStore } from "./object-store-contract.ts";

describeObjectStore("MemoryObjectStore", async () => ({ store: new MemoryObjectStore() }));

test("stored objects cannot be changed through the caller's bytes", async () => {
  const store = new MemoryObjectStore();
  const body = Uint8Array.of(1, 2, 3);
  await store.put("a", body, "application/octet-stream");
  body[0] = 9;
  (await store.get("a"))!.body[1] = 9;
  expect([...(await store.get("a"))!.body]).toEqual([1, 2, 3]);
});
