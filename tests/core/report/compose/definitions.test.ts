import { expect, test } from "vitest";
import { compose, only, problemsOf, text } from "./compose-fixture.ts";

const items = (markdown: string) =>
  only(compose(markdown), "definitions").items.map(({ terms, meanings }) => [terms.map(text), meanings.map(text)]);

test("terms and their meanings, paragraph by paragraph one list", () => {
  expect(
    items("GDP\n: What an *economy* makes[^a]\n\n**R&D**\nResearch\n: Spending on it\n: People in it\n\n[^a]: x"),
  ).toEqual([
    [["GDP"], ["What an {emphasis economy} makes[1]"]],
    [
      ["{strong R&D}", "Research"],
      ["Spending on it", "People in it"],
    ],
  ]);
});

test("a meaning continues over lines, until the line above the next colon", () => {
  expect(items("a\n: one\n  two\nthree\nb\n: four")).toEqual([
    [["a"], ["one two three"]],
    [["b"], ["four"]],
  ]);
});

test("values are never read as marks, and appear in terms as they are", () => {
  expect(items("{{ share.first.name }}\n: {{ share.first.pct }}")).toEqual([[["before"], ["25.1"]]]);
  expect(compose("a {{ share.first.name }}", { tables: { share: [{ name: "x\n: y" }] } }).blocks).toMatchObject([
    { type: "paragraph" },
  ]);
});

test("a list or another block inside a definition is refused where it stands; below the definitions it is set", () => {
  for (const [markdown, line, what] of [
    ["a\n: - one\n  - two", 2, "a list"],
    ["a\n: b\n\n  - one\n  - two", 4, "a list"],
    ["a\n: b\n- one", 3, "a list"],
    ["a\n: b\n  1. one\n  2. two", 3, "a list"],
    ["a\n: b\n\n    c", 4, "code"],
    ["a\n: b\n\n  ```\n  c\n  ```", 4, "code"],
    ["a\n: b\n\n  > c", 4, "a quotation"],
    ["a\n: b\n\n  | c | d |\n  |---|---|\n  | e | f |", 4, "a table"],
    ["a\n: b\n\n  c", 4, "a second paragraph"],
    ["- x\n\n  a\n  : b\n\n    - one", 6, "a list"],
    [":::callout\na\n: * one\n:::", 3, "a list"],
  ] as const) {
    expect({ markdown, problems: problemsOf(markdown) }).toMatchObject({
      markdown,
      problems: [
        { code: "invalid-content", message: `report.md:${line}: a definition cannot hold ${what}`, where: { line } },
      ],
    });
  }
  expect(compose("a\n: b\n\n- one\n- two").blocks.map(({ type }) => type)).toEqual(["definitions", "list"]);
  expect(compose("a\n: 1. Mai, - 5 Grad").blocks.map(({ type }) => type)).toEqual(["definitions"]);
});

test("text that only looks similar stays a paragraph", () => {
  for (const markdown of [": alone", "a\n:b", "at 10\\\n:30"])
    expect(compose(markdown).blocks.map(({ type }) => type)).toEqual(["paragraph"]);
  expect(compose("a\n: b\n\nbetween\n\nc\n: d").blocks.map(({ type }) => type)).toEqual([
    "definitions",
    "paragraph",
    "definitions",
  ]);
});

test("a pull quote has words and a speaker", () => {
  expect(compose(':::pull-quote{by="Mu *Rongping*"}\nInnovate.\n:::').blocks).toMatchObject([
    { type: "pull-quote", children: [{ type: "paragraph" }], by: [{ text: "Mu " }, { type: "emphasis" }] },
  ]);
  expect(problemsOf("::pull-quote{by=x}")).toEqual([expect.objectContaining({ code: "directive-form" })]);
});
