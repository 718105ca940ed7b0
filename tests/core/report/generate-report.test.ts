import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { blocksOf } from "../../../functions/core/report/document/blocks-of.ts";
import type { Warning } from "../../../functions/core/errors.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { generateReport, layOutReport, type World } from "../../../functions/core/report/generate-report.ts";
import type { Shelf } from "../../../functions/core/ports.ts";
import { keepSessions, type KeptSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import type { LoadedSession } from "../../../functions/core/report/query/session/loaded-session.ts";
import { stages, type Stage } from "../../../functions/core/report/publish/report.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";

async function openCase(name: string) {
  const store = new MemoryObjectStore();
  await seedTemplate(store, name, join(import.meta.dirname, "../../reports", name, "template"));
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
    "charts/c.vl.json":
      '{"data":{"name":"data"},"mark":"bar","height":40,"encoding":{"x":{"field":"month","type":"ordinal"},"y":{"field":"amount","type":"quantitative"}}}',
    "report.md": `# Groups
{% for g in groups.rows %}
## {{ g.name }}

::chart{spec="c" data="sales" where="name={{ g.name }}" title="{{ g.name }}" alt="Sales of {{ g.name }}."}
::table{data="sales" where="name={{ g.name }}" columns="month, amount" title="Sales"}
{% endfor %}`,
  };
  const store = new MemoryObjectStore();
  await seedTemplate(
    store,
    "groups",
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  const world = createWorld(store);
  const accepted = await acceptReport({ template: "groups" }, world);
  const warnings: Warning[] = [];
  const { tables, figures, charts, document } = await layOutReport(
    accepted,
    world,
    (warning) => void warnings.push(warning),
  );
  expect(warnings).toEqual([]);
  expect([...tables.keys()].toSorted()).toEqual(["groups", "sales"]);
  expect(figures.map(({ number }) => number)).toEqual(Array.from({ length: groups }, (_, index) => index + 1));
  expect(new Set([...blocksOf(document)].flatMap((block) => ("id" in block ? [block.id] : []))).size).toBe(
    3 * groups + 1,
  );
  expect(figures.map(({ chart }) => chart.spec)).toEqual(Array.from({ length: groups }, () => figures[0]!.chart.spec));
  const drawn = figures.map(({ id, chart }) => [
    (chart.picked?.conditions[0] as { readonly value?: unknown } | undefined)?.value,
    charts.get(id)?.alt,
    charts.get(id)?.csv?.split("\r\n")[1],
  ]);
  expect(drawn).toContainEqual(['Group, "17"', 'Sales of Group, "17".', "1,1701"]);
  expect(new Set(drawn.map(String)).size).toBe(groups);
});

/** A template of these files over the dataset "sales". */
async function openSales(
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly world: World; readonly accepted: Awaited<ReturnType<typeof acceptReport>> }> {
  const store = new MemoryObjectStore();
  const world = createWorld(store);
  const all = {
    "template.yaml":
      'title: Sales\ndate: "2025-12-31"\ndatasets:\n  sales:\n    default: sales\n    columns: { month: integer, amount: number }\n',
    "report.md": "# Sales\n\nOf two months.\n",
    ...files,
  };
  await seedTemplate(
    store,
    name,
    new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  const scratch = await world.openScratch();
  await storeDataset(
    store,
    "sales",
    { body: new TextEncoder().encode("month,amount\n1,2.5\n2,3\n"), format: "csv" },
    scratch,
  );
  await scratch.dispose();
  return { world, accepted: await acceptReport({ template: name }, world) };
}

const sums = {
  "queries/sums.sql": "SELECT sum(amount) AS total FROM sales",
  "report.md": "# Sales\n\nThey were {{ sums.first.total }}.\n",
};
const bars = {
  "charts/kept.vl.json":
    '{"data":{"values":[{"month":"kept","amount":1}]},"mark":"bar","height":40,"encoding":{"x":{"field":"month","type":"ordinal"},"y":{"field":"amount","type":"quantitative"}}}',
  "report.md": '# Sales\n\n::chart{spec="kept" title="Sales" alt="Sales."}\n',
};

test.each([
  ["queries", sums],
  ["charts", bars],
])("parsed %s are kept on the shelf, and a report made from there is the same", async (name, files) => {
  const { world, accepted } = await openSales(`kept-${name}`, files);
  const texts = new Map<string, string>();
  const shelf: Shelf = { take: (key) => texts.get(key), put: (key, text) => void texts.set(key, text) };
  const first = await generateReport(accepted, { ...world, shelf });
  expect(texts.size).toBeGreaterThan(0);
  const kept = new Map(texts);
  const again = await generateReport(accepted, { ...world, shelf });
  expect(texts).toEqual(kept);
  expect([again.sha256, (await generateReport(accepted, world)).sha256]).toEqual([first.sha256, first.sha256]);
});

test("loaded datasets are kept for the next report, which is the same", async () => {
  const { world, accepted } = await openSales("kept-sessions", sums);
  const kept = keepSessions();
  const given: LoadedSession[] = [];
  const sessions: KeptSessions = { ...kept, give: (key, session) => (given.push(session), kept.give(key, session)) };
  const reports = [
    await generateReport(accepted, { ...world, sessions }),
    await generateReport(accepted, { ...world, sessions }),
    await generateReport(accepted, world),
  ];
  await kept.close();
  expect(given).toHaveLength(2);
  expect(given[1]).toBe(given[0]);
  expect(new Set(reports.map(({ sha256 }) => sha256)).size).toBe(1);
});
