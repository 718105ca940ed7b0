import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { uploadLimits } from "../../functions/core/report/dataset/dataset-limits.ts";
import type { ArrivedContent } from "../../functions/core/service/upload/ingest-upload.ts";
import { openUploadWorld } from "../../functions/render/data/open-upload-world.ts";

/** A clock that another moves. */
const clock = { time: 0, now: () => clock.time, sleep: () => Promise.resolve() };

const table = Buffer.from(
  `id,text\n${Array.from({ length: 60_000 }, (_, row) => `${row},${"x".repeat(90)}\n`).join("")}`,
);

/** A file that takes a time to arrive. */
function arriving(ms: number): ArrivedContent {
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    const step = 1_000_000;
    for (let at = 0; at < table.length; at += step) {
      clock.time += ms / Math.ceil(table.length / step);
      yield table.subarray(at, at + step);
    }
  };
  return { pieces: pieces(), bytes: table.length, format: "csv" };
}

function open(store: MemoryObjectStore) {
  return openUploadWorld({ store, clock, checkUpload: () => Promise.reject(new Error("no template")) });
}

const { readingMs } = uploadLimits();

test("a file that arrives in time is stored", async () => {
  const version = await open(new MemoryObjectStore()).storeDataset(
    "d",
    arriving(readingMs - 100_000),
    "upload:1",
    false,
  );
  expect(version).toBe(sha256(table));
});

test.each([
  ["is over before all of a file has arrived", readingMs * 3],
  ["is over as the last of a file arrives", readingMs + 6],
])("the time for reading runs from the first byte: it %s", async (_, ms) => {
  const store = new MemoryObjectStore();
  const from = clock.time;
  await expect(open(store).storeDataset("d", arriving(ms), "upload:1", false)).rejects.toMatchObject({
    kind: "too-large",
    problems: [{ code: "reading-timeout", allowed: `${readingMs} ms` }],
  });
  expect(clock.time - from).toBeLessThan(readingMs * 2);
  expect((await store.list("datasets/")).objects).toEqual([]);
});

test("a version that is read again has the time of its fetching too", async () => {
  const store = new MemoryObjectStore();
  const world = open(store);
  const version = await world.storeDataset("d", arriving(0), "upload:1", false);
  const slow = new Proxy(store, {
    get: (target, method: keyof MemoryObjectStore) =>
      method === "getStream"
        ? async (key: string) => {
            clock.time += readingMs;
            return await target.getStream(key);
          }
        : (...call: never[]) => (target[method] as (...call: never[]) => unknown).apply(target, call),
  });
  await expect(open(slow).rereadDataset("d", { version, cause: "reread:1", at: 1 })).rejects.toMatchObject({
    problems: [{ code: "reading-timeout" }],
  });
});
