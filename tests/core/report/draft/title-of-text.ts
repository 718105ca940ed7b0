import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { DraftAnswers } from "../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { templateOf } from "./draft-of-text.ts";
import type { OpenedTable } from "./open-table.ts";

/** The title of the report that is drafted of a table. */
export async function titleOf(table: OpenedTable, answers: DraftAnswers = {}): Promise<string> {
  const { world, template } = await templateOf(table, answers);
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return document.title;
}
