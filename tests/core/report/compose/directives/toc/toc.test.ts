import { expect, test } from "vitest";
import { compose, problemsOf } from "../../compose-fixture.ts";

test("a table of contents lists headings to level 2, figures or tables", () => {
  const contents = compose("## A\n\n::toc\n\n::toc{depth=3}\n\n::toc{of=figures}").blocks;
  expect(contents.slice(1)).toEqual([
    { type: "toc", of: "headings", depth: 2 },
    { type: "toc", of: "headings", depth: 3 },
    { type: "toc", of: "figures", depth: 2 },
  ]);
});

test("another depth or list is refused", () => {
  expect(problemsOf("::toc{depth=9 of=figure}")).toMatchObject([
    { code: "invalid-attribute", seen: "9" },
    { code: "invalid-attribute", seen: "figure", allowed: ["headings", "figures", "tables"] },
  ]);
});
