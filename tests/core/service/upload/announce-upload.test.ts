import fc from "fast-check";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openStore } from "../../../../functions/adapters/open-store.ts";
import { systemClock } from "../../../../functions/adapters/system-clock.ts";
import type { Clock, ObjectStore } from "../../../../functions/core/ports.ts";
import { announceUpload } from "../../../../functions/core/service/upload/announce-upload.ts";
import { endUpload } from "../../../../functions/core/service/upload/ingest-upload.ts";
import { readUpload } from "../../../../functions/core/service/upload/read-upload.ts";
import { sweepUploads } from "../../../../functions/core/service/upload/sweep-uploads.ts";
import { openMs, openUploadsPrefix, type Upload, uploadKey } from "../../../../functions/core/service/upload/upload.ts";
import { FakeClock, FaultyStore, recordingLogger } from "../lifecycle/lifecycle-fakes.ts";

const minute = 60_000;

const announce = (store: ObjectStore, clock: Clock, mostUploads?: number): Promise<Upload> =>
  announceUpload(
    { name: "sales", format: "csv", bytes: 3, sha256: "0".repeat(64) },
    { store, clock, newToken: () => crypto.randomUUID(), mostUploads },
  );

const sweep = (store: ObjectStore, clock: Clock): Promise<unknown> =>
  sweepUploads(
    { store, clock, logger: recordingLogger([]) },
    { requeueMs: 30 * minute, requeue: () => Promise.resolve() },
  );

const end = (id: string, store: ObjectStore, clock: Clock): Promise<unknown> =>
  endUpload(id, { state: "stored", finished: clock.now(), version: "a".repeat(64) }, { store });

const full = (open: number, most: number) => ({
  kind: "too-many-requests",
  status: 429,
  transient: true,
  problems: [{ code: "too-many-uploads", seen: open, allowed: most, hint: expect.stringContaining("mostUploads") }],
});

test("whatever is announced, ends, is abandoned and swept, no more are open than may be", async () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.constant({ act: "announce" as const }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("end" as const, "send" as const), which: fc.nat() }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 12 }) }),
    },
    { weight: 1, arbitrary: fc.constant({ act: "sweep" as const }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 5 }), fc.array(step, { minLength: 20, maxLength: 60 }), async (most, steps) => {
      const clock = new FakeClock();
      const store = new MemoryObjectStore(clock);
      /** Id → when it was announced; only those that have not ended. */
      const known = new Map<string, number>();
      for (const one of steps) {
        if (one.act === "wait") clock.time += one.minutes * minute;
        else if (one.act === "sweep") await sweep(store, clock);
        else if (one.act === "announce") {
          const open = [...known.values()].filter((since) => clock.now() - since < openMs).length;
          if (open < most) known.set((await announce(store, clock, most)).id, clock.now());
          else await expect(announce(store, clock, most)).rejects.toMatchObject(full(open, most));
        } else {
          const id = [...known.keys()][one.which % Math.max(1, known.size)];
          if (id === undefined) continue;
          if (one.act === "send") await store.put(uploadKey(id, "data"), new Uint8Array(3), "text/csv");
          else {
            await end(id, store, clock);
            known.delete(id);
          }
        }
      }
      clock.time += openMs;
      await sweep(store, clock);
      expect((await store.list(openUploadsPrefix)).objects).toEqual([]);
    }),
    { seed: 29, numRuns: 100 },
  );
});

test("a server that starts again counts what is open", async () => {
  const folder = await mkdtemp(join(tmpdir(), "open-uploads-"));
  try {
    const { id } = await announce(await openStore(folder), systemClock, 1);
    await expect(announce(await openStore(folder), systemClock, 1)).rejects.toMatchObject(full(1, 1));
    await end(id, await openStore(folder), systemClock);
    await announce(await openStore(folder), systemClock, 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an announcement that is refused stores nothing; one that dies is counted, and forgotten", async () => {
  const clock = new FakeClock();
  const store = new FaultyStore(new MemoryObjectStore(clock));
  store.failOn({ method: "put", key: /upload\.json$/, committed: false });
  await expect(announce(store, clock, 1)).rejects.toMatchObject({ kind: "unavailable" });
  const before = store.calls.length;
  await expect(announce(store, clock, 1)).rejects.toMatchObject(full(1, 1));
  expect(store.calls.slice(before)).toEqual([`list ${openUploadsPrefix}`]);
  clock.time += openMs;
  const { id } = await announce(store, clock, 1);
  expect(await readUpload(store, id)).toMatchObject({ state: "waiting" });
});

test("more may be open than one listing holds", async () => {
  const clock = new FakeClock();
  const store = new MemoryObjectStore(clock);
  for (let number = 0; number < 1200; number += 1)
    await store.put(`${openUploadsPrefix}${number}`, new Uint8Array(0), "application/octet-stream");
  await announce(store, clock, 1201);
  await expect(announce(store, clock, 1201)).rejects.toMatchObject(full(1201, 1201));
});
