import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { changeTemplate } from "../../../../../functions/core/report/edit/change-template.ts";
import type { Rename } from "../../../../../functions/core/report/edit/change.ts";
import { applyChange } from "../apply-change.ts";

const yaml = "title: T\ndate: 2026-01-01\ndatasets:\n  shop: { file: data/a.csv }\n";
const base = { "template.yaml": yaml, "report.md": "# T\n", "queries/sales.sql": "SELECT * FROM shop\n" };

async function renamed(
  files: Record<string, string>,
  change: Omit<Rename, "do"> = { what: "query", from: "sales", to: "takings" },
) {
  const all = { ...base, ...files };
  return applyChange(all, await changeTemplate({ files: all, change: { do: "rename", ...change } }));
}

async function problemOf(files: Record<string, string>, change?: Omit<Rename, "do">) {
  try {
    await renamed(files, change);
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0];
    throw error;
  }
  return undefined;
}

test.each([
  ["SELECT * FROM sales", "SELECT * FROM takings"],
  ['SELECT "sales".a FROM "sales"', 'SELECT "takings".a FROM "takings"'],
  ["SELECT s.sales FROM sales AS s", "SELECT s.sales FROM takings AS s"],
  ["SELECT sales.sales, 'sales' -- sales\nFROM sales", "SELECT takings.sales, 'sales' -- sales\nFROM takings"],
  ["SELECT sum(a) AS sales FROM sales", "SELECT sum(a) AS sales FROM takings"],
  ["FROM shop, sales WHERE sales.a = shop.a", "FROM shop, takings WHERE takings.a = shop.a"],
  ["FROM shop JOIN x ON x.a = shop.a, sales", "FROM shop JOIN x ON x.a = shop.a, takings"],
  ["SELECT (SELECT max(a) FROM sales) FROM shop", "SELECT (SELECT max(a) FROM takings) FROM shop"],
  ["FROM (sales JOIN shop USING (a))", "FROM (takings JOIN shop USING (a))"],
  ["SELECT a FROM shop WHERE a IN (FROM sales)", "SELECT a FROM shop WHERE a IN (FROM takings)"],
  // A column of another table.
  ["SELECT sales, extract(year FROM sales) FROM shop", "SELECT sales, extract(year FROM sales) FROM shop"],
  ["SELECT a IS DISTINCT FROM sales FROM shop", "SELECT a IS DISTINCT FROM sales FROM shop"],
  ["SELECT a, sales FROM shop ORDER BY a, sales", "SELECT a, sales FROM shop ORDER BY a, sales"],
])("%s", async (sql, wanted) => {
  const files = await renamed({ "queries/other.sql": sql });
  expect(files["queries/other.sql"]).toBe(wanted);
  expect(files).toHaveProperty(["queries/takings.sql"]);
  expect(files).not.toHaveProperty(["queries/sales.sql"]);
});

test.each([
  ["SELECT sales FROM sales", "queries/other.sql", 1],
  ["WITH sales AS (SELECT 1) SELECT * FROM sales", "queries/other.sql", 1],
  ["SELECT a\nFROM Sales", "queries/other.sql", 2],
  ["SELECT takings FROM sales", "queries/other.sql", 1],
])("%s is refused", async (sql, file, line) => {
  expect(await problemOf({ "queries/other.sql": sql })).toMatchObject({
    code: "rename-unclear",
    where: { file, line },
  });
});

const text = `# {{ sales.first.sales }}
{% for r in sales.rows %}{{ r.sales | plus: sales.size }}{% endfor %}
{% comment %}{{ sales }}{% endcomment %}{% raw %}{{ sales }}{% endraw %}
{% assign x = sales | map: "sales" %}{% if x == "sales" %}sales{% endif %}

::table{data="sales" columns="sales: Sales"}
`;

test("Liquid and directives: what names the query, and nothing that only looks so", async () => {
  const wanted = text
    .replace("sales.first", "takings.first")
    .replace("in sales.rows", "in takings.rows")
    .replace("plus: sales.size", "plus: takings.size")
    .replace("x = sales |", "x = takings |")
    .replace('data="sales"', 'data="takings"');
  expect((await renamed({ "report.md": text }))["report.md"]).toBe(wanted);
  const windows = await renamed({ "report.md": `\ufeff${text.replaceAll("\n", "\r\n")}` });
  expect(windows["report.md"]).toBe(`\ufeff${wanted.replaceAll("\n", "\r\n")}`);
});

test("specs, choices, tests and the lines of template.yaml", async () => {
  const files = await renamed({
    "template.yaml": `title: "{{ sales.first.\\u0061 }} of sales"\ndate: 2026-01-01\nparameters: { type: object, properties: { r: { type: string, choices: { query: sales, column: sales } } } }\n`,
    "charts/sales.vl.json":
      '{ "data": { "name": "sales" }, "title": "{{ sales.first.a | default: \\"sales\\" }}", "encoding": { "x": { "field": "sales" } } }',
    "tests/a.yaml": 'expect:\n  values: { "sales[0].a": 1, sales.rows: 2, sales_rest.rows: 3 }\n',
  });
  expect(files["template.yaml"]).toContain('title: "{{ takings.first.\\u0061 }} of sales"');
  expect(files["template.yaml"]).toContain("{ query: takings, column: sales }");
  expect(files["charts/sales.vl.json"]).toBe(
    '{ "data": { "name": "takings" }, "title": "{{ takings.first.a | default: \\"sales\\" }}", "encoding": { "x": { "field": "sales" } } }',
  );
  expect(files["tests/a.yaml"]).toBe('expect:\n  values: { "takings[0].a": 1, takings.rows: 2, sales_rest.rows: 3 }\n');
});

