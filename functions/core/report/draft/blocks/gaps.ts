import { quoteText } from "../quote.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { type Files, leavingOut, type Plan, sourceOf } from "./parts.ts";
import { rowsCounted } from "./voided.ts";

/** Most measures of which a report says how many rows lack them. */
const mostGaps = 6;

/** The measures that some rows of the table lack, but for those of which the report says so by the words they have. */
function measuresWithGaps({ roles }: Plan): readonly MeasureRole[] {
  const { looks, measures, selector, survey, long, reading } = roles;
  if (selector !== undefined || survey !== undefined || long?.turned === true) return [];
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

/** Query of how many rows lack what is measured: beside it they would be taken for some that have it. */
export function writeGaps(files: Files, plan: Plan): void {
  const measures = measuresWithGaps(plan);
  if (measures.length === 0) return;
  const { roles } = plan;
  const where = leavingOut(roles.members, roles.apart);
  const from = `${sourceOf(roles)}${where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`}`;
  const parts = measures.map(({ label, value, entire }, at) => {
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
WHERE missing > 0
ORDER BY missing DESC, place
LIMIT ${mostGaps}
`,
  );
}
