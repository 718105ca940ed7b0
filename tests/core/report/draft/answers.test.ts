import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { draftOf, openText } from "./draft-of-text.ts";

test("a column that the draft does not offer to compare is refused", async () => {
  const names = Array.from(
    { length: 16 },
    (_, at) => `Town ${"abcdefghijklmnop"[at]!},${at % 4 < 2 ? "East" : "West"},${at}`,
  );
  const table = await openText("town,side,sales", names);
  const offered = (await draftOf(table)).questions.find(({ name }) => name === "compare")!.choices;
  expect(offered.map(({ value }) => value)).toEqual(["town"]);
  const failed = await draftOf(table, { compare: "side" }).catch((error: unknown) => error);
  expect((failed as BroadsheetError).problems).toMatchObject([
    { code: "unknown-answer", where: { pointer: "/answers/compare" }, seen: "side", allowed: ["town"] },
  ]);
});

const course = Array.from({ length: 24 }, (_, at) => `${2000 + at},${100 + 7 * at},${40 + ((at * 3) % 11)},${at % 5}`);

test("what is said of measures holds, whatever the report is about", async () => {
  const table = await openText("year,alpha,beta,gamma", course);
  const { questions } = await draftOf(table);
  const keys = questions.find(({ name }) => name === "about")!.choices.map(({ value }) => String(value));
  expect(keys.length).toBeGreaterThan(2);
  for (const [at, key] of keys.entries())
    for (const about of keys) {
      const adds = { [key]: at % 2 === 0, constructor: true };
      const refused = await draftOf(table, { about, adds }).catch((error: unknown) => error);
      expect((refused as BroadsheetError).problems).toMatchObject([
        { code: "unknown-answer", where: { pointer: "/answers/adds/constructor" }, seen: "constructor", allowed: keys },
      ]);
      const { files } = await draftOf(table, { about, adds: { [key]: at % 2 === 0 } });
      const row = files
        .get("queries/measures.sql")!
        .split("\n")
        .find((line) => line.includes(`('${key}'`));
      expect(row, key).toContain(at % 2 === 0 ? "true" : "false");
    }
});
