import { expect, test } from "vitest";
import { compose, problemsOf } from "../../compose-fixture.ts";

const files = {
  "template.yaml": 'title: { en: T }\nlanguages: [en]\ndate: "2024-06-30"\nnumbering: { headings: 2 }\n',
};

test("chapters after it are appendices", () => {
  const headings = compose("# T\n\n## One\n\n::appendix\n\n## Two", { files }).blocks;
  expect(headings.map((block) => ("number" in block ? block.number : undefined))).toEqual([
    undefined,
    "1",
    "Appendix A",
  ]);
});

test("inside another block it is refused", () => {
  expect(problemsOf(":::callout\n::appendix\n:::")[0]).toMatchObject({ code: "nested-page" });
});
