import { BroadsheetError } from "../../../errors.ts";
import type { DraftTable } from "../draft.ts";
import { type ColumnLook, lookAtColumns, lookAtSeries } from "../look/look-at-columns.ts";
import { type KeyLook, lookAtKeys } from "../look/look-at-keys.ts";
import { lookForRepeats } from "../look/look-for-repeats.ts";
import { quoteName } from "../quote.ts";
import { findMeasures, isCategory, measuresBySeries } from "./find-measures.ts";
import { isMemberColumn, memberOf } from "./find-members.ts";
import { findTime } from "./find-time.ts";
import { hasNames } from "./has-names.ts";
import { findLedger } from "./find-ledger.ts";
import { findSurvey } from "./find-survey.ts";
import { periodSql } from "./period-sql.ts";
import { titleWords } from "./title-words.ts";
import { doubtSums } from "./doubt-sums.ts";
import { refuseMixed } from "./mixed-units.ts";
import { withSums } from "./with-sums.ts";
import { withTotals } from "./with-totals.ts";
import type { MeasureRole, MemberRole, Roles, TimeRole } from "./roles.ts";
import { turnPeriods } from "./turn-periods.ts";
import { withoutNotes } from "./without-notes.ts";

const mostCompared = 8;
const selectorName = /^(series[_ ]name|(indicator|variable|measure|metric|kennzahl|指标)([_ ]?name)?)$/i;

/**
 * Finds what a table is about: its time, what it measures, whom it compares.
 *
 * @throws BroadsheetError `unprocessable` (`no-draft`) if no honest report can be drafted by rules
 */
export async function findRoles(table: DraftTable): Promise<Roles> {
  refuseUnnamed(table);
  const long = turnPeriods(table.columns) ?? (await withoutNotes(table));
  const source = long === undefined ? "records" : `(${long.sql})`;
  const looks = (await lookAtColumns(table, long?.columns ?? table.columns, source)).map((look) =>
    // A number beside periods across is of the member, and would be repeated in each of its periods.
    long?.turned === true && isNumber(look) && look.name !== long.value ? { ...look, distinct: 1 } : look,
  );
  const survey = findSurvey(looks, table.rows);
  if (survey !== undefined) return { ...nothing, story: "survey", survey };
  const [{ n: counted } = { n: table.rows }] = (await table.ask(`SELECT count(*) AS n FROM ${source}`)) as {
    n: unknown;
  }[];
  const rows = Number(counted);
  const time = await findTime(table, looks, source, rows);
  const found = await findCompared(table, looks, source, time, rows);
  const work = { table, looks, source, time, rows, long: long && { sql: long.sql, turned: long.turned } };
  return await doubtSums(work, await withTotals(work, await withSums(work, await tellStory(work, found))));
}

const nothing: Roles = {
  story: "series",
  long: undefined,
  time: undefined,
  measures: [],
  members: [],
  selector: undefined,
  survey: undefined,
  summed: false,
  dense: true,
  apart: false,
  twins: [],
};

const isNumber = ({ type }: ColumnLook): boolean => type === "integer" || type === "number";

interface Work {
  readonly table: DraftTable;
  readonly looks: readonly ColumnLook[];
  readonly source: string;
  readonly time: TimeRole | undefined;
  readonly rows: number;
  readonly long: Roles["long"];
}

interface Compared {
  readonly members: readonly ColumnLook[];
  readonly keys: KeyLook;
  readonly selector: string | undefined;
  readonly twins: readonly string[];
}

/** The columns that may be compared, without those that say the same as another. */
async function findCompared(
  table: DraftTable,
  looks: readonly ColumnLook[],
  source: string,
  time: TimeRole | undefined,
  rows: number,
): Promise<Compared> {
  const used = new Set(time?.columns);
  const possible = looks.filter((look) => !used.has(look.name) && isMemberColumn(look, rows));
  const selector = possible.find(({ name, distinct }) => selectorName.test(name) && distinct <= 24)?.name;
  const compared = possible.filter(({ name }) => name !== selector).slice(0, mostCompared);
  const keys = await lookAtKeys(
    table,
    source,
    time?.day,
    compared.map(({ name }) => quoteName(name)),
  );
  const twins = new Set<string>();
  for (const [at, one] of compared.entries()) {
    for (const [more, other] of compared.slice(at + 1).entries()) {
      const pair = keys.alone.get(`${at},${at + 1 + more}`);
      if (pair !== one.distinct || pair !== other.distinct) continue;
      twins.add(readsBetter(one, other) ? other.name : one.name);
    }
  }
  return { members: compared, keys, selector, twins: [...twins] };
}

