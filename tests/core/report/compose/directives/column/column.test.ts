import { expect, test } from "vitest";
import { problemsOf } from "../../compose-fixture.ts";

test("a column outside of columns is refused", () => {
  expect(problemsOf(":::column\na\n:::")[0]).toMatchObject({
    code: "stray-column",
    message: "report.md:1: column must be inside columns",
  });
});
