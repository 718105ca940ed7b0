import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isSpanName, isSpanTexts, seasonOfTexts } from "./span-texts.ts";
import { quoteName } from "../../quote.ts";
import type { TimeRole } from "../roles.ts";
import { periodSql } from "./period-sql.ts";
import { inYears } from "./year-numbers.ts";

/** Share of the periods that hold one value of a column only, from which no period compares its values. */
const nearlyAll = 0.95;
/** Days by which the last date of a span may lie behind the first of the next: a match that was put off. */
const overlap = 7;

const isFine = (time: TimeRole | undefined): time is TimeRole =>
  time !== undefined && time.raw !== "year" && time.raw !== "quarter";

/** Columns whose values may be spans of time, by their names or values. */
const spansAmong = (looks: readonly ColumnLook[], time: TimeRole): readonly ColumnLook[] =>
  looks.filter(
    ({ name, type, distinct, values, texts, low, high }) =>
      !time.columns.includes(name) &&
      distinct >= 2 &&
      distinct * 2 <= values &&
      (type === "text"
        ? isSpanName(name) || isSpanTexts(texts)
        : type === "integer" && isSpanName(name) && inYears(low, high)),
  );

interface Spans {
  /** Whether the values follow each other in time. */
  readonly follow: boolean;
  /** Whether nearly each period has one value. */
  readonly fill: boolean;
}

/** How the values of a column lie in time. */
async function lookAtSpans(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  time: TimeRole,
  own: string,
): Promise<Spans> {
  const [row = {}] = await ask(`WITH found AS (
  SELECT ${own} AS own, (${time.day})::DATE AS day, ${periodSql(time)} AS period FROM ${source} WHERE ${own} IS NOT NULL AND ${time.day} IS NOT NULL
), ranges AS (
  SELECT own, min(day) AS first, max(day) AS last FROM found GROUP BY own
), steps AS (
  SELECT first >= (lag(last) OVER (ORDER BY first, last)) - ${overlap} AS follows FROM ranges
), sizes AS (
  SELECT period, count(DISTINCT own) AS n FROM found GROUP BY period
)
SELECT (SELECT coalesce(bool_and(follows), true) FROM steps) AS follow, (SELECT avg((n = 1)::INTEGER) FROM sizes) AS alone`);
  return { follow: row["follow"] === true, fill: Number(row["alone"]) >= nearlyAll };
}

/** A time, and the columns of spans of it that no period compares. */
export interface TimeWithSpans {
  readonly time: TimeRole | undefined;
  /** Names of columns. */
  readonly spans: readonly string[];
}

/**
 * The time of a table with its own years, if a column has them beside a finer date: seasons, school and fiscal years.
 * Years of the report are these. Within a period nothing compares spans of time: last season is no rival of this one.
 */
export async function withSeasons(
  table: Pick<DraftTable, "ask">,
  looks: readonly ColumnLook[],
  source: string,
  time: TimeRole | undefined,
): Promise<TimeWithSpans> {
  if (!isFine(time)) return { time, spans: [] };
  const spans: string[] = [];
  let found: TimeRole = time;
  for (const look of spansAmong(looks, time)) {
    const { follow, fill } = await lookAtSpans(table, source, time, quoteName(look.name));
    if (!follow && !fill) continue;
    const season = found.season === undefined && follow ? seasonOf(look) : undefined;
    if (season !== undefined && (await isOfOwnYears(table, source, time, season.day)))
      found = {
        ...time,
        season: { column: look.name, day: season.day },
        ...(season.financial && { financial: true }),
      };
    spans.push(look.name);
  }
  return { time: found, spans };
}

/** SQL of the first day of the year that stands for a season. */
function seasonOf({
  name,
  type,
  texts,
}: ColumnLook): { readonly day: string; readonly financial: boolean } | undefined {
  return type === "integer"
    ? { day: `make_date(${quoteName(name)}::INTEGER, 1, 1)`, financial: false }
    : seasonOfTexts(name, texts);
}

/** Share of the rows that lie outside the calendar year of their season, from which it is no calendar year. */
const mostlyOther = 0.05;

/** Whether seasons are no calendar years, and one begins each year. */
async function isOfOwnYears(
  { ask }: Pick<DraftTable, "ask">,
  source: string,
  { day }: TimeRole,
  season: string,
): Promise<boolean> {
  const [row = {}] = await ask(`SELECT avg((year(TRY(${season})) <> year(${day}))::INTEGER) AS other,
  max(abs(year(TRY(${season})) - year(${day}))) AS far, count(*) FILTER (TRY(${season}) IS NULL) AS unread
FROM ${source} WHERE ${day} IS NOT NULL`);
  return Number(row["other"]) >= mostlyOther && Number(row["far"]) <= 1 && Number(row["unread"]) === 0;
}
