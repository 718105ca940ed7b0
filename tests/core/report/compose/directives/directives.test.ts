import { expect, test } from "vitest";
import { figuresOf } from "../../../../../functions/core/report/document/figures-of.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { compose, line, only, problemsOf, text, yaml, type Setup } from "../compose-fixture.ts";

const chart = { files: { "charts/c.vl.json": '{"mark":"bar","data":{"name":"data"}}' } };
const full: Setup = {
  ...chart,
  tables: {
    share: [
      { year: 2018, pct: 25.1 },
      { year: 2021, pct: 30.16 },
    ],
    other: [{ a: 1 }],
  },
};

test("a chart with everything around it", () => {
  const figure = only(
    compose(
      '::chart{#share spec="c" data="share" title="*T*[^a]" deck="D"\n        source="S[^b]" note="N"\n  alt="A {{ parameters.year }}" attach=none}\n\n[^a]: x\n[^b]: y',
      chart,
    ),
    "figure",
  );
  expect({
    ...figure,
    title: text(figure.title),
    deck: text(figure.deck),
    source: text(figure.source),
    note: text(figure.note),
  }).toEqual({
    type: "figure",
    id: "share",
    number: 1,
    title: "{emphasis T}[1]",
    deck: "D",
    source: "S[2]",
    note: "N",
    alt: "A 2021",
    attach: false,
    chart: {
      name: "c",
      dialect: "vega-lite",
      spec: { mark: "bar", data: { name: "data" } },
      data: { data: "share" },
      source: { file: "charts/c.vl.json", text: expect.stringContaining('"mark":"bar"') as string },
    },
    where: { file: "report.md", line: 1, column: 1 },
  });
});

test("figures and tables are counted apart, and named where they are referred to", () => {
  const markdown =
    "::chart{spec=c data=share}\n\n::chart{spec=c data=share}\n\n::table{data=share title=T}\n\n::table{data=share}\n\n:::table{title=U #own}\n| a |\n|---|\n| 1 |\n:::\n\n[](#fig-c), [](#fig-c-2), [](#table-share), [](#own)";
  const document = compose(markdown, chart);
  expect(document.blocks.flatMap((block) => ("number" in block ? [[block.id, block.number]] : []))).toEqual([
    ["fig-c", 1],
    ["fig-c-2", 2],
    ["table-share", 1],
    ["table-share-2", 0],
    ["own", 2],
  ]);
  expect(text(only(document, "paragraph").children)).toBe(
    "<#fig-c>(Figure 1), <#fig-c-2>(Figure 2), <#table-share>(Table 1), <#own>(Table 2)",
  );
  const chinese = compose("[](#fig-c)\n\n::chart{spec=c data=share}", { ...chart, parameters: { language: "zh" } });
  expect(text(only(chinese, "paragraph").children)).toBe("<#fig-c>(图1)");
});

test("callouts, contents and page breaks", () => {
  expect(
    compose(
      ":::callout[A *title*]\nx\n\n- y\n:::\n\n::toc{depth=3}\n\n::toc\n\n::page-break\n\n:::callout{title=T}\nz\n:::",
    ).blocks,
  ).toMatchObject([
    {
      type: "callout",
      title: [{ text: "A " }, { type: "emphasis" }],
      children: [{ type: "paragraph" }, { type: "list" }],
    },
    { type: "toc", depth: 3 },
    { type: "toc", depth: 2 },
    { type: "page-break" },
    { type: "callout", title: [{ text: "T" }] },
  ]);
});

