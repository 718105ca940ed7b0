import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Logger } from "../../../functions/core/ports.ts";
import { openRenderQueue } from "../../../functions/local/server/render-queue.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };

/** Makes attempts that the test finishes. */
function held(): {
  attempt(id: string): Promise<number | undefined>;
  begun: string[];
  finish(id: string, rest?: number): void;
} {
  const open = new Map<string, (rest: number | undefined) => void>();
  const begun: string[] = [];
  return {
    begun,
    attempt(id) {
      begun.push(id);
      return new Promise((resolve) => open.set(id, resolve));
    },
    finish: (id, rest) => open.get(id)?.(rest),
  };
}

/** Lets everything that is ready run, and moves time on. */
const turn = (ms = 1): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("renders in order, as many at a time as there are threads, and none twice", async () => {
  const { attempt, begun, finish } = held();
  const queue = openRenderQueue({ threads: 2, attempt, logger: silent });
  for (const id of ["a", "b", "a", "c", "b"]) queue.push(id, 1, "t");
  expect(begun).toEqual(["a", "b"]);
  finish("a");
  await turn();
  expect(begun).toEqual(["a", "b", "c"]);
  queue.push("a", 1, "t");
  finish("b");
  await turn();
  expect(begun).toEqual(["a", "b", "c", "a"]);
});

test("a report that rests between attempts holds no thread and is not settled", async () => {
  const { attempt, begun, finish } = held();
  const queue = openRenderQueue({ threads: 1, attempt, logger: silent });
  queue.push("poison", 1, "t");
  queue.push("good", 1, "t");
  let settled = false;
  const settling = queue.settle("poison", 1, 10_000).then(() => (settled = true));
  finish("poison", 30);
  await turn();
  expect(begun).toEqual(["poison", "good"]);
  finish("good");
  await turn(60);
  expect(begun).toEqual(["poison", "good", "poison"]);
  expect(settled).toBe(false);
  finish("poison");
  await settling;
});

test("settling waits no longer than asked, and not at all for strangers", async () => {
  const { attempt } = held();
  const queue = openRenderQueue({ threads: 1, attempt, logger: silent });
  queue.push("a", 1, "t");
  await queue.settle("stranger", 1, 5_000);
  await queue.settle("a", 2, 5_000);
  let settled = false;
  const settling = queue.settle("a", 1, 60).then(() => (settled = true));
  await turn(59);
  expect(settled).toBe(false);
  await turn(1);
  expect(settled).toBe(true);
  await settling;
});

test("an attempt that throws is logged, and the queue goes on", async () => {
  const errors: string[] = [];
  const done: string[] = [];
  const queue = openRenderQueue({
    threads: 1,
    attempt: async (id) => {
      if (id === "bad") throw new Error("the disk is full");
      done.push(id);
      return undefined;
    },
    logger: { ...silent, error: (_message, fields) => errors.push(String(fields?.["stack"])) },
  });
  queue.push("bad", 1, "t");
  queue.push("good", 1, "t");
  await queue.settle("good", 1, 1_000);
  expect(done).toEqual(["good"]);
  expect(errors[0]).toContain("the disk is full");
});

test("closing waits for running attempts and releases waiting ones", async () => {
  const { attempt, begun, finish } = held();
  const queue = openRenderQueue({ threads: 1, attempt, logger: silent });
  queue.push("a", 1, "t");
  queue.push("b", 1, "t");
  const waiting = queue.settle("b", 1, 60_000);
  const closing = queue.close();
  await waiting;
  finish("a", 10);
  await closing;
  queue.push("c", 1, "t");
  await turn(30);
  expect(begun).toEqual(["a"]);
});

test("templates take turns: many reports of one do not keep those of another waiting", async () => {
  const { attempt, begun, finish } = held();
  const queue = openRenderQueue({ threads: 1, attempt, logger: silent });
  for (const id of ["a1", "a2", "a3"]) queue.push(id, 1, "a");
  for (const id of ["b1", "b2"]) queue.push(id, 1, "b");
  queue.push("c1", 1, "c");
  for (const id of ["a1", "a2", "b1", "c1", "a3"]) {
    finish(id);
    await turn();
  }
  expect(begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2"]);
});

test("a render that takes long gives way to one that waits, while there is room, and takes its place again when it ends", async () => {
  const { attempt, begun, finish } = held();
  let room = 1;
  const queue = openRenderQueue({ threads: 1, patienceMs: 20, hasRoom: () => room-- > 0, attempt, logger: silent });
  queue.push("endless", 1, "hostile");
  await turn(60);
  expect(begun).toEqual(["endless"]);
  // It has run for a long time when the next one comes, which need not wait.
  queue.push("trivial", 1, "good");
  expect(begun).toEqual(["endless", "trivial"]);
  queue.push("next", 1, "good");
  await turn(60);
  expect(begun).toEqual(["endless", "trivial"]);
  finish("endless");
  await turn();
  expect(begun).toEqual(["endless", "trivial"]);
  finish("trivial");
  await turn();
  expect(begun).toEqual(["endless", "trivial", "next"]);
});

test("a render within its time keeps its place, whatever waits", async () => {
  const { attempt, begun } = held();
  const queue = openRenderQueue({ threads: 1, patienceMs: 10_000, hasRoom: () => true, attempt, logger: silent });
  for (const id of ["a", "b"]) queue.push(id, 1, id);
  await turn();
  expect(begun).toEqual(["a"]);
});

test("a template of which a report is under way comes after those of which none is", async () => {
  const { attempt, begun } = held();
  const queue = openRenderQueue({ threads: 1, patienceMs: 5, hasRoom: () => true, attempt, logger: silent });
  queue.push("a1", 1, "a");
  for (const [id, turnName] of [
    ["a2", "a"],
    ["b1", "b"],
    ["c1", "c"],
  ] as const)
    queue.push(id, 1, turnName);
  await turn(20);
  expect(begun).toEqual(["a1", "b1", "c1", "a2"]);
});
