import fc from "fast-check";
import { expect, test } from "vitest";
import { findExcess } from "../../../../../functions/core/report/compose/markdown/find-excess.ts";
import { parseMarkdown } from "../../../../../functions/core/report/compose/markdown/parse-markdown.ts";

const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** Runs of a sign, each longer than the one before. */
const growing = (sign: string): string => Array.from({ length: 200 }, (_, index) => sign.repeat(index + 1)).join("a");

test.each<[string, string, string]>([
  ["quotes in quotes", `text\n\n${">".repeat(100_000)} x`, "markdown-too-deep"],
  ["items in items on one line", `text\n\n${"- ".repeat(50_000)}x`, "markdown-too-deep"],
  ["numbers in numbers on one line", `text\n\n${"1. ".repeat(50_000)}x`, "markdown-too-deep"],
  ["items in items by their indentation", many(300, (index) => `${"  ".repeat(index)}- x`), "markdown-too-deep"],
  ["directives in directives", many(300, (index) => `${":".repeat(400 - index)}callout`), "markdown-too-deep"],
  ["a paragraph without an end", many(20_000, () => "some words"), "markdown-too-long"],
  ["a quote without an end", many(20_000, (index) => (index % 2 === 0 ? "> a" : "b")), "markdown-too-long"],
  ["code between runs of other lengths", growing("`"), "markdown-too-long"],
  ["formulas between runs of other lengths", growing("$"), "markdown-too-long"],
  ["brackets in brackets", "[".repeat(50_000), "markdown-too-long"],
  ["emphasis that never ends", "~~a".repeat(20_000), "markdown-too-long"],
  ["brackets that nothing opened", "](".repeat(20_000), "markdown-too-long"],
  ["comments that never end", `x${"<!--".repeat(5_000)}`, "markdown-too-long"],
  ["links in links", "[a](".repeat(20_000), "markdown-too-long"],
])("%s are refused before they are parsed", (_, markdown, code) => {
  const excess = findExcess(markdown);
  expect(excess?.code).toBe(code);
  expect(excess!.offset).toBeLessThan(markdown.length);
});

test("names the place", () => {
  expect(findExcess(`one\n\ntwo\n\n${"> ".repeat(200)}deep`)?.offset).toBe(10);
});

test.each([
  ["a hundred quotes", `${">".repeat(100)} x`],
  ["code that looks deep", `\`\`\`\n${" ".repeat(400)}- x\n${"> ".repeat(500)}\n\`\`\``],
  ["many paragraphs", many(20_000, (index) => `paragraph ${index}\n`)],
  ["many directives one after the other", many(500, () => ":::callout\nx\n:::\n")],
  ["a table of bold words", many(2_500, () => "| **a** | **b** |")],
  ["a list of bold words", many(4_000, () => "- **a** *b*")],
  ["many underscores", "_".repeat(50_000)],
])("%s may be parsed", (_, markdown) => {
  expect(findExcess(markdown)).toBeUndefined();
});

test("the parser takes accepted text without running out of stack", () => {
  const piece = fc.constantFrom("> ", "- ", "1. ", "  ", "[", "_", "*", ":::a\n", "\n", "a ", "![", "\t");
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, fc.integer({ min: 1, max: 40 })), { maxLength: 12 }), (pieces) => {
      const markdown = pieces.map(([part, times]) => part.repeat(times)).join("");
      if (findExcess(markdown) === undefined) expect(parseMarkdown(markdown).type).toBe("root");
    }),
    { seed: 18, numRuns: process.env["SOAK"] === undefined ? 100 : 1000 },
  );
});
