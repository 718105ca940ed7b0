import { describe, expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";
import type { ContentItem, DescribedItem, Edit } from "../../../../functions/core/report/edit/edit.ts";
import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";

function describeAt(text: string, line = 1, column?: number): ReturnType<typeof answerEdit>["block"] {
  return answerEdit({ files: { "report.md": text }, block: { file: "report.md", line, column } }).block;
}

/** The text with an edit applied. */
function edited(text: string, edit: Edit, line = 1): string {
  const { patches } = answerEdit({ files: { "report.md": text }, block: { file: "report.md", line }, edit });
  return [...patches]
    .sort((a, b) => b.from - a.from)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
}

/** The text with the content of a block changed. */
function retyped(text: string, change: (items: DescribedItem[]) => readonly ContentItem[], line = 1): string {
  return edited(text, { do: "text", content: change([...(describeAt(text, line).content ?? [])]) }, line);
}

function refusal(work: () => unknown): Problem & { readonly kind: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof BroadsheetError) return { kind: error.kind, ...error.problems[0]! };
    throw error;
  }
  throw new Error("nothing was refused");
}

const put = (from: string, to: string) => (items: DescribedItem[]) =>
  items.map((item) => ("text" in item ? { ...item, text: item.text.replace(from, to) } : item));

describe("a block is described", () => {
  test("with its words, what is kept as it is, and the Liquid around it", () => {
    const text =
      "{% for row in q.rows %}\n{% if row.x > 1 %}\n## The *slow* **rise** of {{ row.name }} {#rise}\n{% endif %}\n{% endfor %}\n";
    const content = [
      { text: "The " },
      { text: "slow", italic: true },
      { text: " " },
      { text: "rise", bold: true },
      { text: " of " },
      { keep: 0, kind: "value", source: "{{ row.name }}", line: 3, column: 27 },
    ];
    expect(describeAt(text, 3)).toEqual({
      kind: "heading",
      file: "report.md",
      line: 3,
      endLine: 3,
      within: [
        { kind: "loop", tag: "{% for row in q.rows %}", line: 1 },
        { kind: "condition", tag: "{% if row.x > 1 %}", line: 2 },
      ],
      branches: [{ tag: "{% if row.x > 1 %}", line: 2, here: true, blocks: 1, block: { line: 3, column: 1 }, content }],
      content,
      captions: [],
      adds: ["heading", "text", "note", "table", "key-figures", "chart", "image", "partial", "page-break"],
    });
  });

  test("with the texts of its attributes", () => {
    const block = describeAt(`::chart{spec="s" data="q" title="Up **{{ a | date: "%Y" }}**" alt='Bars "up"'}\n`);
    expect(block).toMatchObject({
      kind: "chart",
      captions: [
        {
          name: "title",
          styled: true,
          content: [{ text: "Up " }, { keep: 0, bold: true, kind: "value", source: '{{ a | date: "%Y" }}' }],
        },
        { name: "deck", styled: true },
        { name: "source", styled: true },
        { name: "note", styled: true },
        { name: "alt", styled: false, content: [{ text: 'Bars "up"' }] },
      ],
    });
  });
});

describe("a text is edited by the smallest patch", () => {
  test.each([
    ["a word", "Sales rose by {{ x }} in May.\n", put("rose", "fell"), "Sales fell by {{ x }} in May.\n"],
    ["a heading with an id", "## Old title {#id -}\n", put("Old title", "New"), "## New {#id -}\n"],
    ["a word in bold", "So **very** good.\n", put("very", "quite"), "So **quite** good.\n"],
    ["a wrapped line", "One two\nthree four\nfive.\n", put("four", "4"), "One two\nthree 4\nfive.\n"],
    ["Chinese over two lines", "销售额上升\n了一倍。\n", put("一倍", "两倍"), "销售额上升\n了两倍。\n"],
    ["a quote", "> One\n> two three.\n", put("two three", "2 3"), "> One\n> 2 3.\n"],
    ["marks of Markdown", "Plain.\n", put("Plain", "2 * 3 * 4 and a_b_c"), "2 * 3 * 4 and a_b_c.\n"],
    ["what would be bold", "Plain.\n", put("Plain", "**no**"), "\\*\\*no\\*\\*.\n"],
    ["what would be a list", "Plain.\n", put("Plain.", "1. One"), "1\\. One\n"],
    ["what would be Liquid", "Plain.\n", put("Plain", "{{ x }} {% y %}"), "&#123;{ x }} &#123;% y %}.\n"],
    ["what would be a directive", "Plain.\n", put("Plain", ":note[x]"), "\\:note\\[x\\].\n"],
    ["an address", "See there.\n", put("there", "https://a.example/x"), "See https://a.example/x.\n"],
    ["beside an escape", "A \\* star &amp; more\n", put("star", "sun"), "A \\* sun &amp; more\n"],
    ["around swallowed blanks", "Up {{- x -}} , so far\n", put("far", "good"), "Up {{- x -}} , so good\n"],
  ])("%s", (_, text, change, expected) => expect(retyped(text, change)).toBe(expected));

  test("words become bold, italic and a link, and plain again", () => {
    const text = "Sales of {{ q.first.name }} rose in May.\n";
    const content: ContentItem[] = [
      { text: "Sales of " },
      { keep: 0, bold: true },
      { text: " rose", bold: true },
      { text: " in " },
      { text: "May", italic: true, link: "https://a.example/may" },
      { text: "." },
    ];
    const marked = edited(text, { do: "text", content });
    expect(marked).toBe("Sales of **{{ q.first.name }} rose** in [*May*](https://a.example/may).\n");
    const plain = retyped(marked, (items) =>
      items.map((item) => ("text" in item ? { text: item.text } : { keep: item.keep })),
    );
    expect(plain).toBe(text);
  });

  test("a value is left out", () =>
    expect(
      retyped("Up {{ a }} and {{ b }}.\n", (items) => items.filter((item) => !("keep" in item && item.keep === 1))),
    ).toBe("Up {{ a }} and .\n"));

  test("in a file with the line ends of Windows", () =>
    expect(retyped("# One\r\n\r\nTwo three\r\nfour.\r\n", put("four", "4"), 3)).toBe(
      "# One\r\n\r\nTwo three\r\n4.\r\n",
    ));

  test("in a file with a byte order mark", () => expect(retyped("\ufeff# One\n", put("One", "1"))).toBe("\ufeff# 1\n"));

  test("a text of many characters is refused before it is read", () =>
    expect(refusal(() => edited("A\n", { do: "text", content: [{ text: "x".repeat(20_001) }] }))).toMatchObject({
      kind: "invalid-request",
      seen: 20_001,
    }));

  test("the same text is no change", () => {
    const text = "A **b** {{ c }}\tand\nmore\n";
    const content = describeAt(text).content!;
    expect(
      answerEdit({
        files: { "report.md": text },
        block: { file: "report.md", line: 1 },
        edit: { do: "text", content },
      }).patches,
    ).toEqual([]);
  });
});