test.each<[Record<string, string>, string]>([
  [{ "report.md": "{% assign sales = 1 %}\n" }, "rename-unclear"],
  [{ "report.md": "{% for takings in sales.rows %}{% endfor %}\n" }, "rename-unclear"],
  [{ "report.md": '::table{data="{{ which }}"}\n' }, "rename-unclear"],
  [{ "report.md": "{{ sales \n" }, "unreadable-source"],
  [{ "charts/a.vg.json": '{ "data": [{ "name": "sales" }] }' }, "rename-unclear"],
  [{ "template.yaml": "title: >\n  {{ sales.first.a }}\n  or so\ndate: 2026-01-01\n" }, "rename-unclear"],
  [{ "queries/takings.sql": "SELECT 1" }, "rename-taken"],
])("%j is refused", async (files, code) => {
  expect(await problemOf(files)).toMatchObject({ code });
});

test.each<[Omit<Rename, "do">, string]>([
  [{ what: "query", from: "sale", to: "a" }, "unknown-query"],
  [{ what: "query", from: "sales", to: "shop" }, "rename-taken"],
  [{ what: "query", from: "sales", to: "select" }, "invalid-name"],
  [{ what: "query", from: "sales", to: "parameters" }, "invalid-name"],
  [{ what: "query", from: "sales", to: "Two Words" }, "invalid-name"],
  [{ what: "chart", from: "sales", to: "a" }, "unknown-chart"],
  [{ what: "parameter", from: "year", to: "a" }, "unknown-parameter"],
  [{ what: "message", from: "a.b", to: "a.c" }, "unknown-message"],
])("%j is refused", async (change, code) => {
  expect(await problemOf({}, change)).toMatchObject({ code });
});

test("a parameter, with its members in SQL", async () => {
  const files = await renamed(
    {
      "template.yaml":
        "title: T {{ parameters.weights.a }}\ndate: 2026-01-01\nparameters:\n  type: object\n  required: [weights]\n  properties:\n    weights: { type: object, properties: { a: { type: number } } }\n    shop: { type: string, choices: { query: sales, column: shop, where: { x: weights } } }\n",
      "queries/other.sql": "SELECT $weights_a, $shop, '$weights_a' FROM shop\n",
      "report.md": '{{ parameters["weights"].a }} {{ parameters.weights_b }} weights\n',
      "tests/a.yaml": "parameters: { weights: { a: 1 } }\nexpect: { texts: [weights] }\n",
    },
    { what: "parameter", from: "weights", to: "shares" },
  );
  expect(files["template.yaml"]).toContain("{{ parameters.shares.a }}");
  expect(files["template.yaml"]).toContain("required: [shares]");
  expect(files["template.yaml"]).toContain("    shares: { type: object");
  expect(files["template.yaml"]).toContain("where: { x: shares }");
  expect(files["queries/other.sql"]).toBe("SELECT $shares_a, $shop, '$weights_a' FROM shop\n");
  expect(files["report.md"]).toBe('{{ parameters["shares"].a }} {{ parameters.weights_b }} weights\n');
  expect(files["tests/a.yaml"]).toBe("parameters: { shares: { a: 1 } }\nexpect: { texts: [weights] }\n");
  const yaml = "title: T\ndate: 2026-01-01\nparameters: { type: object, properties: { year: { type: integer } } }\n";
  const change = { what: "parameter", from: "year", to: "until" } as const;
  expect(
    await problemOf({ "template.yaml": yaml, "report.md": "{% assign p = parameters %}\n" }, change),
  ).toMatchObject({
    code: "rename-unclear",
    where: { file: "report.md", line: 1 },
  });
  expect(await problemOf({ "template.yaml": yaml, "queries/o.sql": "SELECT $until" }, change)).toMatchObject({
    code: "rename-unclear",
  });
});

test("a message in all languages", async () => {
  const files = await renamed(
    {
      "messages/en.yaml": 'share: { title: Share, "note": N }\n',
      "messages/zh.yaml": "share.title: 份额\n",
      "report.md": '{{ "share.title" | t: a: 1 }} share.title {{ x | append: "share.title" }}\n',
    },
    { what: "message", from: "share.title", to: "share.head" },
  );
  expect(files["messages/en.yaml"]).toBe('share: { head: Share, "note": N }\n');
  expect(files["messages/zh.yaml"]).toBe("share.head: 份额\n");
  expect(files["report.md"]).toBe('{{ "share.head" | t: a: 1 }} share.title {{ x | append: "share.title" }}\n');
  const messages = { "messages/en.yaml": "a: { b: B, c: C }\n" };
  const ask = async (to: string, report = "x\n") =>
    (await problemOf({ ...messages, "report.md": report }, { what: "message", from: "a.b", to }))?.code;
  expect(await ask("a.c")).toBe("rename-taken");
  expect(await ask("b")).toBe("rename-unclear");
  expect(await ask("a.d e")).toBe("invalid-name");
  // Of the key nothing is known, so its place is left.
  expect(await ask("a.d", "{{ key | t }}\n")).toBeUndefined();
  expect(await ask("a.d", '{{ "a." | append: key | t }}\n')).toBe("rename-unclear");
  expect(await ask("a.d", '{{ key | append: "a" | t }}\n')).toBeUndefined();
  expect(await ask("a.d", '{{ key | append: "b" | t }}\n')).toBe("rename-unclear");
});
