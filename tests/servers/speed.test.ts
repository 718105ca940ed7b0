import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "./run-program.ts";

/**
 * The regression guard. Never absolute time: what is compared is CPU time as a multiple of that of a fixed reference
 * workload (Vega and JSON, nothing of ours) which is run in turn in the same process, and how CPU time grows with size.
 */
interface Guarded {
  readonly ratios: Readonly<Record<string, number>>;
  readonly exponents: Readonly<Record<string, number>>;
}

let guarded: Guarded;
beforeAll(async () => {
  const { code, stdout, stderr } = await runProgram(process.execPath, [join(import.meta.dirname, "../../bench/guard/guard-program.ts")]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  guarded = JSON.parse(stdout) as Guarded;
  process.stdout.write(`${stdout}\n`);
}, 300_000);

describe("CPU time as a multiple of the reference workload's", () => {
  // About half as much again as was measured when the limits were set, on a machine with five times its load: 2.3, 0.92 and 0.52.
  test.each([
    ["flagship", 3.5],
    ["table of 1,000 rows", 1.4],
    ["text of 20 pages", 1.1],
  ])("warm %s is at most %d times", (what, limit) => {
    expect(guarded.ratios[what]).toBeGreaterThan(0);
    expect(guarded.ratios[what]).toBeLessThan(limit);
  });
});

describe("CPU time grows no faster than linearly", () => {
  // Eight times the size in at most fifteen times the time; in quadratic growth it would be sixty-four.
  test.each(["charts", "rows", "pages"])("with %s", (what) => {
    expect(guarded.exponents[what]).toBeGreaterThan(0.3);
    expect(guarded.exponents[what]).toBeLessThan(1.3);
  });
});