describe("a caption is", () => {
  const text = `::chart{spec="s" data="q" title="Up {{ a | date: "%Y" }}"\n  deck='Two\n  lines'}\n\nNext.\n`;
  test.each([
    ["changed", "title", [{ text: "Down " }, { keep: 0 }], `title="Down {{ a | date: "%Y" }}"`],
    ["given a quotation mark", "title", [{ text: 'The "up" ' }, { keep: 0 }], `title="The &quot;up&quot; {{ a |`],
    ["changed in its lines", "deck", [{ text: "Two words" }], `deck='Two\n  words'}`],
    ["added", "source", [{ text: "Own", bold: true }, { text: " data" }], `lines' source="**Own** data"}`],
    ["added with quotation marks of its own", "alt", [{ text: 'A "b"' }], `alt='A "b"'}`],
    ["removed", "deck", [], `"%Y" }}"}\n\nNext`],
  ] as const)("%s", (_, name, content, expected) => {
    const after = edited(text, { do: "caption", name, content });
    expect(after).toContain(expected);
    expect(after.endsWith("\n\nNext.\n")).toBe(true);
  });
});

describe("an edit is refused in words", () => {
  test.each([
    ["an empty text", "Text.\n", { do: "text", content: [] }, "conflict", "empty-text"],
    ["a table", "| a |\n|---|\n| b |\n", { do: "text", content: [{ text: "x" }] }, "conflict", "no-text-here"],
    ["an unknown chip", "Text.\n", { do: "text", content: [{ keep: 3 }] }, "invalid-request", "invalid-content"],
    [
      "a chip twice",
      "{{ a }}\n",
      { do: "text", content: [{ keep: 0 }, { keep: 0 }] },
      "invalid-request",
      "invalid-content",
    ],
    [
      "a link that runs code",
      "T\n",
      { do: "text", content: [{ text: "T", link: "javascript:x()" }] },
      "invalid-request",
      "invalid-content",
    ],
    [
      "a condition's end left out",
      "{% if a %}b{% endif %} c\n",
      { do: "text", content: [{ keep: 0 }, { text: "c" }] },
      "conflict",
      "tag-moved",
    ],
    [
      "a value out of its condition",
      "x {% if a %}{{ b }}{% endif %}\n",
      { do: "text", content: [{ keep: 1 }, { keep: 0 }, { keep: 2 }] },
      "conflict",
      "value-moved",
    ],
    [
      "a reserved character",
      "T\n",
      { do: "text", content: [{ text: "\ufdd0" }] },
      "invalid-request",
      "invalid-content",
    ],
    [
      "both quotation marks in an alt",
      "::chart{spec=s data=q}\n",
      { do: "caption", name: "alt", content: [{ text: `"'` }] },
      "conflict",
      "edit-refused",
    ],
    [
      "an unknown caption",
      "::chart{spec=s data=q}\n",
      { do: "caption", name: "titel", content: [] },
      "invalid-request",
      "unknown-caption",
    ],
  ] as const)("%s", (_, text, edit, kind, code) => {
    expect(refusal(() => edited(text, edit))).toMatchObject({ kind, code });
  });

  test("a place without a block", () =>
    expect(refusal(() => describeAt("One\n\nTwo\n", 9))).toMatchObject({
      kind: "not-found",
      code: "no-block-there",
      where: { file: "report.md", line: 9 },
      allowed: ["line 1", "line 3"],
    }));

  test("Liquid that cannot be read", () =>
    expect(refusal(() => describeAt("One {{ two\n"))).toMatchObject({ kind: "invalid-template" }));
});
