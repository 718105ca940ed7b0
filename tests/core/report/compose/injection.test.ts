import { assert, property, string as anyString } from "fast-check";
import { expect, test } from "vitest";
import type { Block, Inline } from "../../../../functions/core/report/document/document.ts";
import { compose, inlines, line, only, text, type Setup } from "./compose-fixture.ts";

/** Values that would become markup if they were pasted into the Markdown. */
const values = [
  "*a*",
  "**a**",
  "_a_",
  "~~a~~",
  "`a`",
  "```",
  "a\\",
  "\\*",
  "# a",
  "- a",
  "1. a",
  "> a",
  "---",
  "===",
  "[x](javascript:alert(1))",
  "![x](http://a/b.png)",
  "<b>a</b>",
  "<script>",
  "<!-- a -->",
  "&lt;",
  "&#x2a;",
  "&amp;",
  "[^nbs]",
  "[^1]: a",
  "[a]: http://b",
  "https://example.com",
  "www.example.com",
  "a@example.com",
  ":::",
  "::chart{spec=x}",
  ":::callout\na\n:::",
  ":sup[2]",
  "{#id}",
  "}",
  '"',
  "'",
  '" title="x',
  "}\n\n# a",
  "|",
  "| a | b |",
  "{{ share }}",
  "{% raw %}",
  "a\n\nb",
  "a\r\nb",
  "\u2028",
  "\ufde0\ufdd0\ufde1",
  "\ufdef",
  "\ufde2=0",
  "\u0000",
  "\ue000",
  "",
  " ",
  "  a  ",
  "中**文",
  "a:b",
  "10:30",
] as const;

const setup = (value: string): Setup => ({
  tables: { share: [{ name: value, year: 2021 }] },
  files: { "charts/c.vl.json": '{"mark":"bar","title":"{{ share.first.name }}","data":{"name":"share"}}' },
});

/** Returns a value as a paragraph shows it, with spaces for its line ends. */
const shown = (value: string): string => value.replace(/\s*[\n\r\t\v\f\u2028\u2029]\s*/g, " ");

test.each(values)("%j is text in a paragraph", (value) => {
  expect(inlines("x{{ share.first.name }}y", setup(value))).toEqual([{ type: "text", text: `x${shown(value)}y` }]);
});

test.each(values)("%j alone is one paragraph", (value) => {
  const { blocks } = compose("{{ share.first.name }}", setup(value));
  const expected = shown(value);
  expect(blocks).toEqual(expected === "" ? [] : [{ type: "paragraph", children: [{ type: "text", text: expected }] }]);
});

test.each(values)("%j stays within strong text, beside Chinese", (value) => {
  const children: Inline[] = shown(value) === "" ? [] : [{ type: "text", text: shown(value) }];
  expect(inlines("中文**{{ share.first.name }}**中文。", setup(value))).toEqual([
    { type: "text", text: "中文" },
    { type: "strong", children },
    { type: "text", text: "中文。" },
  ]);
});

test.each(values)("%j is text in code, headings, lists, quotes and table cells", (value) => {
  const v = "{{ share.first.name }}";
  const markdown = `# h${v}\n\n\`c${v}\`\n\n\`\`\`\nf${v}\n\`\`\`\n\n- l${v}\n\n> q${v}\n\n| a |\n|---|\n| t${v} |\n`;
  const document = compose(markdown, setup(value));
  expect(document.blocks.map((block) => block.type)).toEqual([
    "heading",
    "paragraph",
    "code",
    "list",
    "quote",
    "table",
  ]);
  expect(only(document, "heading").children).toEqual([{ type: "text", text: `h${shown(value)}` }]);
  expect(only(document, "paragraph").children).toEqual([{ type: "code", text: `c${value}` }]);
  expect(only(document, "code").text).toBe(`f${value}`);
  expect(leaf(only(document, "list").items[0]?.[0])).toBe(`l${shown(value)}`);
  expect(leaf(only(document, "quote").children[0])).toBe(`q${shown(value)}`);
  expect(only(document, "table").rows[0]?.cells[0]?.children).toEqual([{ type: "text", text: `t${shown(value)}` }]);
});

