import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Problem } from "../../../../../functions/core/errors.ts";
import { checkText } from "../../../../../functions/core/report/compose/check/check-text.ts";
import { loadLinearPatterns } from "../../../../../functions/core/json/linear-patterns.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { readTemplateFolder } from "../../../../../functions/seed/read-template-folder.ts";
import { templateWith, type Setup, yaml } from "../compose-fixture.ts";

const chart = '{"mark":"bar","data":{"name":"data"}}';
const good = '::chart{spec=c data=share alt="x"}\n';
const check = (markdown: string, setup: Setup = {}, columns?: ReadonlyMap<string, readonly string[]>) =>
  checkText(templateWith(markdown, { ...setup, files: { "charts/c.vl.json": chart, ...setup.files } }), columns);
const told = (problems: readonly { code: string; where?: Problem["where"] }[]) =>
  problems.map(({ code, where }) => [code, where?.file, where?.line]);

test("a sound template has no findings", () => {
  const markdown = `# {{ share.last.pct | percent }}\n\n{% for row in share %}{{ row.any }}{% assign x = row.pct %}{{ x }}{% endfor %}[^a]\n\n${good}\n{{ report.date | date }} {{ template.title }} {{ parameters.weights.rd }}\n\n[^a]: x\n`;
  expect(check(markdown)).toEqual({ errors: [], warnings: [] });
});

test("branches that no data reach are checked too", () => {
  const markdown = `${good}\n{% if false %}\n{{ shaer.last.pct }}\n\n::chrat{spec=c}\n\n{{ 1 | default: parameters.yaer }}\n{% endif %}`;
  expect(told(check(markdown).errors)).toEqual([
    ["unknown-variable", "report.md", 4],
    ["unknown-directive", "report.md", 6],
    ["unknown-variable", "report.md", 8],
  ]);
});

test("attributes that cannot be read are one mistake, not one for each later attribute", () => {
  expect(check('::chart{title=\u201cA claim by us\u201d spec=c data=share alt="x"}').errors).toMatchObject([
    {
      code: "invalid-attribute",
      message: expect.stringContaining("typographic quotation marks") as string,
      where: { file: "report.md", line: 1, column: 9 },
    },
  ]);
});

test("colours of the theme are known by name, in texts and specs", () => {
  const files = { "charts/c.vl.json": chart.replace('"bar"', '{"type":"bar","color":"{{ template.theme.acent }}"}') };
  expect(check(`${good}{{ template.theme.good }} {{ template.theme.goood }}`, { files }).errors).toMatchObject([
    { seen: "template.theme.acent", where: { file: "charts/c.vl.json", line: 1 }, hint: 'did you mean "accent"?' },
    { seen: "template.theme.goood", where: { file: "report.md", line: 2 }, hint: 'did you mean "good"?' },
  ]);
});

test("columns are checked where they are known", () => {
  const markdown = `${good}{{ share.last.pcct }} {{ share.lats.pct }}`;
  expect(told(check(markdown).errors)).toEqual([["unknown-variable", "report.md", 2]]);
  expect(check(markdown, {}, new Map([["share", ["pct", "year"]]])).errors).toMatchObject([
    { seen: "share.last.pcct", allowed: ["pct", "year"], hint: 'did you mean "pct"?' },
    { seen: "share.lats", hint: 'did you mean "last"?' },
  ]);
});

test("columns in where and params of specs are checked where they are known", () => {
  const markdown = `{% for row in share %}
::chart{spec=c data=share alt="x" where="yaer={{ row.year }}, {{ row.name }}=1" params="taget={{ row.pct }}, {{ row.name }}=1"}
::table{data=share where="year={{ row.year }}, region"}
::table{data="{{ row.name }}" where="anything={{ row.year }}"}
{% endfor %}`;
  const setup = {
    files: {
      "charts/c.vl.json":
        '{"mark":"bar","data":{"name":"data"},"params":[{"name":"target","value":1},{"name":"sum","expr":"target + 1"}]}',
    },
  };
  expect(check(markdown, setup, new Map([["share", ["pct", "year"]]])).errors).toMatchObject([
    {
      code: "unknown-column",
      message: 'report.md:2: the query "share" has no column "yaer"',
      allowed: ["pct", "year"],
      hint: 'did you mean "year"?',
    },
    { code: "unknown-param", seen: "taget", allowed: ["target"], hint: 'did you mean "target"?' },
    {
      code: "invalid-attribute",
      message:
        'report.md:3: where cannot be read: "region" is no condition: write a column, one of <= >= != < > = and a value; if "region" holds true or false, region = true',
    },
  ]);
  expect(told(check(markdown, setup).errors)).toEqual([
    ["unknown-param", "report.md", 2],
    ["invalid-attribute", "report.md", 3],
  ]);
});

