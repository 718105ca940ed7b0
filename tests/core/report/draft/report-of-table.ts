import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { Draft, DraftAnswers } from "../../../../functions/core/report/draft/draft.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import type { Document } from "../../../../functions/core/report/document/document.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../functions/seed/seed-template.ts";
import { draftOf, type Row } from "./draft-of-text.ts";
import type { OpenedTable } from "./open-table.ts";

/** A table's draft, the title and all words of its report in one line, and the rows of its queries. */
export async function reportOf(
  table: OpenedTable,
  answers: DraftAnswers = {},
  parameters: Row = {},
): Promise<{
  readonly draft: Draft;
  readonly title: string;
  readonly text: string;
  readonly rows: (query: string) => readonly Row[];
}> {
  const draft = await draftOf(table, answers);
  const world = createWorld(new MemoryObjectStore());
  const files = new Map<string, Uint8Array>([
    ...[...draft.files].map(([path, text]) => [path, Buffer.from(text)] as const),
    [`data/records.${table.extension}`, table.sample],
  ]);
  const template = await seedTemplate(world.store, "draft", files);
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  refuseCode(document);
  return {
    draft,
    title: document.title,
    text: shownLines(document)
      .map((line) => line.text)
      .join(" ")
      .replaceAll("\u00a0", " "),
    rows: (query) => tables.get(query)?.rows ?? [],
  };
}

/**
 * No draft shows code: a paragraph that spaces stand before would be set as such.
 *
 * @throws Error with the text
 */
export function refuseCode({ blocks }: Pick<Document, "blocks">): void {
  const code = blocks.find((block) => block.type === "code");
  if (code !== undefined) throw new Error(`a draft sets a paragraph as code: ${code.text}`);
}
