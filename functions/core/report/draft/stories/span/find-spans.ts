import { type DraftTable, type Grain, grains } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { readLabel } from "../../names/read-label.ts";
import { reportGrain } from "../../roles/time/find-time.ts";
import type { Roles } from "../../roles/roles.ts";
import { allMeasures } from "../all-measures.ts";
import { dividingColumns } from "../groups/dividing-columns.ts";
import { columnsApart } from "../groups/columns-apart.ts";
import { findGroups } from "../outcome/find-groups.ts";
import { readStates, stateName } from "../outcome/state-words.ts";
import { findEndStates } from "./end-states.ts";
import { fewestSpans, findMoments, type NamedMoment } from "./find-moments.ts";
import { plainName, servedName } from "./moment-names.ts";
import { isUnheldState } from "../../names/cells/void-states.ts";
import type { DurationRole, LatenessRole, Moment, Spans, SpanUnit, Unheld } from "./span-role.ts";
import { betweenSql, daySql, hasSql } from "./span-sql.ts";

/** Share of the records with both moments in which the first must come first. */
const mostlyInOrder = 0.9;
/** Days up to which people ask how long it took; what lasted longer is a life, and not a span. */
const longest = 2000;
/** Different lengths from which they tell anything, and columns by which they are divided. */
const [fewestLengths, mostGroups] = [3, 2];

/**
 * What a table tells between two of its moments: how long it took from the first to the last, and whether what was due
 * came in time. Names decide which is first; the values must agree in nine of ten records.
 */
export async function findSpans(table: DraftTable, source: string, roles: Roles): Promise<Spans> {
  const { story, looks, selector, survey, long } = roles;
  if (story === "survey" || selector !== undefined || survey !== undefined || long?.turned === true) return none;
  const moments = findMoments(looks);
  if (moments.length < 2) return none;
  return {
    lateness: await findLateness(table, source, roles, moments),
    duration: await findDuration(table, source, roles, moments),
  };
}

const none: Spans = { lateness: undefined, duration: undefined };

const comparable = (one: Moment, other: Moment): boolean =>
  one.column !== other.column && (one.kind === "clock") === (other.kind === "clock");

interface Measured {
  readonly unit: SpanUnit;
  readonly both: number;
  /** Share of the records with both in which the first comes first. */
  readonly inOrder: number;
  readonly different: number;
  readonly middle: number;
}

/** How far two moments lie apart, and the unit in which people say so. */
async function measure({ ask }: DraftTable, source: string, from: Moment, to: Moment): Promise<Measured> {
  const isDays = from.kind === "day" || to.kind === "day";
  const length = betweenSql(from, to, isDays ? "day" : "minute");
  const [row = {}] = await ask(`WITH lengths AS (SELECT (${length})::DOUBLE AS v FROM ${source})
SELECT count(v) AS counted, avg((v >= 0)::INTEGER) AS share, count(DISTINCT v) AS different, median(abs(v)) FILTER (v <> 0) AS middle FROM lengths`);
  const middle = Number(row["middle"] ?? 0);
  const unit: SpanUnit = isDays || middle >= 4320 ? "day" : middle >= 150 ? "hour" : "minute";
  return {
    unit,
    both: Number(row["counted"] ?? 0),
    inOrder: Number(row["share"] ?? 0),
    different: Number(row["different"] ?? 0),
    middle: isDays ? middle : middle / 1440,
  };
}

/** The name or number that each record has for itself. */
function nameOf(looks: readonly ColumnLook[], rows: number): DurationRole["name"] {
  const own = looks.filter(({ distinct, values }) => distinct === rows && values === rows);
  const found =
    own.find(({ type, length }) => type === "text" && length <= 40) ??
    own.find(({ type, name }) => type === "integer" && /(id|nr|no|number|nummer)\.?$|编号|单号|号$/i.test(name.trim()));
  if (found === undefined) return undefined;
  return { column: found.name, label: readLabel(found.name).label, value: nameSql(found) };
}

/** SQL of a name as a text: numbers of records have no decimals. */
const nameSql = ({ name, type }: ColumnLook): string =>
  type === "text" ? `trim(${quoteName(name)})` : `${quoteName(name)}::BIGINT::VARCHAR`;

