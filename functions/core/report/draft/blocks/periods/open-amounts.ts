import type { DraftTable } from "../../draft.ts";
import { quoteText } from "../../quote.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { Roles } from "../../roles/roles.ts";
import { type Files, flows, type Plan, sourceOf, valueSql } from "../parts.ts";
import { rowsCounted } from "../voided.ts";

/** Share of the records of a usual period that have an amount which most get sooner or later. */
const usuallyKnown = 0.5;
/** Shares of what is usual below which a period lacks many: any, and one of the last, which fewer and fewer have. */
const [mostlyKnown, nearlyKnown] = [0.75, 0.85];
/** Standard deviations by which that is no chance. */
const beyondChance = 3;
/** Fewest records of a period that tell. */
const fewestRecords = 10;

/**
 * SQL of the periods and of whether far fewer of their records than usual have an amount. What is usual is the median
 * of all periods: of some records none is ever known, as where nothing was done.
 *
 * @param value SQL of the amount
 */
const openSql = (roles: Roles, value: string, source: string): string => `counted AS (
  SELECT ${periodSql(roles.time!)} AS period, count(${value}) AS known, ${rowsCounted(roles)} AS records
  FROM ${source} WHERE ${roles.time!.day} IS NOT NULL GROUP BY 1
), usual AS (
  SELECT median(known::DOUBLE / records) AS share FROM counted WHERE records >= ${fewestRecords}
), below AS (
  SELECT period, known, records, share,
    records >= ${fewestRecords} AND share * records - known > ${beyondChance} * sqrt(share * (1 - share) * records) AS is_less
  FROM counted, usual
), ends AS (
  SELECT max(period) AS last_usual FROM below WHERE records >= ${fewestRecords} AND NOT (is_less AND known < ${nearlyKnown} * share * records)
)
SELECT period, known, records, share, period > last_usual AS is_last,
  is_less AND known < CASE WHEN period > last_usual THEN ${nearlyKnown} ELSE ${mostlyKnown} END * share * records AS is_lacking
FROM below, ends`;

/**
 * Keys of the amounts that records get only later, as a complaint has costs once it is closed: some periods, mostly the
 * last, lack them for far more of their records than the others.
 */
export async function lookForOpenAmounts({ ask, rows }: DraftTable, roles: Roles): Promise<readonly string[]> {
  const { story, time, measures, looks, long } = roles;
  if (story !== "flow" || time === undefined) return [];
  // What came in has no value where something went out.
  const mayLack = measures.filter(
    (measure) =>
      measure.direction === undefined &&
      flows(measure) &&
      looks.some(({ name, values }) => name === measure.column && values < rows),
  );
  const found: string[] = [];
  const source = long === undefined ? "records" : `(${long.sql})`;
  for (const { key, value } of mayLack) {
    const [row = {}] = await ask(`WITH judged AS (
  WITH ${openSql(roles, value, source)}
)
SELECT count(*) AS periods, any_value(share) >= ${usuallyKnown} AS is_usual,
  count(*) FILTER (is_lacking) AS lacking, count(*) FILTER (is_lacking AND NOT is_last) AS between_others
FROM judged`);
    const [lacking, between, periods] = ["lacking", "between_others", "periods"].map((name) => Number(row[name] ?? 0));
    const few = between === 0 ? 2 * lacking! <= periods! : 4 * lacking! <= periods!;
    if (row["is_usual"] === true && lacking! > 0 && few) found.push(key);
  }
  return found;
}

/** Query of the periods of which far fewer records than usual have the amount yet. */
export function writeOpenAmounts(files: Files, { roles, open }: Plan): void {
  if (open.length === 0) return;
  const { measures } = roles;
  const others = open.length === measures.length ? "" : ` AND $measure IN (${open.map(quoteText).join(", ")})`;
  files.set(
    "queries/open_periods.sql",
    `-- The periods, and whether far fewer of their rows than usual have the amount: these have no value in the course.
WITH judged AS (
  WITH ${openSql(roles, valueSql(measures), sourceOf(roles))}
)
SELECT period, known, records, is_lacking${others} AS is_lacking FROM judged ORDER BY period
`,
  );
}
