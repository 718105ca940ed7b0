import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { noteFigures } from "../ci/note-figures.ts";
import { runProgram } from "./run-program.ts";

/**
 * The regression guard. It never compares absolute times, but CPU time as a multiple of a fixed reference workload
 * (Vega and JSON, without our code) that runs in turns in the same process, and the growth of CPU time with size.
 */
interface Guarded {
  readonly ratios: Readonly<Record<string, number>>;
  readonly exponents: Readonly<Record<string, number>>;
}

let guarded: Guarded;
beforeAll(async () => {
  const { code, stdout, stderr } = await runProgram(process.execPath, [
    join(import.meta.dirname, "../../bench/guard/guard-program.ts"),
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  guarded = JSON.parse(stdout) as Guarded;
  noteFigures(stdout);
});

describe("CPU time as a multiple of the reference workload's", () => {
  // About one and a half times the figures measured when the limits were set, on a machine with five times its load:
  // 2.3, 0.92 and 0.52.
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
  // Eight times the size may take at most fifteen times the time; with quadratic growth it would take sixty-four.
  test.each(["charts", "rows", "pages"])("with %s", (what) => {
    expect(guarded.exponents[what]).toBeGreaterThan(0.3);
    expect(guarded.exponents[what]).toBeLessThan(1.3);
  });
});
