import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { announceUpload } from "../../../../functions/core/service/upload/announce-upload.ts";
import { readUpload } from "../../../../functions/core/service/upload/read-upload.ts";
import { sweepUploads } from "../../../../functions/core/service/upload/sweep-uploads.ts";
import { uploadKey } from "../../../../functions/core/service/upload/upload.ts";
import { FakeClock, FaultyStore, recordingLogger } from "../lifecycle/lifecycle-fakes.ts";

const minute = 60_000;
const requeueMs = 30 * minute;

function open() {
  const clock = new FakeClock();
  const store = new FaultyStore(new MemoryObjectStore(clock));
  let number = 0;
  const newToken = (): string => `00000000-0000-4000-8000-${String((number += 1)).padStart(12, "0")}`;
  const announce = async (): Promise<string> => {
    return (
      await announceUpload(
        { name: "sales", format: "csv", bytes: 3, sha256: "0".repeat(64) },
        { store, clock, newToken },
      )
    ).id;
  };
  const sweep = async (
    options: { after?: string; until?: number } = {},
  ): Promise<{ handed: string[]; next?: string }> => {
    const handed: string[] = [];
    const { next } = await sweepUploads(
      { store, clock, logger: recordingLogger([]) },
      { requeueMs, ...options, requeue: async (ids) => void handed.push(...ids) },
    );
    return { handed, ...(next !== undefined && { next }) };
  };
  return { clock, store, announce, sweep };
}

test("an upload that arrived and was not ingested is handed over once in half an hour", async () => {
  const { clock, store, announce, sweep } = open();
  const id = await announce();
  await store.put(uploadKey(id, "data"), new Uint8Array(3), "text/csv");
  const handed: number[] = [];
  for (let turn = 0; turn < 14; turn += 1) {
    handed.push((await sweep()).handed.length);
    clock.time += 5 * minute;
  }
  expect(handed).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
});

test("one whose bytes never came has failed after a day; bytes that were ingested are deleted", async () => {
  const { clock, store, announce, sweep } = open();
  const [absent, ingested] = [await announce(), await announce()];
  await store.put(uploadKey(ingested, "data"), new Uint8Array(3), "text/csv");
  await store.put(
    uploadKey(ingested, "outcome.json"),
    new TextEncoder().encode('{"state":"stored","finished":1,"version":"v"}'),
    "application/json",
  );
  expect((await sweep()).handed).toEqual([]);
  expect(await store.get(uploadKey(ingested, "data"))).toBeDefined();
  clock.time += 24 * 60 * minute;
  expect((await sweep()).handed).toEqual([]);
  expect(await readUpload(store, absent)).toMatchObject({ state: "failed", problems: [{ code: "upload-never-came" }] });
  expect(await readUpload(store, ingested)).toMatchObject({ state: "stored" });
  expect(await store.get(uploadKey(ingested, "data"))).toBeUndefined();
});

test("two thousand uploads that are done cost a listing in a thousand objects, and a cursor goes on", async () => {
  const { store, sweep } = open();
  for (let index = 1; index <= 2000; index += 1)
    for (const name of ["upload.json", "outcome.json"] as const) {
      const key = uploadKey(`00000000-0000-4000-8000-${String(index).padStart(12, "0")}`, name);
      await store.put(key, new TextEncoder().encode("{}"), "application/json");
    }
  const before = store.calls.length;
  expect(await sweep()).toEqual({ handed: [] });
  expect(store.calls.slice(before)).toEqual(Array.from({ length: 4 }, () => "list uploads/"));
  expect(await sweep({ until: 0 })).toEqual({ handed: [] });
  expect(
    await sweep({ after: uploadKey("00000000-0000-4000-8000-000000000007", "upload.json"), until: 0 }),
  ).toMatchObject({ next: uploadKey("00000000-0000-4000-8000-000000000007", "upload.json") });
});

test("an upload that cannot be swept does not keep the others from it", async () => {
  const { clock, store, announce, sweep } = open();
  const ids = [await announce(), await announce()];
  for (const id of ids) await store.put(uploadKey(id, "data"), new Uint8Array(3), "text/csv");
  clock.time += requeueMs;
  store.failOn({ method: "put", key: /000001\/requeued/, committed: false });
  expect((await sweep()).handed).toEqual(ids);
  expect((await sweep()).handed).toEqual([ids[0]]);
});

test("a week after its end nothing is left of an upload, wherever a sweep was cut short", async () => {
  const { clock, store, announce, sweep } = open();
  const [failed, waiting] = [await announce(), await announce()];
  const outcome = '{"state":"failed","finished":1,"kind":"invalid-dataset","problems":[{"seen":"ada@example.org"}]}';
  await store.put(uploadKey(failed, "outcome.json"), new TextEncoder().encode(outcome), "application/json");
  await store.put(uploadKey(failed, "requeued"), new Uint8Array(0), "application/octet-stream");
  const left = async (): Promise<number> => (await store.list(`uploads/${failed}/`)).objects.length;
  clock.time += 7 * 24 * 60 * minute - 1;
  await sweep();
  expect([await left(), (await readUpload(store, failed))?.state]).toEqual([3, "failed"]);
  clock.time += 1;
  for (const rest of [2, 1]) {
    store.failOn({ method: "delete", key: new RegExp(`^uploads/${failed}/(?!requeued)`), committed: true });
    await sweep();
    expect(await left()).toBeLessThanOrEqual(rest);
    expect(await readUpload(store, failed)).toEqual(undefined);
  }
  await sweep();
  expect(await left()).toBe(0);
  expect((await readUpload(store, waiting))?.state).toBe("failed");
});
