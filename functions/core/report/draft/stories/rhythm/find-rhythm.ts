import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { hourSql, isHours, isWeekdays, weekdaySql } from "../../names/hours-and-weekdays.ts";
import { quoteName } from "../../quote.ts";
import type { Roles } from "../../roles/roles.ts";
import type { RhythmPart, RhythmRole } from "./rhythm-role.ts";
import { mostNamed } from "./rhythm-words.ts";
import { daysSql, partTables, rowsSql, type RhythmSql } from "./rhythm-sql.ts";

/** Fewest different hours and days of instants, and fewest rows. */
const [fewestHours, fewestDays, fewestRows] = [5, 14, 12];
/** Share of the hours of the days, or of the days, from which a table has what happened at each of them. */
const mostSlots = 0.9;

/**
 * When there is most: by a column of hours or of weekdays, or by the instants of at least two weeks. A table with days
 * has a section on them if they differ by more than chance; one without days if it is a table of hours or weekdays
 * itself, which has as many rows of each.
 */
export async function findRhythm(table: DraftTable, source: string, roles: Roles): Promise<RhythmRole | undefined> {
  const { time, looks } = roles;
  const times = await timesOf(table, source, roles);
  const measure = roles.measures[0];
  if (times === undefined || measure === undefined) return undefined;
  const { hour, weekday, day } = times;
  const hasDays = day !== undefined;
  // Columns of weekdays are a table of these, whichever of its cells are empty.
  const isOfParts = roles.long?.turned === true || (await isTableOfParts(table, source, [hour, weekday]));
  if (!hasDays && !isOfParts) return undefined;
  const base = { measure, hour, weekday, day, series: undefined };
  const put = hasDays ? await putOf(table, source, roles, base) : measure.adds ? "sum" : "mean";
  const all: RhythmSql = { ...base, put, series: put === "slots" ? seriesOf(roles) : undefined };
  const told = async (part: RhythmPart, of: string | undefined): Promise<Verdict> =>
    of === undefined ? unlike : await judge(table, source, all, part);
  const [ofHours, ofDays] = [await told("hour", hour), await told("weekday", weekday)];
  const [hours, days] = [ofHours.differs, ofDays.differs];
  if (!hours && !days) return undefined;
  const columns = looks
    .filter((look) => (hours && isHours(look)) || (days && isWeekdays(look)))
    .map(({ name }) => name);
  return {
    ...all,
    shows: { hours, weekdays: days, grid: hours && days && put !== "records" },
    columns,
    leads: ((hours && ofHours.isNamed) || (days && ofDays.isNamed)) && (columns.length > 0 || time?.finer === true),
  };
}

/** SQL of what has a row at each time: the members over time; of one course it is itself. */
function seriesOf({ story, members }: Roles): string | undefined {
  if (story === "flow") return undefined;
  return story === "series"
    ? "''"
    : `concat_ws(' · ', ${members.map(({ value }) => `coalesce(${value}, '')`).join(", ")})`;
}

/** The columns of hours and of weekdays: by these nothing else of a table is divided. */
export function columnsOfRhythm({ looks }: Pick<Roles, "looks">): readonly string[] {
  return looks.filter((look) => isHours(look) || isWeekdays(look)).map(({ name }) => name);
}

/** SQL of the hour, the weekday and the day of a row; undefined if the table has neither hours nor weekdays. */
async function timesOf(
  table: DraftTable,
  source: string,
  { story, looks, time, measures, selector, survey, long }: Roles,
): Promise<Pick<RhythmRole, "hour" | "weekday" | "day"> | undefined> {
  if (measures.length === 0 || story === "survey" || survey !== undefined || selector !== undefined) return undefined;
  const isAcross = long?.turned === true;
  if (isAcross && !(looks.some(isHours) && looks.some(isWeekdays))) return undefined;
  if (!isAcross && table.rows < fewestRows) return undefined;
  const instant = time === undefined ? undefined : looks.find((look) => isInstant(look, time.columns));
  const hours = looks.find(isHours);
  const days = looks.find(isWeekdays);
  const at = instant === undefined ? undefined : quoteName(instant.name);
  const isLong = time !== undefined && daysOf(time.first, time.last) >= fewestDays;
  const told = isLong && at !== undefined && (await hasHours(table, source, at)) ? at : undefined;
  if (hours === undefined && days === undefined && told === undefined) return undefined;
  const day = time !== undefined && time.raw === "day" ? time.day : undefined;
  const ofDays = day === undefined ? days && weekdaySql(days) : isLong ? `isodow(${day})` : undefined;
  return { hour: hours === undefined ? told && `hour(${told})` : hourSql(hours), weekday: ofDays, day };
}

/** How values of a table with days are put together: those of records that lie on no grid are none between them. */
async function putOf(
  { ask }: DraftTable,
  source: string,
  { story, measures }: Roles,
  role: Omit<RhythmSql, "put">,
): Promise<RhythmRole["put"]> {
  if (!measures[0]!.adds) return "mean";
  if (story !== "flow") return "slots";
  if (measures[0]!.column === "*") return "records";
  const [row = {}] = await ask(`WITH rhythm_rows AS (${rowsSql({ ...role, put: "slots" }, source, [])})
SELECT (SELECT count(*) FROM (SELECT DISTINCT day, hour FROM rhythm_rows))::DOUBLE
  / ((date_diff('day', min(day), max(day)) + 1) * count(DISTINCT coalesce(hour, 0))) AS filled FROM rhythm_rows`);
  return Number(row["filled"] ?? 0) >= mostSlots ? "slots" : "records";
}

/** Whether hours or weekdays differ, and whether so few are highest or lowest that they can be named. */
interface Verdict {
  readonly differs: boolean;
  readonly isNamed: boolean;
}

const unlike: Verdict = { differs: false, isNamed: false };

const isFew = (count: unknown): boolean => Number(count) > 0 && Number(count) <= mostNamed;

async function judge({ ask }: DraftTable, source: string, role: RhythmSql, part: RhythmPart): Promise<Verdict> {
  const days = role.day === undefined ? "" : `), rhythm_days AS (\n${daysSql(role)}\n`;
  const [row = {}] = await ask(`WITH rhythm_rows AS (
${rowsSql(role, source, [])}
${days}), ${partTables(role, part)}
SELECT any_value(differs) AS differs, count(*) FILTER (high) AS highs, count(*) FILTER (low) AS lows FROM marked, verdict`);
  return { differs: row["differs"] === true, isNamed: isFew(row["highs"]) || isFew(row["lows"]) };
}

/** Whether each hour and weekday has as many rows as the others. */
async function isTableOfParts({ ask }: DraftTable, source: string, parts: readonly (string | undefined)[]) {
  for (const part of parts) {
    if (part === undefined) continue;
    const [row = {}] = await ask(
      `SELECT min(n) = max(n) AS even FROM (SELECT count(*) AS n FROM ${source} WHERE (${part}) IS NOT NULL GROUP BY ${part})`,
    );
    if (row["even"] !== true) return false;
  }
  return true;
}

const daysOf = (first: string, last: string): number => (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;

const isInstant = ({ name, type }: ColumnLook, columns: readonly string[]): boolean =>
  type === "timestamp" && columns.includes(name);

/** Whether instants are of several hours: those of days are all at midnight. */
async function hasHours({ ask }: DraftTable, source: string, at: string): Promise<boolean> {
  const [row = {}] = await ask(`SELECT count(DISTINCT hour(${at})) AS hours FROM ${source}`);
  return Number(row["hours"] ?? 0) >= fewestHours;
}
