import { expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { shapeTable } from "./shape-table.ts";

/** Texts of days and moments at both ends of the calendar, and whether they lie in the years 1 to 9999, in UTC. */
const written = [
  ["0001-01-01", true],
  ["9999-12-31", true],
  ["0000-12-31", false],
  ["0000-01-01", false],
  ["10000-01-01", false],
] as const;
const moments = [
  ["0001-01-01T00:00:00", true],
  ["9999-12-31T23:59:59", true],
  ["0001-01-01T00:30:00+01:00", false],
  ["9999-12-31T23:30:00-01:00", false],
  ["0000-06-01T00:00:00", false],
] as const;

/** Steps that make a column `d` of a text `d`. */
const ways = [
  ["types", "steps: [{types: {d: TYPE}}]", "/steps/0/types/d"],
  ["a cast", "steps: [{derive: {d: CAST(d AS CAST_TYPE)}}]", "/steps/0/derive/d"],
  ["a cast that is renamed", "steps: [{derive: {e: CAST(d AS CAST_TYPE)}}, {names: {d: f, e: d}}]", "/steps"],
] as const;

const cases = (["date", "timestamp"] as const).flatMap((type) =>
  (type === "date" ? written : moments).flatMap(([text, fits]) =>
    ways.map(([way, recipe, pointer]) => ({ type, text, fits, way, recipe, pointer })),
  ),
);

test.each(cases)("$text as a $type by $way: what no report can show never becomes the table", async (one) => {
  const { type, text, fits, recipe, pointer } = one;
  const yaml = recipe.replace("CAST_TYPE", type === "date" ? "DATE" : "TIMESTAMPTZ").replace("TYPE", type);
  const shaped = shapeTable(`d,n\n${text},1\nx,2\n`, `missing: [x]\n${yaml}\n`);
  if (fits) {
    expect((await shaped).rows).toHaveLength(2);
    return;
  }
  const error = await shaped.then(
    () => undefined,
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(BroadsheetError);
  const [problem] = (error as BroadsheetError).problems;
  expect((error as BroadsheetError).kind).toBe("invalid-dataset");
  expect(problem!.where?.pointer?.startsWith(pointer)).toBe(true);
  expect(["recipe-misfit", "date-out-of-range", "recipe-failed"]).toContain(problem!.code);
});

test("a day that is moved out of the calendar is refused by the step that moves it", async () => {
  for (const [derive, seen] of [
    ["CAST(d - INTERVAL 3000 YEAR AS DATE)", /BC/],
    ["CAST(d + INTERVAL 8000 YEAR AS DATE)", /^10024/],
  ] as const)
    await expect(shapeTable("d,n\n2024-01-31,1\n", `steps: [{derive: {e: ${derive}}}]\n`)).rejects.toMatchObject({
      problems: [
        {
          code: "date-out-of-range",
          where: { pointer: "/steps/0/derive/e", name: "e" },
          seen: expect.stringMatching(seen) as string,
        },
      ],
    });
});

test("a step may make moments of nanoseconds", async () => {
  const { columns } = await shapeTable("d,n\n2024-01-31,1\n", "steps: [{derive: {e: CAST(d AS TIMESTAMP_NS)}}]\n");
  expect(columns).toEqual(["d", "n", "e"]);
});
