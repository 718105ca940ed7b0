import { describe, expect, test } from "vitest";
import { compose, composeTemplate, inlines, line, only, problemsOf, templateWith, text } from "../compose-fixture.ts";

test("values are printed by Liquid, with formats of the language", () => {
  const markdown =
    "In {{ parameters.year }}: {{ share.last.pct | percent: 1 }}, {{ share.last.change | points }}; {{ report.date | date }}.";
  expect(line(markdown)).toBe("In 2021: 30.1%, 5\u00a0percentage points; 30 June 2024.");
  expect(line(markdown, { parameters: { language: "zh" } })).toBe("In 2021: 30.1%, 5个百分点; 2024年6月30日.");
});

test("a query is a list with rows, first and last", () => {
  const markdown =
    "{{ share.size }} {{ share.rows.size }} {{ share[0].year }} {% for row in share %}{{ row.year }};{% endfor %} {{ share | map: 'year' | join: '/' }} {{ share | where: 'name', 'after' | map: 'pct' | first }} {{ share | sum: 'pct' | number: 1 }}";
  expect(line(markdown)).toBe("2 2 2018 2018;2021; 2018/2021 30.1 55.2");
});

test("nothing is a dash, unless the text says otherwise", () => {
  expect(
    line(
      "{{ share.first.change }} {{ share.first.change | points }} {{ share.first.change | points | default: 'not computable' }} {{ parameters.name }}",
    ),
  ).toBe("– – not computable –");
  expect(
    line("{% if share.first.change != nil %}a{% else %}b{% endif %}{% if parameters.name == nil %}c{% endif %}"),
  ).toBe("bc");
});

test("first and last of a query without rows are rows of nothing", () => {
  expect(
    line(
      "{{ nothing.first.pct }} {{ nothing.last.pct | percent }} {{ nothing.size }} {% for row in nothing %}x{% endfor %}.",
      { tables: { nothing: [] } },
    ),
  ).toBe("– – 0 .");
});

test("messages by language, with values in formats of their own", () => {
  const files = {
    "messages/en.yaml": "a:\n  b: 'Share {pct | percent: 1} of {who} {none}'\n  c: \"{ a } {b {c}\"\n",
    "messages/zh.yaml": "a: { b: '占比{pct | percent: 1}，{who}{none}' }",
  };
  const markdown = '{{ "a.b" | t: pct: share.last.pct, who: share.last.name, none: share.first.change }}';
  expect(line(markdown, { files })).toBe("Share 30.1% of after –");
  expect(line(markdown, { files, parameters: { language: "zh" } })).toBe("占比30.1%，after–");
  expect(problemsOf('{{ "a.d" | t }}', { files })).toMatchObject([
    {
      message: expect.stringContaining('there is no message "a.d" in messages/en.yaml: did you mean "a.b"?') as string,
    },
  ]);
  expect(problemsOf('{{ "a.b" | t: pct: 1 }}', { files })[0]?.message).toContain('needs the value "who"');
});

test.each([
  ["{{ share.last.pcct }}", "unknown-variable", 'did you mean "share.last.pct"?'],
  ["{{ shaer.last }}", "unknown-variable", 'did you mean "share"?'],
  ["{{ parameters.yaer }}", "unknown-variable", 'did you mean "parameters.year"?'],
  ["{% if shaer %}{% endif %}", "unknown-variable", 'did you mean "share"?'],
  ["{{ 1 | pecent }}", "unknown-filter", 'did you mean "percent"?'],
  ["{{ 1 | raw }}", "unknown-filter", undefined],
  ["{{ share.last.constructor }}", "unknown-variable", undefined],
  ["{{ share.last.__proto__ }}", "unknown-variable", undefined],
  ["{{ share.__proto__.x }}", "unknown-variable", undefined],
  ["{% fro x in share %}{% endfor %}", "unknown-tag", 'did you mean "for"?'],
  ["{% tablerow x in share %}{% endtablerow %}", "unknown-tag", undefined],
  ["{% layout 'a' %}", "unknown-tag", undefined],
  ["{% if share %}", "liquid-error", undefined],
  ["{{ share.last.name | percent }}", "liquid-error", undefined],
  ["{{ share.last }}", "liquid-error", undefined],
  ["{{ share }}", "liquid-error", undefined],
  ["{{ share.last.pct | | }}", "liquid-error", undefined],
  ["{% render 'package.json' %}", "unknown-partial", undefined],
  ["{% include '../../package.json' %}", "unknown-partial", undefined],
  ["{% include '/etc/passwd' %}", "unknown-partial", undefined],
])("%s is refused with its place", (markdown, code, hint) => {
  const [problem, ...others] = problemsOf(`# a\n\nb ${markdown}`);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code,
    where: { file: "report.md", line: 3 },
    ...(hint === undefined ? {} : { hint }),
  });
  expect(problem?.message).not.toMatch(/\n|node_modules|at \w+\.|, file:|, line:/);
});

test("all Liquid mistakes are reported at once", () => {
  expect(
    problemsOf("{{ a }}\n\n{{ b }}\n{% for r in share %}{{ r.c }}{% endfor %}").map(({ seen, where }) => [
      seen,
      where?.line,
    ]),
  ).toEqual([
    ["a", 1],
    ["b", 3],
    ["r.c", 4],
  ]);
});