test.each([
  ["::chrat{spec=c}", "unknown-directive", 'did you mean "chart"?'],
  [":::chrat\nx\n:::", "unknown-directive", 'did you mean "chart"?'],
  ['::chart{spec=c data=share tilte="x"}', "unknown-attribute", 'did you mean "title"?'],
  ["::chart{data=share}", "missing-attribute", undefined],
  ["::chart{spec=d data=share}", "unknown-chart", 'did you mean "c"?'],
  ["::chart{spec=c data=shaer}", "unknown-query", 'did you mean "share"?'],
  ["::chart{spec=c}", "missing-attribute", undefined],
  ["::chart{spec={{ share.first.name }} data=share}", "unknown-chart", undefined],
  ["::chart{spec=c data=share attach=maybe}", "invalid-attribute", undefined],
  ["::chart{spec=c data=share place=her}", "invalid-attribute", undefined],
  [":::chart{spec=c data=share}\n:::", "directive-form", undefined],
  ["::callout", "directive-form", undefined],
  ["::table{data=shaer}", "unknown-query", 'did you mean "share"?'],
  ["::table{data={{ share.first.name }}}", "unknown-query", undefined],
  ["::table", "invalid-content", undefined],
  [":::table\ntext\n:::", "invalid-content", undefined],
  ['::table{data=share columns="yaer"}', "unknown-column", 'did you mean "year"?'],
  ['::table{data=share columns="year | numbr"}', "invalid-attribute", undefined],
  ['::table{data=share columns="year | width: 120"}', "invalid-attribute", undefined],
  ["::table{data=share group=nmae}", "unknown-column", 'did you mean "name"?'],
  ["::table{data=share total=middle}", "invalid-attribute", undefined],
  ['::table{data=share columns="name | percent"}', "invalid-format", undefined],
  ["::key-figures{data=share}", "unknown-column", undefined],
  [":::key-figures\n- no strong text\n:::", "invalid-content", undefined],
  ["::key-figures", "invalid-content", undefined],
  ["::toc{depth=9}", "invalid-attribute", undefined],
  ["::toc{of=figure}", "invalid-attribute", 'did you mean "figures"?'],
  ["- a\n\n  ::page-break", "nested-page", undefined],
  ["::page-break{numbers=roman}", "invalid-attribute", undefined],
  ["::page-break{numbers=lower-romn}", "invalid-attribute", 'did you mean "lower-roman"?'],
  ["::page-break{start=-1}", "invalid-attribute", undefined],
  ["::::callout\n:::landscape\nx\n:::\n::::", "nested-page", undefined],
  ['::::columns{widths="8 5"}\n:::column\na\n:::\n:::column\nb\n:::\n::::', "invalid-attribute", undefined],
  ["::::columns\ntext\n::::", "stray-block", undefined],
  [":::columns{count=5}\ntext\n:::", "invalid-attribute", undefined],
  [':::columns{count=2 widths="6 6"}\ntext\n:::', "invalid-attribute", undefined],
  ["::::columns{count=2}\n:::column\ntext\n:::\n::::", "stray-column", undefined],
  [":::column\na\n:::", "stray-column", undefined],
  [":::callout\nnever closed", "unclosed-directive", undefined],
  ['::chart{spec=c title="never closed}', "invalid-attribute", undefined],
  ['::chart{spec=c title="a "quoted" word"}', "invalid-attribute", undefined],
  ["::chart{spec=c data=share", "invalid-attribute", undefined],
  ["::chart{spec=c title=\u201cA claim by us\u201d}", "invalid-attribute", undefined],
  ["::chart{spec=c spec=c data=share}", "invalid-attribute", undefined],
  ["::chart{spec=c data=share .class}", "invalid-attribute", undefined],
  [":: chart{spec=c}", "malformed-directive", undefined],
  ["::chart{spec=c data=share} and more", "malformed-directive", undefined],
  ["see :chart{spec=c}", "inline-directive", undefined],
])("%s is refused with its place", (markdown, code, hint) => {
  const problems = problemsOf(`# a\n\n${markdown}\n`, { ...chart, parameters: {} });
  expect(problems).toContainEqual(
    expect.objectContaining({
      code,
      where: expect.objectContaining({ file: "report.md", line: expect.any(Number) as number }) as object,
    }),
  );
  const problem = problems.find((one) => one.code === code);
  expect(problem?.where?.line).toBeGreaterThanOrEqual(3);
  expect(problem?.message).toMatch(/^report\.md:\d+: /);
  if (hint !== undefined) expect(problem?.hint).toBe(hint);
});

