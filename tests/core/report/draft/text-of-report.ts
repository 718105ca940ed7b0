import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import type { DraftAnswers } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { type Row, templateOf } from "./draft-of-text.ts";
import type { OpenedTable } from "./open-table.ts";

/** The words of the drafted report in one line, and the rows of its queries. */
export async function reportOf(
  table: OpenedTable,
  parameters: Row = {},
  answers: DraftAnswers = {},
): Promise<{ readonly text: string; readonly rows: (query: string) => readonly Row[] }> {
  const { world, template } = await templateOf(table, answers);
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  const text = shownLines(document)
    .map((line) => line.text)
    .join(" ")
    .replaceAll("\u00a0", " ");
  return { text, rows: (query) => tables.get(query)?.rows ?? [] };
}
