import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { CallCounter } from "../../../functions/lambda/render/count-calls.ts";

async function* stream(bytes: number): AsyncGenerator<Uint8Array> {
  for (let left = bytes; left > 0; left -= 1_000_000) yield new Uint8Array(Math.min(left, 1_000_000));
}

test("calls are counted by what S3 charges for, and what they give is the store's own", async () => {
  const counter = new CallCounter();
  const store = counter.watch(new MemoryObjectStore());
  const body = new Uint8Array([1, 2, 3]);
  const etag = await store.put("a", body, "text/plain");
  expect(await store.create("a", body, "text/plain")).toBe(false);
  expect(await store.replace("a", body, "text/plain", etag)).toBe(true);
  expect((await store.list("")).objects).toHaveLength(1);
  expect(counter.calls).toEqual({ s3Write: 4, s3Read: 0 });
  expect((await store.get("a"))?.body).toEqual(body);
  expect(await store.head("b")).toBe(undefined);
  expect(await store.getRange("a", 1, 2)).toEqual(new Uint8Array([2]));
  expect((await store.getStream("a"))?.size).toBe(3);
  await store.delete("a");
  expect(counter.calls).toEqual({ s3Write: 4, s3Read: 4 });
  counter.begin();
  expect(counter.calls).toEqual({ s3Write: 0, s3Read: 0 });
});

test.each([
  [3_000_000, 1],
  // Two parts of 8 MiB and the rest, the call that begins and the one that ends.
  [17_000_000, 5],
])("a stream of %i bytes is %i writes", async (bytes, writes) => {
  const counter = new CallCounter();
  const store = counter.watch(new MemoryObjectStore());
  expect(await store.createStream("long", stream(bytes), "application/zip")).toBe(true);
  expect((await store.head("long")) !== undefined).toBe(true);
  expect(counter.calls).toEqual({ s3Write: writes, s3Read: 1 });
});