test("pages end inside a landscape section as between the blocks of the main text", () => {
  expect(
    only(compose("::::landscape\na\n\n::page-break\n\nb\n::::", chart), "landscape").children.map(({ type }) => type),
  ).toEqual(["paragraph", "page-break", "paragraph"]);
});

test("a fault in attributes over several lines names its own line", () => {
  const [problem] = problemsOf('# a\n\n::chart{spec="c"\n  title="x"\n  .b\n}\n\ntext', chart);
  expect(problem).toMatchObject({
    message: 'report.md:5: chart: an attribute cannot begin with "."',
    where: { line: 5, column: 3 },
  });
});

test("text after a directive of several lines keeps its line", () => {
  const problems = problemsOf('::chart{spec="c" data="share"\n  title="x"\n  note="y"}\n\n[z](ftp://a)\n', chart);
  expect(problems).toMatchObject([{ code: "unsafe-link", where: { line: 5, column: 1 } }]);
});

test("a directive in fenced code is code", () => {
  const { blocks } = compose('```\n::chart{spec="x"\n  title="y"}\n```\n\n    ::chart{spec="z"}\n');
  expect(blocks).toEqual([
    { type: "code", text: '::chart{spec="x"\n  title="y"}' },
    { type: "code", text: '::chart{spec="z"}' },
  ]);
});

test("all mistakes are reported at once, in the order of the text", () => {
  expect(problemsOf("::chrat\n\n[x](ftp://a)\n\n::table{data=nope}\n\n<b>\n").map(({ code }) => code)).toEqual([
    "unknown-directive",
    "unsafe-link",
    "unknown-query",
    "html-in-markdown",
  ]);
});

test("tables: formats, labels, alignment, widths", () => {
  const table = only(
    compose(
      "::table{data=share columns=\"year: **Year** | right, pct: 'Share, %' | percent: 1 | width: 30, pct\"}",
      full,
    ),
    "table",
  );
  expect(table.columns.map(({ label, ...rest }) => ({ label: text(label), ...rest }))).toEqual([
    { label: "{strong Year}", align: "right" },
    { label: "Share, %", align: "decimal", share: 0.3 },
    { label: "pct", align: "decimal" },
  ]);
  expect(table.rows.map(({ kind, cells }) => [kind, ...cells.map(({ children }) => text(children))])).toEqual([
    ["body", "2018", "25.1%", "25.10"],
    ["body", "2021", "30.2%", "30.16"],
  ]);
});

test("tables: groups and totals", () => {
  const tables = {
    share: [
      { kind: "a", n: 1 },
      { kind: "a", n: 2 },
      { kind: null, n: 3 },
      { kind: "all", n: 12_345 },
    ],
  };
  const table = only(compose("::table{data=share group=kind total=last}", { tables }), "table");
  expect(table.columns).toHaveLength(1);
  expect(table.rows.map(({ kind, cells }) => [kind, ...cells.map(({ children }) => text(children))])).toEqual([
    ["group", "a"],
    ["body", "1"],
    ["body", "2"],
    ["group", "–"],
    ["body", "3"],
    ["total", "12,345"],
  ]);
  expect(table.rows[0]?.cells[0]).toMatchObject({ colSpan: 1, header: true });
});

const rows = (...kinds: string[]): Setup => ({ tables: { share: kinds.map((kind, n) => ({ kind, n })) } });

test("tables: a group that begins again is warned of once, one that does not is not", () => {
  const warnings: Warning[] = [];
  compose("::table{data=share group=kind}", rows("a", "a", "b"), warnings);
  expect(warnings).toEqual([]);
  compose("::table{data=share group=kind}", rows("a", "b", "a", "b", "a"), warnings);
  expect(warnings).toMatchObject([
    {
      code: "scattered-group",
      where: { file: "report.md", line: 1 },
      hint: "sort them in queries/share.sql: ORDER BY kind, ...",
    },
  ]);
});

