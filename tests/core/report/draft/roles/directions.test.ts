import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

test.each([
  ["in", "out"],
  ["Eingang", "Ausgang"],
])("what is %s and what is %s are not added up", async (one, other) => {
  const rows = Array.from({ length: 120 }, (_, at) => {
    const day = new Date(Date.UTC(2025, 0, 1) + Math.floor(at / 2) * 86_400_000).toISOString().slice(0, 10);
    return `${day},${["A", "B", "C"][at % 3]!},${at % 4 === 0 ? one : other},${10 + at}`;
  });
  const table = await openText("date,warehouse,movement,quantity", rows);
  const { questions } = await draftOf(table);
  const about = questions.find(({ name }) => name === "about")!.choices.map(({ value }) => String(value));
  const parts = about.filter((key) => key.startsWith("quantity"));
  expect(parts).toHaveLength(2);
  const sums = await Promise.all(
    parts.map(async (measure) => (await rowsOf(table, { measure }, { period: "month" }))("course")[0]!["value"]),
  );
  const january = Array.from({ length: 62 }, (_, at) => at);
  const sum = (isOne: boolean): number =>
    january.filter((at) => (at % 4 === 0) === isOne).reduce((total, at) => total + 10 + at, 0);
  expect(sums.map(Number).sort((a, b) => a - b)).toEqual([sum(true), sum(false)].sort((a, b) => a - b));
});
