import { expect, test } from "vitest";
import type { Block } from "../../../../functions/core/report/document/document.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import { compose, problemsOf, text } from "./compose-fixture.ts";

const markdown = "# Headline\n\nThe standfirst.\n\nThe text.";
const all = Object.keys(languages);

/** A template.yaml with these lines, in all languages. */
function yamlWith(...lines: readonly string[]): string {
  return [
    "title: T",
    `languages: ${JSON.stringify(all)}`,
    'date: "2024-06-30"',
    `parameters: { type: object, properties: { year: { type: integer, default: 2021 }, name: { type: string }, language: { enum: ${JSON.stringify(all)}, default: en } } }`,
    ...lines,
    "",
  ].join("\n");
}

function blocksOf(lines: readonly string[], parameters: Readonly<Record<string, unknown>> = {}): readonly Block[] {
  return compose(markdown, { files: { "template.yaml": yamlWith(...lines) }, parameters }).blocks;
}

/** The dateline's words, without the characters that keep its parts apart. */
function datelineOf(lines: readonly string[], parameters: Readonly<Record<string, unknown>> = {}): string | undefined {
  const line = blocksOf(lines, parameters).find((block) => block.type === "paragraph" && block.role === "dateline");
  return line?.type === "paragraph" ? text(line.children).replaceAll(/[\u200e\u200f\u2068\u2069]/g, "") : undefined;
}

test.each(all)("a report shows its date under title and standfirst: %s", (language) => {
  const lines = ["dateline: { edition: '2', author: Lin }"];
  const blocks = blocksOf(lines, { language });
  expect(blocks.map((block) => (block.type === "paragraph" ? block.role : block.type))).toEqual([
    "heading",
    "standfirst",
    "dateline",
    undefined,
  ]);
  const date = compose("{{ report.date | date }}", {
    files: { "template.yaml": yamlWith("dateline: false") },
    parameters: { language },
  }).blocks[0]!;
  expect(datelineOf(lines, { language })).toBe(`${date.type === "paragraph" ? text(date.children) : ""} · 2 · Lin`);
});

test.each([
  ["nothing said", ["dateline: {}"], "30 June 2024"],
  ["none", ["dateline: false"], undefined],
  ["without its date", ["dateline: { date: false, author: By Lin }"], "By Lin"],
  ["without its date, and nothing else", ["dateline: { date: false }"], undefined],
  ["a footer with the date", ["dateline: {}", 'footer: "As of {date}"'], undefined],
  ["a right footer with the date", ["dateline: {}", 'folio: "{date}"'], undefined],
  ["the date in Liquid", ["dateline: { author: Lin }", 'footer: "{{ report.date | date }}"'], "Lin"],
  ["the date by a filter", ["dateline: {}", "footer: \"{{ report.date | date: '%-d %B %Y' }}\""], undefined],
  ["only the year in the footer", ["dateline: {}", "footer: \"{{ report.date | date: '%Y' }}\""], "30 June 2024"],
  ["a header, which the first page has not", ["dateline: {}", 'header: "{date}"'], "30 June 2024"],
  ["a publication, which is in the header", ["dateline: {}", 'publication: "{date}"'], "30 June 2024"],
  ["a footer with pages, which a web page has not", ["dateline: {}", 'footer: "{date} · {page}"'], "30 June 2024"],
  ["a footer with chapters", ["dateline: {}", 'folio: "{chapter}, {date}"'], "30 June 2024"],
  [
    "a footer whose date a condition leaves out",
    ["dateline: {}", 'footer: "{% if parameters.name != nil %}{date}{% endif %}"'],
    "30 June 2024",
  ],
  ["a cover, which has no footer", ["dateline: {}", 'footer: "As of {date}"', "page: { cover: true }"], "30 June 2024"],
  [
    "all",
    ["dateline: { edition: 'Edition {{ parameters.year }}', author: 'By *Lin*', addressee: For the board }"],
    "30 June 2024 · Edition 2021 · By {emphasis Lin} · For the board",
  ],
  ["a part without a value", ["dateline: { edition: '{{ parameters.name }}', author: Lin }"], "30 June 2024 · Lin"],
  [
    "a part left out by a condition",
    ["dateline: { edition: '{% if parameters.name != nil %}{{ parameters.name }}{% endif %}', author: Lin }"],
    "30 June 2024 · Lin",
  ],
] as const)("dateline: %s", (_, lines, words) => {
  expect(datelineOf(lines)).toBe(words);
});

test("the date is the request's", () => {
  const document = compose(markdown, { files: { "template.yaml": yamlWith("dateline: {}") }, date: "2026-01-30" });
  expect(text(document.blocks.flatMap((block) => (block.type === "paragraph" ? block.children : [])))).toContain(
    "30 January 2026",
  );
});

function partsWith(language: string, author: string): string {
  return text(
    blocksOf([`dateline: { edition: B1, author: ${author} }`], { language }).flatMap((block) =>
      block.type === "paragraph" && block.role === "dateline" ? block.children : [],
    ),
  );
}

test("parts of other directions stand apart, each in its own", () => {
  expect(partsWith("ar", "Lin")).toMatch(/^\u200f\u2068[^\u2069]+\u2069 · \u2068B1\u2069 · \u2068Lin\u2069$/);
  expect(partsWith("en", "ليلى")).toMatch(/^\u200e\u2068[^\u2069]+\u2069 · \u2068B1\u2069 · \u2068ليلى\u2069$/);
  expect(partsWith("en", "Lin")).toBe("30 June 2024 · B1 · Lin");
});

test("without a title, as in a letter, there is none", () => {
  const { blocks } = compose("Dear reader", { files: { "template.yaml": yamlWith("dateline: {}") } });
  expect(blocks).toHaveLength(1);
});

const wrong = (line: string) => problemsOf(markdown, { files: { "template.yaml": yamlWith(line) } });

test("what is wrong in it is named with its place", () => {
  expect(wrong("dateline: { auhtor: Lin }")).toMatchObject([{ code: "unknown-field", where: { line: 5 } }]);
  expect(wrong("dateline: { author: 'Lin, {date}' }")).toMatchObject([
    { code: "unknown-placeholder", message: expect.stringContaining("not in dateline.author") as string },
  ]);
  expect(wrong("dateline: { author: { xx: Lin } }")).toMatchObject([{ code: "unknown-language", seen: "xx" }]);
  expect(wrong("dateline: { author: '{{ parameters.yaer }}' }")).toMatchObject([{ where: { file: "template.yaml" } }]);
});
