import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import type { Logger } from "../../../functions/core/ports.ts";
import type { Rendering } from "../../../functions/core/service/lifecycle/lifecycle-world.ts";
import { openOutageWatch } from "../../../functions/local/server/outage-watch.ts";
import { openRenderQueue } from "../../../functions/local/server/render-queue.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };
const clock = { now: () => Date.now() };

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const full = (): BroadsheetError =>
  new BroadsheetError("unavailable", { code: "store-failed", message: "the disk is full (ENOSPC)" });

/** A queue over a disk; each attempt says what comes of it. */
function open(attempt: (id: string) => Rendering<unknown>): {
  readonly disk: { free: boolean; probes: number };
  readonly begun: [id: string, seconds: number][];
  push(...ids: string[]): void;
  close(): Promise<void>;
} {
  const disk = { free: false, probes: 0 };
  const begun: [string, number][] = [];
  const watch = openOutageWatch({
    probe: async () => ((disk.probes += 1), disk.free),
    clock,
    logger: silent,
  });
  const queue = openRenderQueue({
    threads: 1,
    logger: silent,
    attempt: (id) =>
      watch.restAfter(async () => {
        begun.push([id, Date.now() / 1000]);
        return attempt(id);
      }),
  });
  return {
    disk,
    begun,
    push: (...ids) => ids.forEach((id) => queue.push(id, 1, "t")),
    async close() {
      watch.close();
      await queue.close();
    },
  };
}

const held = (ms: number): Rendering<unknown> => ({ state: "held", until: Date.now() + ms, outage: true });
const done: Rendering<unknown> = { state: "absent" };

test.each(["handed back", "not even recorded"])("after a full disk the queue goes on at once: %s", async (how) => {
  const { disk, begun, push, close } = open(() => {
    if (disk.free) return done;
    if (how === "handed back") return held(600_000);
    throw full();
  });
  push("a", "b");
  await vi.advanceTimersByTimeAsync(20_500);
  expect(begun).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
  expect(disk.probes).toBe(20);
  disk.free = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(begun.slice(2)).toEqual([
    ["a", 21],
    ["b", 21],
  ]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect([begun.length, disk.probes]).toEqual([4, 21]);
  await close();
});

test("a probe that succeeds where the report does not is trusted less and less", async () => {
  const { disk, begun, push, close } = open(() => held(600_000));
  disk.free = true;
  push("large");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(begun.slice(0, 6).map(([, at]) => at)).toEqual([0, 1, 3, 7, 15, 31]);
  expect(begun.length).toBeLessThan(20);
  await close();
});

test("without a probe's success the rest ends by itself, and other rests are left alone", async () => {
  const { begun, push, close } = open((id) =>
    id === "outage" ? held(15_000) : { state: "held", until: Date.now() + 40_000 },
  );
  push("outage", "other");
  await vi.advanceTimersByTimeAsync(41_000);
  expect(begun.filter(([id]) => id === "outage").map(([, at]) => at)).toEqual([0, 15, 30]);
  expect(begun.filter(([id]) => id === "other").map(([, at]) => at)).toEqual([0, 40]);
  await close();
});

test("other errors are the queue's", async () => {
  const watch = openOutageWatch({ probe: async () => true, clock, logger: silent });
  await expect(watch.restAfter(async () => Promise.reject(new Error("other")))).rejects.toThrow("other");
  watch.close();
});