test("a text that grows without end is stopped", () => {
  const markdown = `{% for a in (1..100000) %}{% for b in (1..100000) %}{{ a }}{% endfor %}{% endfor %}`;
  expect(() => compose(markdown)).toThrow(expect.objectContaining({ kind: "limit-exceeded" }));
  expect(() =>
    compose(
      "{% assign a = 'aaaaaaaaaaaaaaaa' %}{% for b in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    ),
  ).toThrow(expect.objectContaining({ kind: "limit-exceeded" }));
});

test("places are those of the author, through loops, conditions and partials", () => {
  const files = { "partials/p.md": "fine\n\n[x](ftp://a)\n" };
  const markdown =
    "{% for row in share %}\na\n\nb {{ row.year }}\n{%- endfor %}\n\n{% if true %}\n{% render 'partials/p.md' %}\n{% endif %}\n\n![i](https://a/b.png)\n";
  expect(
    problemsOf(markdown, { files }).map(({ code, where }) => [code, where?.file, where?.line, where?.column]),
  ).toEqual([
    ["unsafe-link", "partials/p.md", 3, 1],
    ["unknown-image", "report.md", 11, 1],
  ]);
});

test("emphasis works beside Chinese, and lines of Chinese join without a space", () => {
  expect(line("占**{{ share.last.pct | percent: 1 }}**的比重，**“高精尖”**产业。\n下一行\nand *more*.")).toBe(
    "占{strong 30.1%}的比重，{strong “高精尖”}产业。下一行 and {emphasis more}.",
  );
});

test("typewriter marks are set, in the template's words only", () => {
  const tables = { share: [{ name: "it's -- a...", year: 1 }] };
  expect(line("it's -- a... {{ share.first.name }} `it's --`", { tables })).toBe("it’s – a… it's -- a... `it's --`");
});

test("text directives: raised, lowered and foreign words; others stay text", () => {
  expect(line("CO:sub[2] m:sup[2] at 10:30, a:b[*c*]{d=e} :smile:")).toBe(
    'CO{subscript 2} m{superscript 2} at 10:30, a:b[{emphasis c}]{d="e"} :smile:',
  );
  expect(inlines('a :lang[北京]{code="zh-Hans"} b')).toEqual([
    { type: "text", text: "a " },
    { type: "text", text: "北京", language: "zh-Hans" },
    { type: "text", text: " b" },
  ]);
});

test("HTML and images are refused with their line; comments are left out", () => {
  expect(problemsOf("a\n\n<b>x</b>\n\n<div>\ny\n</div>").map(({ code, where }) => [code, where?.line])).toEqual([
    ["html-in-markdown", 3],
    ["html-in-markdown", 3],
    ["html-in-markdown", 5],
  ]);
  expect(line("a <!-- note --> b\n\n<!-- a\nnote -->")).toBe("a  b");
});

test.each(["ftp://a", "javascript:alert(1)", "page.html", "//a/b", "data:text/html,x"])(
  "a link to %s is refused",
  (url) => {
    expect(problemsOf(`[x](${url})`)).toMatchObject([
      { code: "unsafe-link", seen: url, where: { file: "report.md", line: 1 } },
    ]);
  },
);

test("links, bare and by reference", () => {
  expect(line("[a](https://a.b) https://c.d [e][f] <mailto:g@h.i>\n\n[f]: http://j.k")).toBe(
    "<https://a.b>(a) <https://c.d>(https://c.d) <http://j.k>(e) <mailto:g@h.i>(mailto:g@h.i)",
  );
});

test("headings have their own ids or ids from their words; cross references take their text", () => {
  const document = compose(
    "# One & two\n\n## Method {#method}\n\n## Method\n\n## Method\n\nSee [](#method), [there](#one-two), [](#method-1) and [](#fig-c).",
    {},
  );
  expect(document.blocks.filter(({ type }) => type === "heading").map((block) => "id" in block && block.id)).toEqual([
    "one-two",
    "method",
    "method-2",
    "method-3",
  ]);
  expect(document.title).toBe("One & two");
});

test("a reference to nothing is warned of and shows its id", () => {
  const warnings: { code: string; hint?: string }[] = [];
  const document = compose("## Method {#method}\n\n[](#methd)", {}, warnings as never[]);
  expect(text(only(document, "paragraph").children)).toBe("<#methd>(methd)");
  expect(warnings).toMatchObject([
    { code: "unresolved-reference", seen: "methd", hint: 'did you mean "#method"?', where: { line: 3 } },
  ]);
});

test("an id that is taken is refused", () => {
  expect(problemsOf("## A {#x}\n\n## B {#x}")).toMatchObject([{ code: "duplicate-id", where: { line: 3 } }]);
});

test("footnotes are numbered by first reference, shared by label, with footnotes in footnotes", () => {
  const document = compose(
    "a[^b] c[^A] d[^b]\n\n[^a]: A see[^c]\n[^b]: B {{ share.first.year }}\n[^c]: C\n[^unused]: U",
  );
  expect(text(only(document, "paragraph").children)).toBe("a[1] c[2] d[1]");
  expect(
    document.footnotes.map(({ label, children: [block] }) => [
      label,
      block?.type === "paragraph" && text(block.children),
    ]),
  ).toEqual([
    ["b", "B 2018"],
    ["a", "A see[3]"],
    ["c", "C"],
  ]);
});

test("a footnote that is not there is refused, in text and in attributes", () => {
  const files = { "charts/c.vl.json": '{"mark":"bar","data":{"name":"share"}}' };
  const problems = problemsOf('a[^nbs]\n\n::chart{spec="c" title="t[^bns]" note="*x* [^q]"}\n\n[^nsb]: A\n', { files });
  expect(problems.map(({ code, seen, hint }) => [code, seen, hint])).toEqual([
    ["unknown-footnote", "nbs", "did you mean [^nsb]?"],
    ["unknown-footnote", "bns", "define it on a line of its own: [^bns]: ..."],
    ["unknown-footnote", "q", "define it on a line of its own: [^q]: ..."],
  ]);
});

test("title, standfirst, kicker, header and footer", () => {
  const files = {
    "template.yaml":
      'title: "Report {{ parameters.year }}"\nkicker: { en: "Briefing *{{ parameters.year }}*", zh: 简报 }\npublication: Us\nfooter: "As of {{ report.date | date: \'%Y\' }}"\nlanguages: [en, zh]\ndate: "2024-06-30"\nparameters: { type: object, properties: { year: { type: integer, default: 2021 }, language: { enum: [en, zh], default: en } } }\n',
    "report.zh.md": "# 标题\n",
  };
  const document = compose("# Headline [^a]\n\nStand *first*.\n\nBody.\n\n[^a]: x", { files });
  expect(document).toMatchObject({
    title: "Headline",
    language: "en",
    header: { left: "Us", right: "Report 2021" },
    footer: "As of 2024",
  });
  expect(document.blocks.map((block) => [block.type, "role" in block ? block.role : undefined])).toEqual([
    ["paragraph", "kicker"],
    ["heading", undefined],
    ["paragraph", "standfirst"],
    ["paragraph", undefined],
  ]);
  const chinese = compose("# x", { files, parameters: { language: "zh" } });
  expect(chinese).toMatchObject({ title: "标题", language: "zh" });
  expect(chinese.blocks[0]).toMatchObject({ role: "kicker", children: [{ text: "简报" }] });
});

test("a language without its own text uses that of the first language", () => {
  expect(compose("# x", { parameters: { language: "zh" } }).title).toBe("x");
});

test("lists, task lists, quotes, code and rules", () => {
  const { blocks } = compose("3. a\n4. b\n\n- [x] done\n- [ ] to do\n\n> q\n\n---\n\n    code *x*\n");
  expect(blocks).toMatchObject([
    { type: "list", ordered: true, start: 3, tight: true, items: [[{ children: [{ text: "a" }] }], [{}]] },
    {
      type: "list",
      ordered: false,
      items: [[{ children: [{ text: "☑ done" }] }], [{ children: [{ text: "☐ to do" }] }]],
    },
    { type: "quote", children: [{ type: "paragraph" }] },
    { type: "rule" },
    { type: "code", text: "code *x*" },
  ]);
});

test("the same template composes again and again to the same document, whatever came between", () => {
  const template = templateWith(
    "# {{ parameters.year }}\n\n{% for row in share %}- {{ row.pct }}[^a]\n{% endfor %}\n\n[^a]: {{ share.last.pct }}",
  );
  const first = composeTemplate(template);
  composeTemplate(template, { parameters: { year: 1 } });
  composeTemplate(template, { tables: { share: [] } as never });
  expect(composeTemplate(template)).toEqual(first);
});

describe("labels are compared by their values", () => {
  test.each([
    [
      "a footnote",
      "{% for i in (1..2) %}x[^n{{ i }}] {% endfor %}\n\n{% for i in (1..2) %}[^n{{ i }}]: note {{ i }}\n{% endfor %}",
      "x[1] x[2]",
    ],
    ["a footnote written out", "x[^n{{ share.first.year }}]\n\n[^n2018]: note", "x[1]"],
    ["a link's address", "x [y][n{{ share.first.year }}]\n\n[n2018]: https://a.b", "x <https://a.b>(y)"],
  ])("%s", (_, markdown, expected) => {
    expect(
      text(compose(markdown).blocks.flatMap((block) => (block.type === "paragraph" ? block.children : []))).trim(),
    ).toBe(expected);
  });

  test("in an attribute too, links as well", () => {
    const document = compose(
      '::table{data="share" title="t [y][n2018] z[^n{{ share.first.year }}]"}\n\n[n2018]: https://a.b\n[^n2018]: note',
    );
    expect(text(only(document, "table").title)).toBe("t <https://a.b>(y) z[1]");
  });

  test("a missing one is named by its value", () => {
    expect(problemsOf("x[^n{{ share.first.year }}]")[0]?.message).toBe("report.md:1: there is no footnote [^n2018]");
  });
});