test.each([
  ["# \n", ["empty-report"]],
  ["", ["empty-report"]],
  ["# A title", []],
  ["::toc{depth=2}\n\n# A\n\n### B", ["empty-contents"]],
  ["::toc{depth=3}\n\n# A\n\n### B", []],
  ["::toc\n\n> ## In a quotation", []],
  ["text\n\n::toc{of=tables}\n\n::table{data=share}", ["empty-contents"]],
  ["text\n\n::toc{of=tables}\n\n::table{data=share title=A}", []],
])("text that prints nothing gives a warning: %j", (markdown, codes) => {
  const warnings: Warning[] = [];
  compose(markdown, {}, warnings);
  expect(warnings.map(({ code }) => code)).toEqual(codes);
});

const messages = (markdown: string): string[] => problemsOf(markdown, chart).map(({ message }) => message);

test("typographic and inner quotation marks are reported as such", () => {
  expect(messages("::chart{spec=c title=\u201cA claim by us\u201d}")).toEqual([
    'report.md:1: chart: the value of "title" is in typographic quotation marks (\u201c): write straight ones, " or \'',
  ]);
  expect(messages('::chart{spec=c title="a "quoted" word"}')[0]).toContain(
    "if there is a quotation mark \" inside it, put the value between ' and '",
  );
});

test("an amount without a code takes the template's currency, and without that is refused", () => {
  const amount = [{ price: 12 }];
  expect(problemsOf("{{ q.first.price | currency }}", { tables: { q: amount } })).toMatchObject([
    { where: { file: "report.md", line: 1 }, message: expect.stringContaining("currency needs a code") as string },
  ]);
  const files = { "template.yaml": `${yaml}currency: CHF\n` };
  expect(line("{{ q.first.price | currency }}", { tables: { q: amount }, files })).toBe("CHF\u00a012.00");
});

test("tables: what the types say when nothing else does", () => {
  const tables = {
    share: [
      { y: 2021, big: 12_345, d: "2024-06-30", b: true, f: 1.5, t: "x\ny" },
      { y: 2022, big: null, d: null, b: false, f: -2, t: "" },
    ],
  };
  const table = only(compose("::table{data=share}", { tables }), "table");
  expect(table.rows.map(({ cells }) => cells.map(({ children }) => text(children)))).toEqual([
    ["2021", "12,345", "30 June 2024", "yes", "1.5", "x y"],
    ["2022", "–", "–", "no", "−2.0", "–"],
  ]);
  expect(table.columns.map(({ align }) => align)).toEqual(["decimal", "decimal", "left", "left", "decimal", "left"]);
});

test("tables written in Markdown", () => {
  const table = only(
    compose("| Name | N | R | C |\n|---|---|--:|:-:|\n| a | 1,5 | x | 1 |\n| **b** | – | y | 2 |\n"),
    "table",
  );
  expect(table.columns.map(({ align }) => align)).toEqual(["left", "decimal", "right", "center"]);
  expect(table).toMatchObject({
    number: 0,
    title: [],
    rows: [{ kind: "body" }, { cells: [{ children: [{ type: "strong" }] }, {}, {}, {}] }],
  });
});

test("figuresOf finds every figure in reading order", () => {
  const markdown =
    "::chart{spec=c data=share #one}\n\n::::columns\n:::column\n::chart{spec=c data=share #two}\n:::\n:::column\n- x\n\n  ::chart{spec=c data=share #three}\n:::\n::::\n\n:::callout\n::chart{spec=c data=share #four}\n:::\n\nx[^a]\n\n[^a]: y\n\n    ::chart{spec=c data=share #five}\n";
  expect(figuresOf(compose(markdown, chart)).map(({ id }) => id)).toEqual(["one", "two", "three", "four", "five"]);
});
