import { expect, test } from "vitest";
import { parse } from "yaml";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { draftTemplate } from "../../../../functions/core/report/draft-template.ts";
import type { Draft, DraftAnswers } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport, type LaidOutReport } from "../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { openBytes, type OpenedTable } from "./open-table.ts";

const csv = async (lines: readonly string[], title = "table"): Promise<OpenedTable> =>
  await openBytes(Buffer.from(`${lines.join("\n")}\n`), "csv", title);

async function draftOf({ dataset, title, extension }: OpenedTable, answers: DraftAnswers = {}): Promise<Draft> {
  const source = { dataset: "table-of-draft", file: `data/records.${extension}` };
  return await draftTemplate({ dataset, title, answers, source }, { openScratch: openScratchFolder });
}

/** The report of a draft. */
async function reportOf(
  table: OpenedTable,
  answers: DraftAnswers = {},
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<LaidOutReport> {
  const draft = await draftOf(table, answers);
  const files = new Map([
    ...[...draft.files].map(([path, text]) => [path, Buffer.from(text)] as const),
    [`data/records.${table.extension}`, table.sample] as const,
  ]);
  const world = createWorld(new MemoryObjectStore());
  const template = await seedTemplate(world.store, "draft", files);
  return await layOutReport(await acceptReport({ template: template.name, parameters }, world), world, () => {});
}

test("a draft prints no date that nobody gave", async () => {
  const table = await csv(["year,price", ...Array.from({ length: 12 }, (_, at) => `${2010 + at},${10 + at}`)]);
  expect(parse((await draftOf(table)).files.get("template.yaml")!)).toMatchObject({ dateline: { date: false } });
  const { document } = await reportOf(table);
  expect(document.blocks.filter((block) => block.type === "paragraph" && block.role === "dateline")).toEqual([]);
});