const isCode = ({ name, texts }: ColumnLook): boolean =>
  /code|iso|(^|_)id$/i.test(name) || texts.every((text) => /^[A-Z0-9_.-]{1,6}$/.test(text));

/** Whether people read a column rather than another: names rather than codes. */
function readsBetter(one: ColumnLook, other: ColumnLook): boolean {
  if (isCode(one) !== isCode(other)) return !isCode(one);
  if (one.type !== other.type) return one.type === "text";
  return true;
}

/** What a table's columns can be, before a story is chosen. */
interface Cast {
  readonly base: Roles;
  readonly kept: readonly ColumnLook[];
  readonly keys: KeyLook;
  /** Place of a column among those whose keys were counted. */
  readonly at: (look: ColumnLook) => number;
  readonly measures: readonly MeasureRole[];
}

async function tellStory(work: Work, { members: compared, keys, selector, twins }: Compared): Promise<Roles> {
  const { looks, time, rows } = work;
  const used = new Set([
    ...(time?.columns ?? []),
    ...compared.map(({ name }) => name),
    ...(selector === undefined ? [] : [selector]),
  ]);
  const found = findMeasures(looks, used, rows, {
    context: contextOf(work),
    time,
    isSelected: selector !== undefined,
  });
  const cast: Cast = {
    base: { ...nothing, long: work.long, time, selector, twins: [...twins] },
    kept: compared.filter(({ name }) => !twins.includes(name)),
    keys,
    at: (look) => compared.indexOf(look),
    measures: selector === undefined ? found : await measuresOf(work, selector, found[0]),
  };
  if (time === undefined) return withoutTime(work, await onceEach(work, cast));
  // Things that have names, each with a day of its own, are no course of time.
  const isCourse = keys.times === rows && (time.regular || !hasNames(looks, rows));
  if (selector === undefined && (isCourse || time.finer === true))
    return needMeasures({ ...cast.base, story: "series", measures: cast.measures, summed: time.finer === true }, looks);
  refuseTwoTimes(looks, time);
  return tellPanel(work, cast, time) ?? (await tellFlow(work, await onceEach(work, cast), time));
}

/** The measures of a table that names in each row what it measures. */
async function measuresOf(
  { table, source, looks }: Work,
  selector: string,
  value: MeasureRole | undefined,
): Promise<readonly MeasureRole[]> {
  const names = looks.find(({ name }) => name === selector)?.texts ?? [];
  if (value === undefined) return [];
  return measuresBySeries(await lookAtSeries(table, source, { value: value.column, selector, names }), value);
}

/** Members over time: the time and one column, or two, name each row. */
function tellPanel({ rows }: Work, { base, kept, keys, at, measures }: Cast, time: TimeRole): Roles | undefined {
  // What names every single record, or meets few of the times, only happens to name a row together with its time.
  // A row that names no member would be lost: such rows are records.
  const lasting = kept.filter(({ distinct, values }) => distinct * 2 <= rows && values === rows);
  const fills = (combinations: number | undefined): boolean => rows >= 0.3 * keys.times * (combinations ?? Infinity);
  const single = lasting.filter((look) => keys.withTime.get(String(at(look))) === rows && fills(look.distinct));
  const pairs = lasting.flatMap((one, index) =>
    lasting
      .slice(index + 1)
      .filter((other) => keys.withTime.get(`${at(one)},${at(other)}`) === rows)
      .filter((other) => fills(keys.alone.get(`${at(one)},${at(other)}`)))
      .map((other) => [one, other]),
  );
  const found = base.selector !== undefined ? kept : single.length > 0 ? single : (pairs[0] ?? []);
  if (found.length === 0 || measures.length === 0) return undefined;
  const others = kept.filter((look) => !found.includes(look) && look.distinct >= 2);
  const members = rolesOf(prefer(found, rows), prefer(others, rows));
  return {
    ...base,
    time,
    story: "panel",
    measures,
    members,
    // By another column than the one that names a row, several rows make one value.
    summed: single.length === 0 || members.length > 1,
    dense: isDense(members[0], keys.times, rows, single.length),
  };
}

