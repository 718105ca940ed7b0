import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/accept-report.ts";
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

test("the first half warns of what the whole warns of", async () => {
  const { world, accepted } = await openCase("characters");
  const warnings: Warning[] = [];
  await layOutReport(accepted, world, (warning) => void warnings.push(warning));
  expect(warnings.map(({ code }) => code)).toEqual(["missing-glyph", "missing-glyph"]);
  expect(warnings).toEqual((await generateReport(accepted, world)).warnings);
});
