import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/accept-report.ts";
import { blocksOf } from "../../functions/core/document/blocks-of.ts";
import type { Warning } from "../../functions/core/errors.ts";
import { generateReport, layOutReport } from "../../functions/core/generate-report.ts";
import { stages, type Stage } from "../../functions/core/publish/report.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";

async function openCase(name: string) {
  const store = new MemoryObjectStore();
  await seedTemplate(store, name, join(import.meta.dirname, "../reports", name, "template"));
  const begun: Stage[] = [];
  const world = { ...createWorld(store), progress: (stage: Stage) => void begun.push(stage) };
  return { world, begun, accepted: await acceptReport({ template: name }, world) };
}

test("the first half lays the same report out and writes nothing", async () => {
  const { world, begun, accepted } = await openCase("figures-en");
  const { document, figures, charts, layout } = await layOutReport(accepted, world, () => undefined);
  expect(begun).toEqual(stages.slice(0, stages.indexOf("pdf")));
  expect([...charts.keys()]).toEqual(figures.map(({ id }) => id));
  const drawn = layout.pages.flatMap(({ boxes }) => boxes.flatMap((box) => (box.kind === "chart" ? [box.figure] : [])));
  expect(drawn.toSorted()).toEqual([...charts.keys()].toSorted());
  const report = await generateReport(accepted, world);
  expect(report).toMatchObject({ title: document.title, pages: layout.pages.length });
  expect(begun.slice(6)).toEqual(stages);
  expect(Object.keys(report.timings)).toEqual(stages);
});

test("the first half gives the same warnings as the whole", async () => {
  const { world, accepted } = await openCase("characters");
  const warnings: Warning[] = [];
  await layOutReport(accepted, world, (warning) => void warnings.push(warning));
  expect(warnings.map(({ code }) => code)).toEqual(["missing-glyph", "missing-glyph"]);
  expect(warnings).toEqual((await generateReport(accepted, world)).warnings);
});

test("a section for each group: one query, one spec, names of their own", async () => {
  const groups = 24;
  const files = {
    "template.yaml": 'title: Groups\ndate: "2025-12-31"\n',
    "queries/sales.sql": `SELECT 'Group, "' || g || '"' AS name, m AS month, g * 100 + m AS amount FROM range(${groups}) AS a(g), range(1, 5) AS b(m) ORDER BY g, m`,
    "queries/groups.sql": "SELECT DISTINCT name FROM sales ORDER BY name",
    "charts/c.vl.json": '{"data":{"name":"data"},"mark":"bar","height":40,"encoding":{"x":{"field":"month","type":"ordinal"},"y":{"field":"amount","type":"quantitative"}}}',
    "report.md": `# Groups
{% for g in groups.rows %}
## {{ g.name }}

::chart{spec="c" data="sales" where="name={{ g.name }}" title="{{ g.name }}" alt="Sales of {{ g.name }}."}
::table{data="sales" where="name={{ g.name }}" columns="month, amount" title="Sales"}
{% endfor %}`,
  };
  const store = new MemoryObjectStore();
  await seedTemplate(store, "groups", new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
  const world = createWorld(store);
  const accepted = await acceptReport({ template: "groups" }, world);
  const warnings: Warning[] = [];
  const { tables, figures, charts, document } = await layOutReport(accepted, world, (warning) => void warnings.push(warning));
  expect(warnings).toEqual([]);
  expect([...tables.keys()].toSorted()).toEqual(["groups", "sales"]);
  expect(figures.map(({ number }) => number)).toEqual(Array.from({ length: groups }, (_, index) => index + 1));
  expect(new Set([...blocksOf(document)].flatMap((block) => ("id" in block ? [block.id] : []))).size).toBe(3 * groups + 1);
  expect(figures.map(({ chart }) => chart.spec)).toEqual(Array.from({ length: groups }, () => figures[0]!.chart.spec));
  const drawn = figures.map(({ id, chart }) => [chart.picked?.conditions[0]?.value, charts.get(id)?.alt, charts.get(id)?.csv?.split("\r\n")[1]]);
  expect(drawn).toContainEqual(['Group, "17"', 'Sales of Group, "17".', "1,1701"]);
  expect(new Set(drawn.map(String)).size).toBe(groups);
});
