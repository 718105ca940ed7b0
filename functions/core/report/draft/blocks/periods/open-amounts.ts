import type { DraftTable } from "../../draft.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { flows, type Plan, sourceOf } from "../parts.ts";
import { rowsCounted } from "../voided.ts";

/** Share of a table's records that have an amount which each gets sooner or later. */
const usuallyKnown = 0.8;
/** Share of the records of a period with whose amounts those of other periods may be compared. */
const mostlyKnown = 0.75;
/** Fewest records of a period that tell. */
const fewestRecords = 10;

/**
 * Keys of the amounts that records get only later, as a complaint has costs once it is closed: some periods, mostly the
 * last, lack them for many of their records, though nearly all others have them.
 */
export async function lookForOpenAmounts({ ask, rows }: DraftTable, roles: Roles): Promise<readonly string[]> {
  const { story, time, measures, looks } = roles;
  if (story !== "flow" || time === undefined) return [];
  // What came in has no value where something went out.
  const mayLack = (measure: MeasureRole): boolean =>
    measure.direction === undefined &&
    flows(measure) &&
    looks.some(({ name, values }) => name === measure.column && values < rows);
  const found: string[] = [];
  for (const measure of measures.filter(mayLack)) {
    const [row = {}] = await ask(`WITH counted AS (
  SELECT ${periodSql(time)} AS period, count(${measure.value}) AS known, ${rowsCounted(roles)} AS records FROM ${sourceOf(roles)} WHERE ${time.day} IS NOT NULL GROUP BY 1
)
SELECT count(*) AS periods, sum(known) >= ${usuallyKnown} * sum(records) AS is_usual,
  count(*) FILTER (records >= ${fewestRecords} AND known < ${mostlyKnown} * records) AS lacking
FROM counted`);
    const lacking = Number(row["lacking"] ?? 0);
    if (row["is_usual"] === true && lacking > 0 && 4 * lacking <= Number(row["periods"])) found.push(measure.key);
  }
  return found;
}

/** SQL of whether so many rows of a window have a value that its sum can stand beside those of others. */
export function mostlyKnownSql({ roles }: Plan, value: string, over: string): string {
  return `count(${value})${over} >= ${mostlyKnown} * ${rowsCounted(roles)}${over}`;
}
