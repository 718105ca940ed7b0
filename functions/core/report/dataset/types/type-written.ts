import { type CellTable, rawTable } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import type { DatasetColumn, DatasetProfile } from "../dataset.ts";
import { findNotations } from "./find-notations.ts";
import { type InferredColumn, inferTypes } from "./infer-types.ts";

/**
 * Finds how the values of the table `raw` (all text) are written, and infers their types.
 *
 * @param from the table
 */
export async function typeWritten(
  database: Database,
  { columns, rows }: { readonly columns: readonly InferredColumn[]; readonly rows: number },
  from: CellTable = rawTable,
): Promise<Pick<DatasetProfile, "columns" | "warnings">> {
  const found = await findNotations(
    database,
    columns.map(({ name }) => name),
    from,
  );
  const judged = columns.map((column, index) => {
    const { notation, unclear } = found[index]!;
    // A value in a local notation is not a code.
    if (notation !== undefined) return { ...column, notation, typed: true };
    return unclear === undefined
      ? column
      : {
          ...column,
          ruledOut: { integer: unclear, number: unclear, boolean: unclear, date: unclear, timestamp: unclear },
        };
  });
  const inferred = await inferTypes(database, judged, rows, from);
  const noted = inferred.columns.map((column, index): DatasetColumn => {
    const notation = found[index]!.notation;
    return notation === undefined ? column : { ...column, notation };
  });
  return { columns: noted, warnings: [...found.flatMap(({ warnings }) => warnings), ...inferred.warnings] };
}
