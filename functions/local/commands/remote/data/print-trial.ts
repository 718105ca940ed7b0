import type { components } from "../../../../client/create-client.ts";
import { formatProblems } from "../../../print-problems.ts";
import { readProblem } from "../../../remote/read-problem.ts";
import { tell, write, writeTable } from "../print-answer.ts";

type Trial = Omit<components["schemas"]["ViewTrial"], "version" | "name">;

/** Rows of a trial that are printed. */
const shownRows = 10;

/** Prints what a recipe or a view would make: its columns and first rows. */
export async function printTrialRows(trial: Trial): Promise<void> {
  await writeTable(
    trial.columns,
    [
      { head: "column", of: (column) => column.name, shrinks: true },
      { head: "type", of: (column) => column.type },
      { head: "gaps", of: (column) => column.nulls, align: "right" },
      { head: "unit", of: (column) => column.unit ?? "" },
    ],
    "",
  );
  await write("\n");
  await writeTable(
    trial.first.rows.slice(0, shownRows),
    trial.first.columns.map((column, index) => ({
      head: column.name,
      of: (row: Trial["first"]["rows"][number]) => String(row[index] ?? ""),
      shrinks: true,
    })),
    "No rows are left.",
  );
  tell(`${trial.rows} rows; nothing was stored.`);
  tellWarnings(trial);
}

/** Tells what was noticed about a table. */
export function tellWarnings({ warnings }: Pick<Trial, "warnings">): void {
  const told = warnings.map((entry) => readProblem(entry as unknown as Readonly<Record<string, unknown>>));
  if (told.length > 0) process.stderr.write(`${formatProblems("warning", told)}\n`);
}
