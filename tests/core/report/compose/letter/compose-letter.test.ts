import { expect, test } from "vitest";
import { composeLetter } from "../../../../../functions/core/report/compose/letter/compose-letter.ts";
import type { LetterFacts, LetterText } from "../../../../../functions/core/report/compose/letter/letter.ts";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { sentence } from "../../../../http/open-test-app.ts";

const facts: LetterFacts = {
  name: "weekly",
  title: "The value was 1.5",
  date: "2026-01-31",
  id: "9f",
  parameters: { year: 2021 },
  pages: 3,
  link: "https://reports.example.org/links/abc.def",
  unsubscribe: "https://reports.example.org/unsubscribe/x",
  changes: ["Share: 29.8% → 30.1%", "Rows added: 2"],
};

function write(
  files: Readonly<Record<string, string>>,
  { language = "en", given = facts, subject }: { language?: string; given?: LetterFacts; subject?: string } = {},
): LetterText {
  const all = new Map([
    ...sentence,
    ...Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  ]);
  return composeLetter(loadTemplate("sentence", "v", all), given, localeFor(language), { language, subject });
}

function faultsOf(
  files: Readonly<Record<string, string>>,
  options: Parameters<typeof write>[1] = {},
): readonly Problem[] {
  try {
    write(files, options);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  throw new Error("there was no fault");
}

test("without a file of its own a template's letter has title, changes and link", () => {
  const { subject, text, html } = write({});
  expect(subject).toBe("The value was 1.5");
  expect(text).toBe(`The value was 1.5

weekly, 31 January 2026

- Share: 29.8% → 30.1%
- Rows added: 2

Open the report: https://reports.example.org/links/abc.def

-- 
Unsubscribe: https://reports.example.org/unsubscribe/x
`);
  expect(html).toContain('<html lang="en" dir="ltr">');
  expect(html).toContain("<h1><bdi>The value was 1.5</bdi></h1>");
  expect(html).toContain('<a href="https://reports.example.org/links/abc.def">Open the report</a>');
  expect(html).toContain("<ul><li><bdi>Share: 29.8% → 30.1%</bdi></li><li><bdi>Rows added: 2</bdi></li></ul>");
  expect(html).not.toMatch(/<(?:img|script|link|style)\b/);
});

test("in another language with its words and direction", () => {
  expect(write({}, { language: "zh" }).text).toContain("打开报告: https://");
  expect(write({}, { language: "ar" }).html).toContain('<html lang="ar" dir="rtl">');
});

test("a template's own letter, with its subject, in the language of the report", () => {
  const files = {
    "mail.md":
      '---\nsubject: "{{ title }} ({{ date | date: "%Y" }})"\n---\nDear reader,\n\n**{{ pages }}** pages for {{ parameters.year }}: [open]({{ link }}).\n',
    "mail.zh.md": "---\nsubject: 报告 {{ title }}\n---\n您好，**{{ title }}**。\n",
  };
  const english = write(files);
  expect(english.subject).toBe("The value was 1.5 (2026)");
  expect(english.text).toContain("Dear reader,\n\n3 pages for 2021: open: https://reports.example.org/links/abc.def.");
  expect(english.html).toContain("<strong>3</strong> pages");
  const chinese = write(files, { language: "zh" });
  expect([chinese.subject, chinese.text.split("\n")[0]]).toEqual([
    "报告 The value was 1.5",
    "您好，The value was 1.5。",
  ]);
});

test("the subject of a deliver list takes the place of the file's", () => {
  expect(write({ "mail.md": "---\nsubject: A\n---\nText\n" }, { subject: "B {{ name }}" }).subject).toBe("B weekly");
});

test("no value becomes markup, in text, addresses or HTML", () => {
  const title = '**x** <script>alert(1)</script> [a](http://evil.example) "&';
  const { text, html } = write(
    { "mail.md": '{{ title }}\n\n[go](https://example.org/?q={{ title }} "t")\n\n`{{ title }}`\n'.replace(' "t"', "") },
    { given: { ...facts, title }, subject: "S" },
  );
  expect(text).toContain(title);
  expect(html).toContain("**x** &lt;script&gt;alert(1)&lt;/script&gt; [a](http://evil.example) &quot;&amp;");
  expect(html).toContain(
    '<a href="https://example.org/?q=**x**%20%3Cscript%3Ealert(1)%3C%2Fscript%3E%20%5Ba%5D(http%3A%2F%2Fevil.example)%20%22%26">',
  );
  expect(html).not.toContain("<script");
});

test.each([
  ["a line feed", "A\nBcc: victim@example.org"],
  ["a carriage return", "A\rBcc: victim@example.org"],
  ["a line separator", "A\u2028B"],
  ["nothing", "  "],
  ["half a character", "A\ud800"],
])("a subject with %s is refused", (_, title) => {
  expect(faultsOf({}, { given: { ...facts, title } })).toMatchObject([
    { code: "invalid-subject", where: { file: "mail.md" } },
  ]);
});

test.each([
  ["Text\n\n{{ titel }}\n", { code: "unknown-variable", where: { file: "mail.md", line: 3 } }],
  [
    "---\nsubject: A\n---\nText\n\n![x](https://example.org/p.png)\n",
    { code: "not-in-letters", where: { file: "mail.md", line: 6 } },
  ],
  ["<hr>\n\nText", { code: "not-in-letters", where: { file: "mail.md", line: 1 } }],
  ["[x](javascript:alert)", { code: "unsafe-link", seen: "javascript:alert" }],
  ["[x]({{ name }})", { code: "unsafe-link", seen: "weekly" }],
])("a fault of a letter is named with its place: %j", (text, expected) => {
  expect(faultsOf({ "mail.md": text })).toMatchObject([expected]);
});

test("lists, quotes, tables and code read well as plain text", () => {
  const { text, html } = write(
    {
      "mail.md":
        "1. one\n2. two\n   - deep\n   - deeper\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n    code\n    more\n\nline  \nbreak, 10:30, <https://example.org/>\n",
    },
    { given: { ...facts, unsubscribe: undefined } },
  );
  expect(text).toBe(
    "1. one\n2. two\n   - deep\n   - deeper\n\n> quoted\n\na | b\n1 | 2\n\ncode\nmore\n\nline\nbreak, 10:30, https://example.org/\n",
  );
  expect(html).toContain(
    '<th style="padding:4px 12px 4px 0;border-bottom:1px solid #d0d0d0;text-align:left;vertical-align:top" scope="col">a</th>',
  );
  expect(html).toContain("<ol><li>one</li><li>two<ul><li>deep</li><li>deeper</li></ul></li></ol>");
});

test("people's text in a letter is isolated, and cannot turn what is around it", () => {
  const letter =
    "---\nsubject: New {{ title }}\n---\n\nThe file {{ file }} of **{{ title }}**, `{{ item }}`: {{ pages }}";
  const given = { ...facts, title: "تقرير", file: "\u202Egpj.exe", item: "a\u0007\u202Db" };
  const { subject, text, html } = write({ "mail.md": letter }, { given });
  expect(html).toContain("The file <bdi>\\u202Egpj.exe</bdi> of <strong><bdi>تقرير</bdi></strong>");
  expect(html).toContain("<code><bdi>a\\u0007\\u202Db</bdi></code>: 3");
  expect(text).toContain("The file \\u202Egpj.exe of تقرير, a\\u0007\\u202Db: 3");
  expect(subject).toBe("New تقرير");
  expect(write({ "mail.md": letter }, { given: { ...given, title: "\u202Egpj.exe" } }).subject).toBe(
    "New \\u202Egpj.exe",
  );
});

test("a letter with other forms of its report links to each: where its text says, else at its end", () => {
  const renditions = [
    { form: "xlsx", name: "weekly-2026-01-31.xlsx", link: "https://reports.example.org/links/x.y" },
    { form: "html", name: "weekly-2026-01-31.html", link: "https://reports.example.org/links/h.z" },
  ];
  const given = { ...facts, renditions };
  const lines = (text: string): string => write({ "mail.md": text }, { given }).text;
  expect(lines("Dear reader,\n\n- a\n- b\n")).toBe(
    `Dear reader,

- a
- b

weekly-2026-01-31.xlsx: https://reports.example.org/links/x.y

weekly-2026-01-31.html: https://reports.example.org/links/h.z

-- 
Unsubscribe: https://reports.example.org/unsubscribe/x
`,
  );
  expect(lines("{% for one in renditions %}- [as {{ one.form }}]({{ one.link }})\n{% endfor %}\n\nThe end.\n")).toBe(
    `- as xlsx: https://reports.example.org/links/x.y
- as html: https://reports.example.org/links/h.z

The end.

-- 
Unsubscribe: https://reports.example.org/unsubscribe/x
`,
  );
  expect(write({ "mail.md": "Short.\n" }).text).not.toContain("links");
  expect(write({}, { given }).text).toContain("weekly-2026-01-31.html: https://reports.example.org/links/h.z");
});

test("words of a letter's prose take neither the links to its other forms nor the one that ends these letters", () => {
  const renditions = [{ form: "xlsx", name: "weekly.xlsx", link: "https://reports.example.org/links/x.y" }];
  const lettered = (text: string, files = {}): string =>
    write({ "mail.md": text, ...files }, { given: { ...facts, renditions } }).text;
  const link = "weekly.xlsx: https://reports.example.org/links/x.y";
  const footer = "-- \nUnsubscribe: https://reports.example.org/unsubscribe/x";
  for (const text of [
    "All renditions are attached. To unsubscribe, write to us.\n",
    "{{ 'renditions' }} and {{ 'unsubscribe' }}\n",
    "{% comment %}{{ renditions }} {{ unsubscribe }}{% endcomment %}Dear reader\n",
    "{% raw %}{{ renditions }} {{ unsubscribe }}{% endraw %}\n",
  ]) {
    expect(lettered(text), text).toContain(link);
    expect(lettered(text), text).toContain(footer);
  }
  for (const [text, files] of [
    ["{% if renditions.size > 0 %}Has {{ renditions[0].name }}{% endif %} [end]({{ unsubscribe }})\n", {}],
    [
      '{% include "end.md" %}\n',
      { "end.md": "{% for one in renditions %}{{ one.form }}{% endfor %} [end]({{ unsubscribe }})\n" },
    ],
  ] as const) {
    expect(lettered(text, files), text).not.toContain(link);
    expect(lettered(text, files), text).not.toContain("-- \n");
  }
});
