import { expect, test } from "vitest";
import { showBatchProgress } from "../../../functions/local/batch/show-batch-progress.ts";

function drawn(
  isTTY: boolean,
  steps: readonly (readonly [ms: number, made: number, rows: number | undefined])[],
): string[] {
  let now = 0;
  const written: string[] = [];
  const progress = showBatchProgress({ isTTY, write: (text) => written.push(text) }, () => now);
  for (const [ms, made, rows] of steps) {
    now = ms;
    progress.show(made, rows);
  }
  progress.done();
  return written;
}

test("a terminal shows a bar with the rate and the time left, and is cleared at the end", () => {
  const [reading, none, half, cleared] = drawn(true, [
    [0, 0, undefined],
    [1_000, 0, 400],
    [6_000, 200, 400],
  ]);
  expect(reading).toBe("\rreading rows");
  expect(none).toBe(`\r${"░".repeat(24)} 0 of 400`);
  expect(half).toBe(`\r${"█".repeat(12)}${"░".repeat(12)} 200 of 400, 40 a second, 5 s left`);
  expect(cleared).toMatch(/^\r +\r$/);
});

test("what is shown is drawn once, and a shorter text covers a longer one", () => {
  const written = drawn(true, [
    [0, 0, 10],
    [10_000, 1, 10],
    [10_000, 1, 10],
    [20_000, 10, 10],
  ]);
  expect(written).toHaveLength(4);
  expect(written[1]).toContain("1 of 10, 0.1 a second, 2 min left");
  expect(written[2]).toMatch(/10 of 10, finishing +$/);
  expect(written[2]!.length).toBe(written[1]!.length);
});

test("nothing is written where there is no terminal", () => {
  expect(
    drawn(false, [
      [0, 0, undefined],
      [5_000, 10, 20],
    ]),
  ).toEqual([]);
});
