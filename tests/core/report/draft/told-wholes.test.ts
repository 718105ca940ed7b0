import { expect, test } from "vitest";
import { openText, rowsOf } from "./draft-of-text.ts";

const many = (count: number, row: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at));

test("the first and the last band of ages are named by what they hold", async () => {
  const rows = many(2 * 75, (at) => `${18 + Math.floor(at / 2)},${at % 2 === 0 ? "F" : "M"},${900 + at}`);
  const ranking = (await rowsOf(await openText("age,sex,population", rows)))("ranking");
  expect(ranking.map(({ member }) => member)).toEqual([
    "18–19",
    ...many(7, (at) => `${10 * (at + 2)}–${10 * (at + 2) + 9}`),
    "90–92",
  ]);
});
