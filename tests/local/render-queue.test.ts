import { expect, test } from "vitest";
import type { Logger } from "../../functions/core/ports.ts";
import { openRenderQueue } from "../../functions/local/render-queue.ts";

const silent: Logger = { info() {}, warn() {}, error() {} };

/** A render that is finished by hand. */
function held(): { render(id: string): Promise<void>; begun: string[]; finish(id: string): void } {
  const open = new Map<string, () => void>();
  const begun: string[] = [];
  return {
    begun,
    render(id) {
      begun.push(id);
      return new Promise((resolve) => open.set(id, resolve));
    },
    finish: (id) => open.get(id)?.(),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test("renders in order, as many at a time as there are threads, and none twice", async () => {
  const { render, begun, finish } = held();
  const queue = openRenderQueue({ threads: 2, render, logger: silent });
  for (const id of ["a", "b", "a", "c", "b"]) queue.push(id);
  expect(begun).toEqual(["a", "b"]);
  finish("a");
  await turn();
  expect(begun).toEqual(["a", "b", "c"]);
  queue.push("a");
  finish("b");
  await turn();
  expect(begun).toEqual(["a", "b", "c", "a"]);
});

test("settling waits for the render, not longer than asked, and not at all for strangers", async () => {
  const { render, finish } = held();
  const queue = openRenderQueue({ threads: 1, render, logger: silent });
  queue.push("a");
  const begun = performance.now();
  await queue.settle("stranger", 5_000);
  await queue.settle("a", 60);
  const waited = performance.now() - begun;
  expect(waited).toBeGreaterThanOrEqual(50);
  expect(waited).toBeLessThan(2_000);
  setTimeout(() => finish("a"), 10);
  await queue.settle("a", 60_000);
});

test("a render that throws is logged, and the queue goes on", async () => {
  const errors: string[] = [];
  const done: string[] = [];
  const queue = openRenderQueue({
    threads: 1,
    render: async (id) => {
      if (id === "bad") throw new Error("the disk is full");
      done.push(id);
    },
    logger: { ...silent, error: (_message, fields) => errors.push(String(fields?.["stack"])) },
  });
  queue.push("bad");
  queue.push("good");
  await queue.settle("good", 1_000);
  expect(done).toEqual(["good"]);
  expect(errors[0]).toContain("the disk is full");
});

test("closing waits for what runs and lets go of what waits", async () => {
  const { render, begun, finish } = held();
  const queue = openRenderQueue({ threads: 1, render, logger: silent });
  queue.push("a");
  queue.push("b");
  const waiting = queue.settle("b", 60_000);
  const closing = queue.close();
  await waiting;
  finish("a");
  await closing;
  queue.push("c");
  expect(begun).toEqual(["a"]);
});