/** Leaves out measures that repeat one value in many rows, where rows are added up. */
async function onceEach({ table, source, rows }: Work, cast: Cast): Promise<Cast> {
  const adding = cast.measures.filter(({ adds }) => adds).slice(0, 8);
  const members = cast.kept.filter(({ distinct }) => distinct < rows);
  const repeated = await lookForRepeats(
    table,
    source,
    adding.map(({ value }) => value),
    members.map(({ name }) => quoteName(name)),
  );
  return { ...cast, measures: cast.measures.filter((measure) => !repeated.has(adding.indexOf(measure))) };
}

/** Share of the records in one period from which they are of that time, and not over time. */
const mostInOne = 0.5;

async function isOverTime({ table, source }: Work, time: TimeRole): Promise<boolean> {
  const [row = {}] = await table.ask(
    `SELECT max(n)::DOUBLE / sum(n) AS most FROM (SELECT count(*) AS n FROM ${source} GROUP BY ${periodSql(time)})`,
  );
  return Number(row["most"]) <= mostInOne;
}

/** Dated records, put together by period. */
async function tellFlow(work: Work, cast: Cast, time: TimeRole): Promise<Roles> {
  const { base, kept, measures } = cast;
  const { looks, rows } = work;
  const grouped = kept.filter(({ distinct }) => distinct <= 60);
  // A few years of things that are measured, but not counted: what they are says more than when.
  const measured = measures.length > 0 && !measures.some(({ adds }) => adds) && grouped.length > 0;
  if (measured && (time.raw === "year" || !(await isOverTime(work, time))))
    return {
      ...base,
      time: undefined,
      story: "groups",
      measures,
      members: rolesOf(prefer(grouped, rows), []),
      summed: true,
    };
  return {
    ...base,
    story: "flow",
    measures: findLedger(looks, measures) ?? countedFirst(measures),
    members: rolesOf(prefer(grouped, rows), []),
    summed: true,
  };
}

/** Words that say what a column called `value` holds: a column with one text, or else the title. */
function contextOf({ looks, rows, table }: Work): string {
  const constant = looks.find(
    ({ type, distinct, values, texts: [text = ""], name }) =>
      type === "text" &&
      distinct === 1 &&
      values >= 0.5 * rows &&
      text.length > 5 &&
      text.length <= 60 &&
      !/source|code|label|quelle/i.test(name),
  );
  return constant?.texts[0] ?? titleWords(table.title);
}

function withoutTime({ rows, looks }: Work, { base, kept, keys, at, measures }: Cast): Roles {
  const naming = kept.filter((look) => keys.alone.get(String(at(look))) === rows && look.distinct === rows);
  const groups = kept.filter(({ distinct }) => distinct <= 40 && distinct * 2 <= rows);
  if (naming.length > 0) {
    const members = rolesOf(prefer(naming, rows).slice(0, 1), prefer(groups, rows));
    return needMeasures({ ...base, story: "cross", measures: measures.map(asWritten(looks)), members }, looks);
  }
  if (groups.length === 0) {
    throw refusal(
      "no-names",
      "no column says what the rows are",
      looks.map(({ name }) => name),
      "add a column of names, or of dates",
    );
  }
  // Every combination of two columns, or nearly: a table with two sides, written as rows.
  const pair = groups.some((one) =>
    groups.some(
      (other) =>
        one !== other &&
        rows >= 0.3 * one.distinct * other.distinct &&
        keys.alone.get([at(one), at(other)].sort((a, b) => a - b).join(",")) === rows,
    ),
  );
  if (measures.length > 0 && (measures[0]!.adds || pair)) {
    return { ...base, story: "cross", measures, members: rolesOf(prefer(groups, rows), []), summed: true };
  }
  return needMeasures(
    { ...base, story: "groups", measures, members: rolesOf(prefer(groups, rows), []), summed: true },
    looks,
  );
}

