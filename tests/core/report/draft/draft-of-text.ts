import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { draftTemplate } from "../../../../functions/core/report/draft/door/draft-template.ts";
import type { Draft, DraftAnswers } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport, type World } from "../../../../functions/core/report/generate-report.ts";
import type { Template } from "../../../../functions/core/report/template/template.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { openBytes, type OpenedTable } from "./open-table.ts";

export type Row = Readonly<Record<string, unknown>>;

/** A table whose rows are those of a CSV text. */
export async function openText(head: string, rows: readonly string[]): Promise<OpenedTable> {
  return await openBytes(Buffer.from(`${head}\n${rows.join("\n")}\n`), "csv", "table");
}

/** A table that its owner left as it is: what the reader would propose is not applied. */
export async function openPlain(head: string, rows: readonly string[]): Promise<OpenedTable> {
  return await openBytes(Buffer.from(`${head}\n${rows.join("\n")}\n`), "csv", "table", { mended: false });
}

export async function draftOf({ dataset, title, extension }: OpenedTable, answers: DraftAnswers = {}): Promise<Draft> {
  const source = { dataset: "table-of-draft", file: `data/records.${extension}` };
  return await draftTemplate({ dataset, title, answers, source }, { openScratch: openScratchFolder });
}

/** The stored template of a draft, in a world of its own. */
export async function templateOf(
  table: OpenedTable,
  answers: DraftAnswers = {},
): Promise<{ readonly world: World; readonly template: Template }> {
  const { files } = await draftOf(table, answers);
  const world = createWorld(new MemoryObjectStore());
  const bytes = [...files].map(([path, text]) => [path, Buffer.from(text)] as const);
  const template = await seedTemplate(
    world.store,
    "draft",
    new Map<string, Uint8Array>([...bytes, [`data/records.${table.extension}`, table.sample]]),
  );
  return { world, template };
}

/** The rows that the queries of the drafted report give. */
export async function rowsOf(
  table: OpenedTable,
  parameters: Row = {},
  answers: DraftAnswers = {},
): Promise<(query: string) => readonly Row[]> {
  const { world, template } = await templateOf(table, answers);
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { tables } = await layOutReport(accepted, world, () => {});
  return (query) => tables.get(query)!.rows;
}
