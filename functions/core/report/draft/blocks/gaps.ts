import { quoteName, quoteText } from "../quote.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { type Files, leavingOut, type Plan, sourceOf } from "./parts.ts";
import { rowsCounted } from "./voided.ts";

/** Most measures of which a report says how many rows lack them. */
const mostGaps = 6;

/** The measures that some rows of the table lack, but for those of which the report says so by the words they have. */
function measuresWithGaps({ roles }: Plan): readonly MeasureRole[] {
  const { looks, measures, selector, survey, long, reading } = roles;
  if (selector !== undefined || survey !== undefined) return [];
  // Of periods across only the cells tell, which the query counts.
  if (long?.turned === true)
    return long.across === undefined ? [] : measures.filter(({ column }) => column === long.across!.value);
  const told = new Set([...reading.words, ...reading.missing].map(({ column }) => column));
  return measures.filter(
    ({ column, direction }) =>
      direction === undefined &&
      column !== reading.meter &&
      !told.has(column) &&
      looks.some(({ name, nulls }) => name === column && nulls > 0),
  );
}

/** Whether rows of the table lack something that is measured. */
export const hasGaps = (plan: Plan): boolean => measuresWithGaps(plan).length > 0;

/**
 * SQL of how many cells periods across have, and how many of them are empty; of rows and of periods that have a value
 * at all. Rows of one name are one.
 */
function cellsSql({ looks, long }: Plan["roles"], from: string, where: readonly string[]): string {
  const { time, value } = long!.across!;
  const named = looks.filter(({ name }) => name !== time && name !== value).map(({ name }) => quoteName(name));
  const row = named.length === 0 ? "1" : `(${named.join(", ")})`;
  return `rows_of, rows_of - known AS missing FROM (
    SELECT count(DISTINCT ${row}) * count(DISTINCT ${quoteName(time)}) AS rows_of, count(DISTINCT (${[...named, quoteName(time)].join(", ")})) AS known
    FROM ${from} WHERE ${[...where, `${quoteName(value)} IS NOT NULL`].join(" AND ")}
  )`;
}

/** Query of how many rows lack what is measured: beside it they would be taken for some that have it. */
export function writeGaps(files: Files, plan: Plan): void {
  const measures = measuresWithGaps(plan);
  if (measures.length === 0) return;
  const { roles } = plan;
  const where = leavingOut(roles.members, roles.apart);
  const from = `${sourceOf(roles)}${where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`}`;
  const cells = roles.long?.across === undefined ? undefined : cellsSql(roles, sourceOf(roles), where);
  const parts = measures.map(({ label, value, entire }, at) => {
    if (cells !== undefined) return `SELECT ${at} AS place, ${quoteText(label)} AS label, ${cells}`;
    // What was cancelled lacks nothing.
    const rows = entire === undefined ? "count(*)" : rowsCounted(roles);
    return `SELECT ${at} AS place, ${quoteText(label)} AS label, ${rows} AS rows_of, ${rows} - count(${value}) AS missing FROM ${from}`;
  });
  files.set(
    "queries/gaps.sql",
    `-- How many rows lack what is measured; of more than so many columns, those that lack most, and how many there are.
SELECT *, count(*) OVER () AS columns_of FROM (
  ${parts.join("\n  UNION ALL ")}
)
${cells === undefined ? "WHERE missing > 0\n" : ""}ORDER BY missing DESC, place
LIMIT ${mostGaps}
`,
  );
}