/** Whole numbers that are printed as they are in the table need no decimals, unless their median has one. */
function asWritten(looks: readonly ColumnLook[]): (measure: MeasureRole) => MeasureRole {
  return (measure) => {
    const look = looks.find(({ name }) => name === measure.column);
    const isWhole = look?.whole === true && measure.scale === 1;
    return isWhole ? { ...measure, decimals: look.middle % 1 === 0 || Math.abs(look.middle) >= 100 ? 0 : 1 } : measure;
  };
}

/** @throws BroadsheetError for forecasts: rows of two years, one of which is when the other was foreseen */
function refuseTwoTimes(looks: readonly ColumnLook[], time: TimeRole): void {
  if (time.raw !== "year") return;
  const years = looks.filter(
    ({ name, type, low, high }) =>
      type === "integer" && /year|jahr/i.test(name) && low >= 1500 && high <= 2200 && !time.columns.includes(name),
  );
  if (years.length > 0)
    throw refusal(
      "two-times",
      "two columns hold years, and only the author knows which one counts",
      [...time.columns, ...years.map(({ name }) => name)],
      "leave one of them out in a recipe, or select one of its years",
    );
}

function needMeasures(roles: Roles, looks: readonly ColumnLook[]): Roles {
  if (roles.measures.length > 0) return roles;
  refuseMixed(looks);
  throw refusal(
    "nothing-measured",
    "no column of numbers measures anything",
    [],
    "a column of numbers that are stored as text needs a recipe first: docs/data.md",
  );
}

/** Roles of columns, with names of their own as parameters. */
function rolesOf(first: readonly ColumnLook[], others: readonly ColumnLook[]): readonly MemberRole[] {
  const keys = new Set<string>();
  return [...first, ...others].slice(0, 6).map((look) => memberOf(look, keys));
}

/** Countries first, then what has a readable number of values. */
function prefer(looks: readonly ColumnLook[], rows: number): readonly ColumnLook[] {
  const score = (look: ColumnLook): number => {
    const { countries } = memberOf(look, new Set());
    const { distinct, type } = look;
    const fits = distinct >= 3 && distinct <= 30 ? 2 : distinct === rows ? 2 : distinct > 60 ? 0 : 1;
    return (countries ? 4 : 0) + fits + (type === "text" ? 1 : 0) - (isCategory(look) ? 1 : 0);
  };
  return looks
    .map((look, at) => ({ look, score: score(look) - at / 100 }))
    .sort((a, b) => b.score - a.score)
    .map(({ look }) => look);
}

/** Of dated records, their number is always known; it comes first if nothing else may be added up. */
function countedFirst(measures: readonly MeasureRole[]): readonly MeasureRole[] {
  const adding = measures.filter(({ adds }) => adds);
  return [...adding, recordsMeasure, ...measures.filter(({ adds }) => !adds)];
}

/** How many records there are. */
export const recordsMeasure: MeasureRole = {
  key: "records",
  column: "*",
  value: "1",
  label: "Records",
  called: "records",
  unit: "",
  adds: true,
  surely: true,
  kind: "percent",
  scale: 1,
  decimals: 0,
};

function isDense(member: MemberRole | undefined, times: number, rows: number, single: number): boolean {
  if (member === undefined || single === 0) return true;
  return rows >= 0.9 * member.count * times || member.countries;
}

/** @throws BroadsheetError for a table most of whose columns have no names */
function refuseUnnamed({ columns, rows }: DraftTable): void {
  if (rows < 2)
    throw refusal("too-few-rows", "a report needs at least two rows", [String(rows)], "give a table with more rows");
  const unnamed = columns.filter(({ name }) => /^column_\d+$/.test(name));
  if (unnamed.length * 2 > columns.length)
    throw refusal(
      "no-column-names",
      "most columns have no names",
      columns.map(({ name }) => name).slice(0, 8),
      "put a row of names above the data, or say in a recipe which line has them",
    );
}

export function refusal(code: string, message: string, seen: readonly string[], hint: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code,
    message: `No report can be drafted: ${message}`,
    ...(seen.length > 0 && { seen: seen.slice(0, 12) }),
    hint,
  });
}
