import { expect, test } from "vitest";
import { assertName } from "../../../functions/core/names/name.ts";
import { problemsOf } from "../report/dataset/catch-problems.ts";

test.each(["a", "0", "sales-2024", "a".repeat(63)])("%s is a name", (name) => {
  expect(assertName(name, "dataset")).toBe(name);
});

test.each(["", "-a", "A", "a_b", "a b", "ä", "a/../b", "a\n", "a".repeat(64)])(
  "%j is refused with what a name may hold",
  (name) => {
    const allowed = "lower-case letters, digits and hyphens, at most 63, not starting with a hyphen";
    expect(problemsOf("invalid-request", () => assertName(name, "dataset"))).toEqual([
      {
        code: "invalid-name",
        message: `"${name}" cannot be the name of a dataset: use ${allowed}`,
        where: undefined,
        seen: name,
        allowed,
      },
    ]);
  },
);

test("a name inside a request is reported at its place", () => {
  expect(problemsOf("invalid-request", () => assertName("A", "template", "/name"))).toMatchObject([
    { code: "invalid-name", where: { pointer: "/name" } },
  ]);
});
