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