test.each(values)("%j is text in a directive's attributes", (value) => {
  const v = "{{ share.first.name }}";
  const document = compose(
    `::chart{spec="c" title="t${v}t" deck='d${v}d' note=n${v} alt="a${v}a"}\n\nafter`,
    setup(value),
  );
  const figure = only(document, "figure");
  expect(figure.title).toEqual([{ type: "text", text: `t${shown(value)}t` }]);
  expect(figure.deck).toEqual([{ type: "text", text: `d${shown(value)}d` }]);
  expect(figure.note).toEqual([{ type: "text", text: `n${shown(value)}` }]);
  expect(figure.alt).toBe(`a${value}a`);
  expect(figure.chart.spec["title"]).toBe(value);
  expect(document.blocks.at(-1)).toEqual({ type: "paragraph", children: [{ type: "text", text: "after" }] });
});

test.each(values)("%j is text with markup around it in an attribute", (value) => {
  const figure = only(compose('::chart{spec="c" title="**{{ share.first.name }}** and `x`"}', setup(value)), "figure");
  expect(figure.title[0]).toEqual({
    type: "strong",
    children: shown(value) === "" ? [] : [{ type: "text", text: shown(value) }],
  });
});

test.each(values)("%j is text in the cell of a query's table", (value) => {
  const table = only(compose('::table{data="share" columns="name: Name"}', setup(value)), "table");
  expect(table.rows[0]?.cells[0]?.children).toEqual([{ type: "text", text: value.replace(/\s+/g, " ").trim() || "–" }]);
});

test.each(values)("%j goes through assign, capture and a partial as it is", (value) => {
  const files = { "partials/p.md": "<{{ it }}>" };
  const markdown =
    '{% assign a = share.first.name %}{% capture c %}*{{ a }}{% endcapture %}x{{ a }}|{{ c }}|{% render "partials/p.md", it: a %}';
  // In a partial, the angle brackets are the template's own: `<` before a value does not begin HTML.
  expect(text(inlines(markdown, { ...setup(value), files: { ...setup(value).files, ...files } }))).toBe(
    `x${shown(value)}|*${shown(value)}|<${shown(value)}>`,
  );
});

test("whatever the value, the blocks are the same", () => {
  assert(
    property(anyString({ unit: "binary", maxLength: 30 }), (value) => {
      const document = compose(
        "a {{ share.first.name }} *b* {{ share.first.name }}\n\n- c{{ share.first.name }}",
        setup(value),
      );
      expect(document.blocks.map((block) => block.type)).toEqual(["paragraph", "list"]);
      expect(text(only(document, "paragraph").children)).toBe(`a ${shown(value)} {emphasis b} ${shown(value)}`);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  " javascript:x",
  "data:text/html,x",
  "file:///etc/passwd",
  "vbscript:x",
  "//evil",
  "\u0001javascript:x",
])("a link to %j out of the data keeps its words and is warned of", (value) => {
  const warnings: { code: string }[] = [];
  const document = compose("[words]({{ share.first.name }})", setup(value), warnings as never[]);
  expect(document.blocks).toEqual([{ type: "paragraph", children: [{ type: "text", text: "words" }] }]);
  expect(warnings).toMatchObject([{ code: "unsafe-link" }]);
});

test("a value inside an address cannot leave its place", () => {
  expect(line("[w](https://example.com/?q={{ share.first.name }})", setup("a&b=c#d /../ 中"))).toBe(
    "<https://example.com/?q=a%26b%3Dc%23d%20%2F..%2F%20%E4%B8%AD>(w)",
  );
  expect(line("[w]({{ share.first.name }})", setup("https://example.com/a?b"))).toBe("<https://example.com/a?b>(w)");
});

test("a template cannot write a placeholder itself", () => {
  expect(() => compose("a \ufde0\ufdd0\ufde1 {{ share.first.name }}", setup("x"))).toThrow("U+FDE0");
  expect(() => compose("{% render 'p.md' %}", { files: { "p.md": "\ufde0\ufdd0\ufde1" } })).toThrow("p.md:1: U+FDE0");
  expect(line("a &#xFDE0;&#xFDD0;&#xFDE1; {{ share.first.name }}", setup("x"))).toBe("a \ufffd\ufffd\ufffd x");
});

function leaf(block: Block | undefined): string {
  return block?.type === "paragraph" ? text(block.children) : "";
}