async function findLateness(
  table: DraftTable,
  source: string,
  roles: Roles,
  moments: readonly NamedMoment[],
): Promise<LatenessRole | undefined> {
  for (const due of moments.filter(({ isDue }) => isDue).toSorted((a, b) => Number(a.begins) - Number(b.begins))) {
    const actual = actualOf(due, moments);
    if (actual === undefined) continue;
    const { unit, both, different, middle } = await measure(table, source, due.moment, actual.moment);
    if (both < fewestSpans || different < fewestLengths || middle > longest) continue;
    const late = lateSql(due.moment, actual.moment);
    if (!(await isEver(table, source, late))) continue;
    const columns = moments.map(({ moment }) => moment.column);
    return {
      due: due.moment,
      actual: actual.moment,
      unit,
      days: await happenedDays(table, source, moments, actual),
      groups: (await findGroups(table, source, roles, { column: actual.moment.column, ended: late })).filter(
        ({ column }) => !columns.includes(column),
      ),
      name: nameOf(roles.looks, table.rows),
      amount: amountOf(roles, table.rows),
      states: await findEndStates(table, source, roles.looks, due.moment, actual.moment),
    };
  }
  return undefined;
}

/** Share of the rows that begin after all that is done, from which beginnings are planned. */
const mostAhead = 0.1;

/** The days of records without those of a plan: tasks of which many begin after the last one was finished. */
async function happenedDays(
  { ask }: DraftTable,
  source: string,
  moments: readonly NamedMoment[],
  actual: NamedMoment,
): Promise<readonly Moment[]> {
  const days = moments.filter(({ isDue, moment }) => !isDue && moment.kind !== "clock").map(({ moment }) => moment);
  const done = daySql(actual.moment);
  if (done === undefined) return days;
  const kept: Moment[] = [];
  for (const day of days) {
    const [row = {}] = await ask(
      `SELECT avg((${daySql(day)} > (SELECT max(${done}) FROM ${source}))::INTEGER) AS ahead FROM ${source}`,
    );
    if (day.column === actual.moment.column || Number(row["ahead"] ?? 0) <= mostAhead) kept.push(day);
  }
  return kept;
}

/** Whether anything came late: what is sent off before it is due tells nothing of when it arrived. */
async function isEver({ ask }: DraftTable, source: string, late: string): Promise<boolean> {
  const [row = {}] = await ask(`SELECT bool_or(${late}) AS ever FROM ${source}`);
  return row["ever"] === true;
}

/** Units of money, which is added up though no word says so: the value of an order. */
const money = /€|\$|£|¥|\b(EUR|USD|GBP|CHF|CNY|JPY)\b|元/;

function amountOf(roles: Roles, rows: number): LatenessRole["amount"] {
  const known = allMeasures(roles, rows).filter(({ column }) => column !== "*");
  return known.find(({ adds }) => adds) ?? known.find(({ unit }) => money.test(unit));
}

/** SQL of whether what was due came late; NULL where it has not come, or nothing was due. */
export const lateSql = (due: Moment, actual: Moment): string => `(${betweenSql(due, actual, "minute")}) > 0`;

/** What came of what was due: of the same thing, or else what ends. */
function actualOf(due: NamedMoment, moments: readonly NamedMoment[]): NamedMoment | undefined {
  const others = moments.filter((one) => !one.isDue && comparable(due.moment, one.moment));
  const same = others.filter(({ of }) => of !== "" && of === due.of);
  const told = same.length > 0 ? same : due.begins && !due.ends ? [] : others;
  return (
    told.find(({ isActual, ends }) => isActual && ends) ??
    told.find(({ isActual }) => isActual) ??
    told.find(() => same.length > 0) ??
    told.findLast(({ ends, begins }) => ends && !begins) ??
    told.findLast(({ ends }) => ends)
  );
}

async function findDuration(
  table: DraftTable,
  source: string,
  roles: Roles,
  moments: readonly NamedMoment[],
): Promise<DurationRole | undefined> {
  // What is due or planned has not happened: until then nothing takes its time.
  for (const [begin, end] of pairsOf(moments.filter(({ isDue }) => !isDue))) {
    const unheld = await unheldOf(table, source, roles, begin, end);
    const held = unheld === undefined ? source : `(SELECT * FROM ${source} WHERE NOT ${unheld.isUnheld})`;
    const { unit, both, inOrder, different, middle } = await measure(table, held, begin, end);
    if (both < fewestSpans || inOrder < mostlyInOrder || different < fewestLengths || middle > longest) continue;
    if (await isPlanned(table, source, roles, end)) continue;
    const length = lengthSql({ begin, end, unit });
    const columns = moments.map(({ moment }) => moment.column);
    const tried = dividingColumns(roles, columns);
    return {
      begin,
      end,
      unit,
      grain: await grainOf(table, source, begin),
      groups: await columnsApart(table, held, length, tried, mostGroups),
      name: nameOf(roles.looks, table.rows),
      leads: isAsked(end, roles),
      unheld,
      states: await findEndStates(table, held, roles.looks, begin, end),
    };
  }
  return undefined;
}