test("columns of tables are checked where they are known, and that their lists can be read", () => {
  const markdown = `{% if share.first.pct > 100 %}
::table{data=share columns="yaer, {{ share.first.year }}: a | b"}
::table{data=share columns="yaer | haet" group=pcct style="{{ share.first.year }}"}
::table{data=share rows="year" value="pctt | sum"}
{% endif %}`;
  expect(check(markdown, {}, new Map([["share", ["pct", "year"]]])).errors).toMatchObject([
    {
      code: "invalid-attribute",
      message: expect.stringMatching(
        /^report.md:3: columns cannot be read: "yaer" has "haet".*did you mean "heat"/,
      ) as string,
    },
    {
      code: "unknown-column",
      message: 'report.md:3: the query "share" has no column "pcct"',
      hint: 'did you mean "pct"?',
    },
    { code: "unknown-column", message: 'report.md:4: the query "share" has no column "pctt"' },
  ]);
  expect(told(check(markdown).errors)).toEqual([["invalid-attribute", "report.md", 3]]);
});

test("queries and charts named by Liquid are not mistakes, and are checked if the text shows the possible names", () => {
  const files = {
    "charts/d_x.vl.json": chart,
    "part.md": '::chart{spec="{{ which }}" data="{{ query }}" alt="{{ row.name }}"}\n',
    "rows.md": "{{ r.year }}",
  };
  const tables = { share: [{ year: 1 }], by_month: [{ year: 1 }] };
  const sound = `{% for r in share %}
::chart{spec="d_{{ r.kind }}" data="by_{{ r.kind }}" alt="x"}
::table{data="{% if r.year > 1 %}share{% else %}by_month{% endif %}" title="{% if r.year > 1 %}a{% endif %}"}
{% include "rows.md" %}
{% render "part.md", which: "c", query: "share", row: r %}
{% endfor %}`;
  expect(check(sound, { files, tables })).toEqual({ errors: [], warnings: [] });
  const faulty = `{% assign q = "shaer" %}{% for r in share %}
::table{data="{{ q }}"}
::table{data="{% if r.year > 1 %}share{% else %}by_moth{% endif %}"}
{% render "part.md", which: "e", query: "share", row: r %}
{% endfor %}`;
  expect(check(faulty, { files, tables }).errors).toMatchObject([
    { code: "unknown-chart", where: { file: "part.md", line: 1 }, seen: "e" },
    { code: "unknown-query", where: { file: "report.md", line: 2 }, seen: "shaer", hint: 'did you mean "share"?' },
    { code: "unknown-query", where: { file: "report.md", line: 3 }, seen: "by_moth", hint: 'did you mean "by_month"?' },
  ]);
});

test("Liquid that cannot be read, unknown filters and tags are all reported with their place", () => {
  expect(told(check(`${good}\n{{ 1 | pecent }}\n\n{% fro %}\n{{ 'x' | nofilter }}`).errors)).toEqual([
    ["unknown-filter", "report.md", 3],
    ["unknown-tag", "report.md", 5],
    ["unknown-filter", "report.md", 6],
  ]);
});

test("messages: unknown, missing in a language, left over", () => {
  const files = { "messages/en.yaml": "used: a\nonly: b\nleft: c\n", "messages/zh.yaml": "used: 一\nleft: 三\n" };
  const { errors, warnings } = check(`${good}\n{{ "used" | t }} {{ "only" | t }} {{ "usde" | t }}`, { files });
  expect(errors.map(({ code, seen, message, hint }) => [code, seen, message, hint])).toEqual([
    ["unknown-message", "only", 'report.md:3: there is no message "only" in messages/zh.yaml', undefined],
    ["unknown-message", "usde", 'report.md:3: there is no message "usde" in messages/en.yaml', 'did you mean "used"?'],
    ["unknown-message", "usde", 'report.md:3: there is no message "usde" in messages/zh.yaml', 'did you mean "used"?'],
  ]);
  expect(warnings.map(({ code, message }) => [code, message])).toEqual([
    ["unused-message", 'the message "left" is used nowhere'],
  ]);
});

