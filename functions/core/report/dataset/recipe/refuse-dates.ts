import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { outsideYears } from "../database/outside-years.ts";
import { quoteName } from "../database/quote-sql.ts";
import type { DatasetColumn } from "../dataset.ts";
import type { PlacedStep } from "./step-columns.ts";
import { ask, columnsOf } from "./write-shaped.ts";

/**
 * Refuses days and moments outside the years 1 to 9999 that steps have made, since no report could read the table. What
 * a file itself holds as such stays: a report that does not use the column is none the worse.
 *
 * @param table its quoted name
 * @param given columns of the file
 * @throws BroadsheetError `invalid-dataset`, code `date-out-of-range`, with the step that derives the column
 */
export async function refuseDates(
  connection: DuckDBConnection,
  table: string,
  given: readonly DatasetColumn[],
  steps: readonly PlacedStep[],
): Promise<void> {
  const derived = new Map(
    steps.flatMap(({ step, pointer }) =>
      "derive" in step ? Object.keys(step.derive).map((name) => [name, pointerTo(pointer, name)] as const) : [],
    ),
  );
  const asFound = new Set(given.flatMap(({ name, type }) => (type === "date" || type === "timestamp" ? name : [])));
  for (const { name, type } of await columnsOf(connection, table)) {
    if (type !== "DATE" && !type.startsWith("TIMESTAMP")) continue;
    if (asFound.has(name) && !derived.has(name)) continue;
    const column = quoteName(name);
    const [found] = await ask(
      connection,
      `SELECT CAST(${column} AS VARCHAR) AS seen FROM ${table} WHERE ${outsideYears(column, type)} LIMIT 1`,
    );
    if (found === undefined) continue;
    throw new BroadsheetError("invalid-dataset", {
      code: "date-out-of-range",
      message: `The column "${name}" would hold the date ${String(found["seen"])}`,
      where: { pointer: derived.get(name) ?? "/steps", name },
      seen: String(found["seen"]),
      allowed: "dates from 0001-01-01 to 9999-12-31",
      hint: `leave its row out, or keep it as text: CAST(${column} AS VARCHAR)`,
    });
  }
}
