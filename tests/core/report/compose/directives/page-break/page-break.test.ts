import { expect, test } from "vitest";
import { compose, problemsOf } from "../../compose-fixture.ts";

test("a page break may begin another numbering", () => {
  expect(
    compose("a\n\n::page-break{numbers=upper-roman}\n\nb\n\n::page-break{start=7}\n\nc").blocks.filter(
      ({ type }) => type === "page-break",
    ),
  ).toEqual([
    { type: "page-break", numbering: { style: "upper-roman", start: 1 } },
    { type: "page-break", numbering: { style: undefined, start: 7 } },
  ]);
});

test.each([
  ["::page-break{numbers=greek}", "numbers must be the name of a style"],
  ["::page-break{start=x}", "start must be a whole number"],
  [":::callout\n::page-break\n:::", "page-break is inside another block"],
])("%s is refused", (markdown, message) => {
  expect(problemsOf(markdown)[0]?.message).toContain(message);
});