test("messages in chart specs count; keys out of the data leave nothing to say", () => {
  const files = {
    "messages/en.yaml": "a: x\nb: y\n",
    "messages/zh.yaml": "a: x\n",
    "charts/c.vl.json": '{"mark":"bar","title":"{{ \\"a\\" | t }}","data":{"name":"share"}}',
  };
  expect(check(good, { files }).warnings.map(({ code }) => code)).toEqual(["missing-message", "unused-message"]);
  // As JSON writes it, the string is not Liquid.
  expect(check(good, { files }).errors).toEqual([]);
  expect(
    check(`${good}{% for r in share %}{{ r.name | t }}{% endfor %}`, { files }).warnings.map(({ code }) => code),
  ).toEqual(["missing-message"]);
});

test("a letter in one language needs its messages in that language only", () => {
  const files = { "messages/en.yaml": "a: x\n", "messages/zh.yaml": "a: x\nb: y\n" };
  const letter = (file: string) => check(`${good}{{ "a" | t }}`, { files: { ...files, [file]: '{{ "b" | t }}' } });
  expect(letter("mail.zh.md").errors).toEqual([]);
  expect(letter("mail.md").errors).toMatchObject([
    { code: "unknown-message", message: 'mail.md:1: there is no message "b" in messages/en.yaml' },
  ]);
});

test("a language's own text is held to its own messages and footnotes", () => {
  const files = { "messages/en.yaml": "a: x\n", "report.zh.md": `${good}[^b]\n\n[^c]: x` };
  const { errors, warnings } = check(`${good}{{ "a" | t }}`, { files });
  expect(told(errors)).toEqual([["unknown-footnote", "report.zh.md", 2]]);
  expect(warnings.map(({ code }) => code)).toEqual(["unused-footnote"]);
});

test("directives: attributes, queries, charts, alternative text", () => {
  const { errors, warnings } = check(
    '::chart{spec=d data=shaer tilte="{{ share.last.pct }}"}\n\n::chart{spec={{ x }}}\n\n```\n::chrat\n```\n\n:::callout\n::table{data="share" colums="a"}\n:::\n{% assign x = 1 %}',
  );
  expect(told(errors)).toEqual([
    ["unknown-attribute", "report.md", 1],
    ["unknown-query", "report.md", 1],
    ["unknown-chart", "report.md", 1],
    ["unknown-variable", "report.md", 3],
    ["unknown-attribute", "report.md", 10],
  ]);
  expect(told(warnings)).toEqual([
    ["missing-alt", "report.md", 1],
    ["missing-alt", "report.md", 3],
  ]);
});

test("specs: data that are not a query, data from a URL, Liquid that cannot be read", () => {
  const files = {
    "charts/c.vl.json":
      '{\n"mark": "bar",\n"title": "{{ shaer }}",\n"layer": [{"data": {"name": "shaer"}},\n{"data": {"url": "http://a/b.csv"}}]\n}',
  };
  expect(told(check(good, { files }).errors)).toEqual([
    ["unknown-variable", "charts/c.vl.json", 3],
    ["unknown-query", "charts/c.vl.json", 4],
    ["data-url", "charts/c.vl.json", 5],
  ]);
  expect(check(good, { files }).errors.map(({ message }) => message)).toContain(
    'charts/c.vl.json:4: the template has no query "shaer" for the chart\'s data',
  );
});

test("data is reported where the spec names it, not at a column of the same name", () => {
  const files = {
    "charts/c.vl.json": '{\n"mark": "bar", "encoding": {"x": {"field": "pct"}},\n"data": { "name":\n  "pct" }\n}',
  };
  expect(check(good, { files }).errors.map(({ code, where }) => [code, where?.line, where?.column])).toEqual([
    ["unknown-query", 4, 3],
  ]);
});

