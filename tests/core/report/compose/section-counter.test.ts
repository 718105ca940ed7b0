import { expect, test } from "vitest";
import { createSectionCounter } from "../../../../functions/core/report/compose/section-counter.ts";
import { compose, problemsOf, text } from "./compose-fixture.ts";

/** Numbers headings by their levels; `a` begins the appendices. */
function numbers(chapter: number, depth: number, levels: string): (string | undefined)[] {
  const counter = createSectionCounter(chapter, depth);
  return [...levels].flatMap((level) =>
    level === "a" ? (counter.beginAppendices(), []) : [counter.count(Number(level))?.number],
  );
}

test("headings are numbered to the requested depth", () => {
  expect(numbers(2, 2, "2343323")).toEqual(["1", "1.1", undefined, "1.2", "1.3", "2", "2.1"]);
  expect(numbers(1, 3, "1234321")).toEqual(["1", "1.1", "1.1.1", undefined, "1.1.2", "1.2", "2"]);
  expect(numbers(2, 3, "24")).toEqual(["1", "1.0.1"]);
  expect(numbers(2, 0, "232")).toEqual([undefined, undefined, undefined]);
});

test("appendices are lettered, whether chapters are numbered or not", () => {
  expect(numbers(2, 0, "22a232")).toEqual([undefined, undefined, "A", undefined, "B"]);
  expect(numbers(2, 2, "223a23323")).toEqual(["1", "2", "2.1", "A", "A.1", "A.2", "B", "B.1"]);
});

test("a heading above the appendices ends them, and chapters go on where they were", () => {
  expect(numbers(2, 1, "22a3323")).toEqual(["1", "2", "A", "B", "3", undefined]);
});

const book = {
  files: {
    "template.yaml":
      "title: T\ndate: '2024-06-30'\nlanguages: [en, zh]\nparameters: { properties: { language: { enum: [en, zh], default: en } } }\nnumbering: { headings: 2 }\n",
  },
};
const report = `# The title

[](#method) [](#sources) [](#more) [](#table-a1)

## Method

## Preface {#preface -}

### Detail

:::table{title=One}
| a |
|---|
| 1 |
:::

::appendix

## Sources

:::table[Two]{id=table-a1}
| a |
|---|
| 1 |
:::

### More

## Words {-}

## Further

:::table{title=Three}
| a |
|---|
| 1 |
:::
`;

test.each([
  [
    "en",
    ["", "1", "", "1.1", "Appendix A", "A.1", "", "Appendix B"],
    "<#method>(1 Method) <#sources>(Appendix A) <#more>(A.1 More) <#table-a1>(Table A1)",
  ],
  [
    "zh",
    ["", "1", "", "1.1", "附录A", "A.1", "", "附录B"],
    "<#method>(1 Method) <#sources>(附录A) <#more>(A.1 More) <#table-a1>(表A1)",
  ],
])(
  "a report in %s numbers its headings, tables in appendices, and what refers to them",
  (language, printed, references) => {
    const { blocks } = compose(report, { ...book, parameters: { language } });
    expect(blocks.flatMap((block) => (block.type === "heading" ? [block.number ?? ""] : []))).toEqual(printed);
    expect(blocks.flatMap((block) => (block.type === "table" ? [[block.number, block.label]] : []))).toEqual([
      [1, undefined],
      [2, "A1"],
      [3, "B1"],
    ]);
    expect(text(blocks.flatMap((block) => (block.type === "paragraph" ? block.children : [])))).toBe(references);
    expect(blocks.find((block) => block.type === "heading" && block.id === "preface")).toMatchObject({
      children: [{ text: "Preface" }],
    });
  },
);

test("several headings of level 1 are chapters, and the first is the title", () => {
  const { blocks } = compose("# Title\n\n# One\n\n## A\n\n# Two\n", book);
  expect(blocks.map((block) => block.type === "heading" && block.number)).toEqual([undefined, "1", "1.1", "2"]);
});

test("appendices begin between the blocks of the main text", () => {
  expect(problemsOf("- a\n\n  ::appendix")).toEqual([expect.objectContaining({ code: "nested-page" })]);
});
