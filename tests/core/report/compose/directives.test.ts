import { describe, expect, test } from "vitest";
import { figuresOf } from "../../../../functions/core/report/document/figures-of.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { compose, line, only, problemsOf, text, yaml, type Setup } from "./compose-fixture.ts";

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

test("columns share the grid", () => {
  const markdown =
    '::::columns{widths="8 4"}\n:::column\n::chart{spec=c data=share}\n:::\n:::column\ntext\n:::\n::::\n\n::::columns\n:::column\na\n:::\n:::column\nb\n:::\n:::column\nc\n:::\n::::';
  const document = compose(markdown, chart);
  const [first, second] = document.blocks;
  expect(first).toMatchObject({
    type: "columns",
    spans: [8, 4],
    columns: [[{ type: "figure" }], [{ type: "paragraph" }]],
  });
  expect(second).toMatchObject({ type: "columns", spans: [4, 4, 4] });
});

test("columns with a count hold the text that fills them", () => {
  expect(compose(':::columns{count="3"}\na\n\n- b\n:::').blocks).toMatchObject([
    { type: "text-columns", count: 3, children: [{ type: "paragraph" }, { type: "list" }] },
  ]);
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

test("a page break may begin another numbering", () => {
  expect(
    compose("a\n\n::page-break{numbers=upper-roman}\n\nb\n\n::page-break{start=7}\n\nc").blocks.filter(
      ({ type }) => type === "page-break",
    ),
  ).toEqual([
    { type: "page-break", numbering: { style: "upper-roman", start: 1 } },
    { type: "page-break", numbering: { style: undefined, start: 7 } },
  ]);
});

test("key figures from a query, with formats by row, by attribute or none", () => {
  const tables = {
    share: [
      { label: "Share", value: 30.1, format: "percent: 1", note: "of GDP" },
      { label: "Rise", value: 0.26, format: "+.2f", note: null },
      { label: "Year", value: 2021, format: null, note: null },
    ],
  };
  const shown = (markdown: string) =>
    only(compose(markdown, { tables }), "key-figures").items.map(({ label, value, note }) => [
      text(label),
      text(value),
      text(note),
    ]);
  expect(shown("::key-figures{data=share}")).toEqual([
    ["Share", "30.1%", "of GDP"],
    ["Rise", "+0.26", ""],
    ["Year", "2021", ""],
  ]);
  expect(
    shown('::key-figures{data=share label=note value=value format="number: 2"}').map(([, value]) => value),
  ).toEqual(["30.10", "0.26", "2,021.00"]);
});

describe("how key figures stand", () => {
  const tables = {
    share: [
      { label: "Sales", value: 440, goal: 420, change: 8.61, course: "[400, null, 440]" },
      { label: "Cost", value: 12.5, goal: 12.5, change: -2.4, course: "[12, 12.5]" },
      { label: "Visits", value: 99, goal: 100, change: 0.01, course: null },
      { label: "New", value: 7, goal: null, change: null, course: "" },
    ],
  };
  const standing = (attributes: string) =>
    only(compose(`::key-figures{data=share ${attributes}}`, { tables }), "key-figures").items.map(
      ({ change, target, trend }) => ({
        ...(change && { change: [text(change.children), change.change?.arrow, change.change?.tone] }),
        ...(target && { target: [text(target.children), target.met] }),
        ...(trend && { trend: trend.points }),
      }),
    );

  test("more is good by default, and a target that is just reached is met", () => {
    expect(standing('target=goal change="change | percent: 1" trend=course format="number: 1"')).toEqual([
      { change: ["+8.6%", "up", "good"], target: ["Target 420.0: met", true], trend: [0, null, 1] },
      { change: ["−2.4%", "down", "bad"], target: ["Target 12.5: met", true], trend: [0, 1] },
      // A change printed as zero is none.
      { change: ["0.0%", undefined, undefined], target: ["Target 100.0: missed", false] },
      {},
    ]);
  });

  test("less is good where the template says so, and a target may have a format of its own", () => {
    expect(standing('target="goal | number: 0" change=change good=down').slice(0, 2)).toEqual([
      { change: ["+8.61", "up", "bad"], target: ["Target 420: missed", false] },
      { change: ["−2.4", "down", "good"], target: ["Target 13: met", true] },
    ]);
  });

  test("each figure may have a sense of its own", () => {
    const rows = tables.share.map((row, index) => ({ ...row, sense: index === 1 ? "down" : "up" }));
    const { items } = only(
      compose("::key-figures{data=share change=change good=sense}", { tables: { share: rows } }),
      "key-figures",
    );
    expect(items.slice(0, 2).map(({ change }) => change?.change?.tone)).toEqual(["good", "good"]);
  });

  test("figures without these attributes stay as they were", () => {
    expect(standing("")).toEqual([{}, {}, {}, {}]);
  });

  test.each([
    ["target=gaol", "unknown-column", 'did you mean "goal"?'],
    ["good=sideways", "invalid-attribute", undefined],
    ["good=goal", "invalid-attribute", undefined],
    ["good=gaol", "invalid-attribute", 'did you mean "goal"?'],
    ["target=label", "invalid-format", undefined],
    ["change=label", "invalid-format", undefined],
    ["trend=value", "invalid-format", undefined],
  ])("%s is a fault", (attributes, code, hint) => {
    const found = problemsOf(`::key-figures{data=share ${attributes}}`, { tables });
    expect(found[0]).toMatchObject({ code, ...(hint !== undefined && { hint }) });
  });

  test("every language says whether a target is met, with the target's value", () => {
    for (const locale of Object.values(languages)) {
      const { met, missed } = locale.words.target;
      expect(
        [met, missed].every((words) => words.includes("{value}")),
        locale.tag,
      ).toBe(true);
      expect(met, locale.tag).not.toBe(missed);
    }
  });
});

test("key figures from a list", () => {
  const markdown =
    ":::key-figures\n- **{{ share.last.pct | percent: 1 }}** of the economy[^a]\n\n  more than before\n- **2** second\n:::\n\n[^a]: x";
  expect(
    only(compose(markdown), "key-figures").items.map(({ label, value, note }) => [
      text(value),
      text(label),
      text(note),
    ]),
  ).toEqual([
    ["30.1%", "of the economy[1]", "more than before"],
    ["2", "second", ""],
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