test("files to which nothing refers give a warning", () => {
  const files = { "charts/d.vl.json": '{"mark":"bar"}' };
  expect(
    check(good, { files, tables: { share: [], spare: [] } }).warnings.map(({ code, where }) => [code, where?.file]),
  ).toEqual([
    ["unused-chart", "charts/d.vl.json"],
    ["unused-query", "queries/spare.sql"],
  ]);
});

test("warnings come in the order of files and lines", () => {
  const files = { "charts/d.vl.json": '{"mark":"bar"}' };
  expect(
    told(
      check(`::chart{spec=c data=share}\n\n${good}\n::chart{spec=c data=share}`, {
        files,
        tables: { share: [], a: [] },
      }).warnings,
    ),
  ).toEqual([
    ["unused-chart", "charts/d.vl.json", undefined],
    ["unused-query", "queries/a.sql", undefined],
    ["missing-alt", "report.md", 1],
    ["missing-alt", "report.md", 5],
  ]);
});

const unusedQueries = (markdown: string, setup: Setup): unknown[] =>
  check(markdown, setup)
    .warnings.filter(({ code }) => code === "unused-query")
    .map(({ where }) => where?.file);

test("a query is used by its whole name, by other queries, by choices, and perhaps by a name from Liquid", () => {
  const tables = { share: [], by_share: [] };
  expect(
    unusedQueries('::table{data="by_share"}\n\nshares, by-share, share-by', {
      tables,
      files: { "charts/c.vl.json": "{}" },
    }),
  ).toEqual(["queries/share.sql"]);
  expect(unusedQueries(good, { tables, files: { "queries/share.sql": "SELECT * FROM by_share" } })).toEqual([]);
  expect(unusedQueries(good, { tables, files: { "queries/by_share.sql": "SELECT 1 AS by_share" } })).toEqual([
    "queries/by_share.sql",
  ]);
  expect(
    unusedQueries(good, {
      tables,
      files: {
        "template.yaml": yaml.replace(
          "name: { type: string }",
          "name: { type: string, choices: { query: by_share, column: name } }",
        ),
      },
    }),
  ).toEqual([]);
  expect(unusedQueries(`${good}{% for r in share %}::table{data="{{ r.name }}"}{% endfor %}`, { tables })).toEqual([]);
});

test("a partial that prints itself is checked once", () => {
  const files = { "partials/a.md": "{{ nope }}{% if nope %}{% render 'partials/a.md' %}{% endif %}" };
  expect(told(check(`${good}{% include 'partials/a.md' %}`, { files }).errors)).toEqual([
    ["unknown-variable", "partials/a.md", 1],
  ]);
});

test("the texts of template.yaml are checked, and tags in the strings of specs", () => {
  const lines = ["title", "kicker", "publication", "header", "footer", "folio", "watermark"];
  const files = {
    "template.yaml": `${lines.map((line) => `${line}: "{{ no_${line} }}"\n`).join("")}date: "2024-06-30"\n`,
    "charts/c.vl.json": '{\n"mark": "bar",\n"title": "{% if shaer %}x{% endif %}",\n"data": {"name": "data"}}',
  };
  expect(check(good, { files }).errors.map(({ seen, where }) => [seen, where?.file, where?.line])).toEqual([
    ["shaer", "charts/c.vl.json", 3],
    ...lines.map((line, index) => [`no_${line}`, "template.yaml", index + 1]),
  ]);
});

test("partials are checked, those of partials too", () => {
  const files = {
    "partials/a.md": "{{ nope }}\n{% render 'partials/b.md' %}",
    "partials/b.md": "{{ nada }}",
    "partials/unused.md": "{{ never }}",
  };
  expect(told(check(`${good}{% include 'partials/a.md' %}`, { files }).errors)).toEqual([
    ["unknown-variable", "partials/a.md", 1],
    ["unknown-variable", "partials/b.md", 1],
  ]);
});

test.each(
  readdirSync("templates", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `templates/${name}`)
    .concat("functions/local/scaffold"),
)("%s has no errors", async (folder) => {
  const files = readTemplateFolder(folder);
  await loadLinearPatterns(files.get("template.yaml"));
  const template = loadTemplate("shipped", "0".repeat(64), files);
  expect(checkText(template).errors).toEqual([]);
});