/** Most states that people tell apart. */
const mostStates = 12;

/** Share of all other records that have both moments, from which those that were cancelled have them by plan. */
const mostPlanned = 0.9;

/**
 * The records that did not take place, if they have the moments that were planned for them: bookings with their nights.
 * Of memberships those that were cancelled are the ones that ended.
 */
async function unheldOf(
  { ask }: DraftTable,
  source: string,
  { looks }: Roles,
  begin: Moment,
  end: Moment,
): Promise<Unheld | undefined> {
  for (const { name, type, distinct, texts } of looks) {
    if (type !== "text" || distinct < 2 || distinct > mostStates) continue;
    const found = [...new Set(texts.filter(isUnheldState).map((text) => text.trim()))];
    if (found.length === 0 || found.length === texts.length) continue;
    const isUnheld = `coalesce(trim(${quoteName(name)}) IN (${found.map(quoteText).join(", ")}), false)`;
    const [row = {}] = await ask(
      `SELECT avg((${hasSql(begin)} AND ${hasSql(end)})::INTEGER) AS planned FROM ${source} WHERE NOT ${isUnheld}`,
    );
    if (Number(row["planned"] ?? 0) >= mostPlanned) return { column: name, texts: found, isUnheld };
  }
  return undefined;
}

/** SQL of how long it took; NULL where it has not ended, or ends before it begins. */
export function lengthSql({ begin, end, unit }: Pick<DurationRole, "begin" | "end" | "unit">): string {
  const between = betweenSql(begin, end, unit);
  return `CASE WHEN (${between}) >= 0 THEN (${between})::DOUBLE END`;
}

/** Share of the records that are not settled from which their ends are dates of a plan. */
const mostlyOpen = 0.5;

/** Whether what a state calls unsettled has an end all the same: the finish of a project's tasks is planned. */
async function isPlanned({ ask }: DraftTable, source: string, { looks }: Roles, end: Moment): Promise<boolean> {
  const [state] = looks.flatMap(({ name, type, texts }) => {
    const states = type === "text" && stateName.test(name) ? readStates(texts) : undefined;
    return states === undefined || states.open.length === 0 ? [] : [{ name, open: states.open }];
  });
  if (state === undefined) return false;
  const open = `${quoteName(state.name)} IN (${state.open.map(quoteText).join(", ")})`;
  const [row = {}] = await ask(`SELECT avg((${hasSql(end)})::INTEGER) FILTER (${open}) AS share FROM ${source}`);
  return Number(row["share"] ?? 0) > mostlyOpen;
}

/** The moments between which something may have lasted, the likeliest first. */
function pairsOf(happened: readonly NamedMoment[]): readonly (readonly [Moment, Moment])[] {
  const begins = happened.filter((one) => one.begins);
  const bare = happened.filter(({ isBare, moment }) => isBare && moment.kind !== "clock");
  const first = [...begins, ...(begins.length === 0 ? bare : [])];
  const last = happened
    .filter(({ ends }) => ends)
    .toReversed()
    .toSorted((a, b) => rank(a) - rank(b));
  return first.flatMap((from) =>
    last.filter((to) => comparable(from.moment, to.moment)).map((to) => [from.moment, to.moment] as const),
  );
}

/** What only ends comes before what may begin something too. */
const rank = ({ begins }: NamedMoment): number => (begins ? 1 : 0);

/** Whether people ask for it before what is measured: no amount is, or the end is one that such a table is kept for. */
function isAsked(end: Moment, { measures }: Roles): boolean {
  return servedName.test(plainName(end.column)) || measures.every(({ adds, column }) => !adds || column === "*");
}

async function grainOf({ ask }: DraftTable, source: string, begin: Moment): Promise<Grain | undefined> {
  const day = daySql(begin);
  if (day === undefined) return undefined;
  const [row = {}] = await ask(
    `SELECT date_diff('day', min(${day}), max(${day})) AS days, count(*) AS rows_of FROM ${source} WHERE ${hasSql(begin)}`,
  );
  const [days, rows] = [Number(row["days"] ?? 0), Number(row["rows_of"] ?? 0)];
  const usual = reportGrain("day", days, rows);
  // A period of few records has no median that says anything.
  return grains.slice(grains.indexOf(usual)).find((grain) => (rows * daysOf[grain]) / (days + 1) >= fewestOfPeriod);
}

const daysOf: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
/** Records of a period, on average, from which their median says anything. */
const fewestOfPeriod = 10;
