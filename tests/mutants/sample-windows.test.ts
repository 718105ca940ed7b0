import { expect, test } from "vitest";
import { sampleWindows } from "./sample-windows.ts";

const sources = Array.from({ length: 12 }, (_, file) => ({
  name: `functions/core/f${file}.ts`,
  content: Array.from({ length: 40 }, (_, line) => `export const v${line} = ${line} + ${file};`).join("\n"),
}));

test("a seed chooses the same places each time, enough to hold the mutants; another seed chooses others", async () => {
  const chosen = await sampleWindows(sources, 60, 17);
  expect(chosen).toEqual(await sampleWindows(sources, 60, 17));
  // Each line has one mutant.
  expect(chosen.length).toBe(8);
  expect(new Set(chosen.map(({ name }) => name)).size).toBeGreaterThan(3);
  for (const { from, to } of chosen) expect(to - from).toBe(7);
  expect(await sampleWindows(sources, 60, 18)).not.toEqual(chosen);
  expect((await sampleWindows(sources, 1_000_000, 17)).length).toBe(12 * 5);
});
