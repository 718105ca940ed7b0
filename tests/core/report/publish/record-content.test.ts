import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { generateReport } from "../../../../functions/core/report/generate-report.ts";
import { compareContent } from "../../../../functions/core/service/publication/changes/compare-content.ts";
import type { ReportContent } from "../../../../functions/core/report/publish/report-content.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";

const files = {
  "template.yaml": `title: Sales
date: "2025-12-31"
footer: "As of {{ report.date }}"
parameters:
  type: object
  properties:
    factor: { type: integer, default: 1 }
    rows: { type: integer, default: 3 }
`,
  "queries/sales.sql":
    "SELECT 'Town ' || t AS town, t * $factor AS amount FROM range(1, CAST($rows AS BIGINT) + 1) AS r(t) ORDER BY t",
  "queries/sum.sql": "SELECT 'Total' AS label, CAST(sum(amount) AS BIGINT) AS value FROM sales",
  "charts/c.vl.json":
    '{"data":{"name":"data"},"mark":"point","height":40,"encoding":{"x":{"field":"amount","type":"quantitative"},"color":{"value":"black"}}}',
  "report.md":
    '# Sales\n\n::key-figures{data="sum" label="label" value="value"}\n\n::table{data="sales" title="Sales by town" total="last"}\n\n::page-break\n\n::chart{spec="c" data="sales" title="Bars" alt="Bars."}\n\n::page-break\n\nThe same on every page.\n',
};

async function contentOf(
  parameters: Readonly<Record<string, number>> = {},
  date = "2025-12-31",
  template: Readonly<Record<string, string>> = files,
): Promise<ReportContent> {
  const store = new MemoryObjectStore();
  await seedTemplate(
    store,
    "sales",
    new Map(Object.entries(template).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  const world = createWorld(store);
  return (await generateReport(await acceptReport({ template: "sales", parameters, date }, world), world)).content!;
}

test("what a report shows is recorded: figures, rows without that of the total, charts, pages", async () => {
  const content = await contentOf();
  expect(content).toMatchObject({
    form: 2,
    language: "en",
    keyFigures: [{ label: "Total", value: "6", place: "report.md:3?#Total", stem: "Total" }],
    tables: [{ title: "Sales by town", query: "sales", columns: "town|amount" }],
    charts: [{ name: "c", title: "Bars" }],
  });
  expect(content.tables[0]?.rows.map(([key]) => key)).toEqual(["Town 1", "Town 2"]);
  expect(content.pages).toHaveLength(3);
});

test("the same inputs give the same record, and another date changes only the page of the dateline", async () => {
  const content = await contentOf();
  expect(await contentOf()).toEqual(content);
  const [first, ...others] = (await contentOf({}, "2026-01-31")).pages;
  expect(first).not.toEqual(content.pages[0]);
  expect(others).toEqual(content.pages.slice(1));
});

test("other data give other rows, another chart and other pages, but for those without data", async () => {
  const [one, other] = [await contentOf(), await contentOf({ factor: 2 })];
  expect(other.keyFigures).toMatchObject([{ label: "Total", value: "12" }]);
  expect(other.tables[0]?.rows.map(([, rest]) => rest)).not.toEqual(one.tables[0]?.rows.map(([, rest]) => rest));
  expect(other.charts[0]?.data).not.toBe(one.charts[0]?.data);
  expect(other.pages.map((page, index) => page === one.pages[index])).toEqual([false, false, true]);
});

test("of a table with very many rows the first thousands are recorded", async () => {
  const { tables } = await contentOf({ rows: 5_200 });
  expect([tables[0]?.rows.length, tables[0]?.truncated]).toEqual([5_000, true]);
});

const joined = {
  "template.yaml":
    'title: Joined\ndate: "2025-12-31"\nparameters: {type: object, properties: {from: {type: integer, default: 1}}}\n',
  "queries/towns.sql":
    "SELECT region, town, n FROM (VALUES ('North', 'A', 1), ('North', 'B', 2), ('South', 'C', 3)) t(region, town, n) WHERE n >= $from ORDER BY n",
  "report.md":
    '# Joined\n\n## By region\n\n::table{data="towns" columns="region: Region | merge, town: Town, n: Number"}\n\n| Region | Town |\n|---|---|\n{% if parameters.from == 1 %}| North | A |\n| ^ | B |{% else %}| North | B |{% endif %}\n',
};

/** Without its first table. */
function writtenOf(content: ReportContent): ReportContent {
  return { ...content, tables: content.tables.slice(1) };
}

function changesOf(was: ReportContent, is: ReportContent) {
  return compareContent({ edition: "e-1", content: was }, is).tables;
}

test("rows that share a cell have whole keys and say the same without the row that it was written in", async () => {
  const contents: ReportContent[] = [];
  for (const from of [1, 2]) contents.push(await contentOf({ from }, "2025-12-31", joined));
  const [all, fewer] = contents;
  expect(all!.tables.map(({ title, rows }) => [title, rows.map(([name]) => name)])).toEqual([
    ["By region", ["North / A", "North / B", "South / C"]],
    ["By region", ["North / A", "North / B"]],
  ]);
  expect(fewer!.tables[0]!.rows).toEqual(all!.tables[0]!.rows.slice(1));
  // A table in Markdown has only its cells: without a joined cell, the first one names a row.
  expect(fewer!.tables[1]!.rows.map(([name]) => name)).toEqual(["North"]);
  // The row that stayed is the same all the same, there and back.
  const [old, now] = [writtenOf(all!), writtenOf(fewer!)];
  const [none, one] = [
    { count: 0, first: [] },
    { count: 1, first: ["North / A"] },
  ];
  const title = "By region";
  expect(changesOf(old, now)).toEqual([{ title, came: none, went: one, changed: none }]);
  expect(changesOf(now, old)).toEqual([{ title, came: one, went: none, changed: none }]);
});

test("a chart of some rows has the digest of those", async () => {
  const files = {
    "template.yaml":
      'title: Picked\ndate: "2025-12-31"\nparameters: {type: object, properties: {south: {type: integer, default: 1}}}\n',
    "queries/towns.sql": "SELECT * FROM (VALUES ('North', 1), ('South', CAST($south AS BIGINT))) t(region, n)",
    "charts/c.vl.json":
      '{"data":{"name":"data"},"mark":"point","height":40,"encoding":{"x":{"field":"n","type":"quantitative"},"color":{"value":"black"}}}',
    "report.md":
      '# Picked\n\n::chart{spec="c" data="towns" where="region=North" title="N" alt="N."}\n\n::chart{spec="c" data="towns" where="region=South" title="S" alt="S."}\n',
  };
  const contents: ReportContent[] = [];
  for (const south of [1, 2]) contents.push(await contentOf({ south }, "2025-12-31", files));
  const [one, other] = contents;
  expect(one!.charts.map(({ picked }) => picked)).toEqual(['region = "North"', 'region = "South"']);
  expect(one!.charts.map(({ data }, index) => data === other!.charts[index]!.data)).toEqual([true, false]);
});
