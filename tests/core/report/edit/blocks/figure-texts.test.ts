import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import { layOutReport, type World } from "../../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";
import { openText, templateOf } from "../../draft/draft-of-text.ts";
import { judgedShapes } from "../../draft/judged-shapes.ts";
import { officeTables } from "../../draft/office-shapes.ts";
import { type Composed, patched, type Printed, printedBlocks, textsOf } from "../page-edits.ts";

// Each text of key figures can be deleted, and then the report prints all else as before.

async function composed(template: string, world: World): Promise<Composed> {
  const accepted = await acceptReport({ template }, world);
  return { ...(await layOutReport(accepted, world, () => {})), accepted };
}

/** What deletes a figure and more, or nothing. */
function faultsOf(report: Composed): { readonly count: number; readonly faults: readonly string[] } {
  const files = textsOf(report.template);
  const before = printedBlocks(report);
  const faults: string[] = [];
  const seen = new Set<string>();
  let count = 0;
  for (const { block: one, place } of before) {
    if (one.type !== "key-figures" || seen.has(`${place.file} ${place.line}`)) continue;
    seen.add(`${place.file} ${place.line}`);
    for (const { line, column } of answerEdit({ files, block: place }).block.texts ?? []) {
      count += 1;
      const { file } = place;
      const { block, patches } = answerEdit({ files, block: { file, line, column }, edit: { do: "delete" } });
      const after = printedBlocks({ ...report, template: patched(report.template, patches) });
      // A figure takes along what stands below it, and one in a loop is printed for each row.
      const isInLoop = block.within.some(({ kind }) => kind === "loop");
      if (!isInLoop && figuresOf(after) < figuresOf(before) - 1)
        faults.push(`${file}:${line}:${column} takes other figures along`);
      if (othersOf(before) !== othersOf(after)) faults.push(`${file}:${line}:${column} changes another block`);
    }
  }
  return { count, faults };
}

function figuresOf(all: readonly Printed[]): number {
  return all.reduce((sum, { block }) => sum + (block.type === "key-figures" ? block.items.length : 0), 0);
}

/** What is printed besides key figures, wherever it is written. */
function othersOf(all: readonly Printed[]): string {
  const others = all.filter(({ block }) => block.type !== "key-figures");
  return JSON.stringify(others, (key, value: unknown) => (key === "place" || key === "where" ? undefined : value));
}

describe("a text of key figures is deleted alone", () => {
  const shipped = ["country-profile", "dataset-profile", "high-tech-industries", "monthly-business-review"];
  test.each(shipped)("in %s", async (name) => {
    const store = new MemoryObjectStore();
    await seedTemplate(store, "edited", join(import.meta.dirname, "../../../../../templates", name));
    expect(faultsOf(await composed("edited", createWorld(store))).faults).toEqual([]);
  });
  // Items that share a line with the branches of a condition, alone in a condition, and without words below.
  const names = ["a league with its own places", "the parts of a total"];
  const shapes = judgedShapes.filter(({ name }) => names.includes(name));
  const office = officeTables(33).filter(({ name }) => ["readings", "invoices", "web"].includes(name));
  test.each([...shapes, ...office].map(({ name, head, rows }) => [name, head, rows] as const))(
    "in a draft of %s",
    async (_, head, rows) => {
      const { world, template } = await templateOf(await openText(head, rows));
      const { count, faults } = faultsOf(await composed(template.name, world));
      expect(faults).toEqual([]);
      expect(count).toBeGreaterThan(2);
    },
  );
});
