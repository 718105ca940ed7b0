import type { DraftTable } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import { type Cast, nothing, prefer, recordsMeasure, rolesOf, type Work } from "./cast.ts";
import { doubtSums } from "./sums/doubt-sums.ts";
import { findMoneyPair } from "./find-money-pair.ts";
import { changesOfEach } from "./measures/before-after.ts";
import { asFractions } from "./measures/fractions.ts";
import { findMeasures } from "./measures/find-measures.ts";
import { changesOfPrices, pricesByUnit, unitOfPrices } from "./measures/prices.ts";
import { seriesMeasures } from "./measures/series-measures.ts";
import { clearestFirst } from "../stories/groups/clearest-first.ts";
import { furthestFirst } from "../stories/gain/furthest-first.ts";
import { durationFirst } from "../stories/groups/duration-first.ts";
import { findSurvey } from "./find-survey.ts";
import { findTime } from "./time/find-time.ts";
import { memberOf } from "./find-members.ts";
import { hasNames } from "./has-names.ts";
import { readTable } from "./reading/read-table.ts";
import { areNumbered } from "./numbered-records.ts";
import { needMeasures, refuseTwoTimes, refuseUnnamed } from "./refusals.ts";
import type { MemberRole, Roles, TimeRole } from "./roles.ts";
import { withHeadingUnit } from "../names/titles/heading-unit.ts";
import { stretchOfTitle } from "../names/titles/title-stretch.ts";
import { titleWords } from "../names/titles/title-words.ts";
import { withSeasons } from "./time/seasons.ts";
import { withLasting } from "./time/with-lasting.ts";
import { tellFlow, tellRecords } from "./tell-flow.ts";
import { directionOf, withDirections } from "./with-directions.ts";
import { withAccounts } from "./sums/with-accounts.ts";
import { withStock } from "./stock/with-stock.ts";
import { withConsumption } from "./meter/with-consumption.ts";
import { withKin } from "./with-kin.ts";
import { withLeague } from "./with-league.ts";
import { withParents } from "./with-parents.ts";
import { withPart } from "./with-part.ts";
import { withPlace } from "./with-place.ts";
import { withShares } from "./with-shares.ts";
import { withSums } from "./sums/with-sums.ts";
import { withoutCalledTotals } from "./sums/without-called-totals.ts";
import { withSubtotals } from "./sums/with-subtotals.ts";
import { withTotals } from "./sums/with-totals.ts";
import { withTrueTotals } from "./sums/with-true-totals.ts";
import { withoutVoided } from "./without-voided.ts";
import { withoutAxes, withoutCounters } from "./without-labels.ts";
import { onceEach, onceInPanel } from "./without-repeats.ts";
import { refuseBalanced, withoutTime } from "./without-time.ts";
import { type Compared, findCompared } from "./find-compared.ts";

/**
 * Finds what a table is about: its time, what it measures, whom it compares.
 *
 * @throws BroadsheetError `unprocessable` (`no-draft`) if no honest report can be drafted by rules
 */
export async function findRoles(table: DraftTable): Promise<Roles> {
  refuseUnnamed(table);
  const { long, source, looks, withoutNotes, reading } = await readTable(table);
  const survey = findSurvey(looks, table.rows);
  if (survey !== undefined) return { ...nothing, story: "survey", survey, looks };
  const [{ n: counted } = { n: table.rows }] = (await table.ask(`SELECT count(*) AS n FROM ${source}`)) as {
    n: unknown;
  }[];
  const rows = Number(counted);
  const dated = titledTime(acrossOf(await findTime(table, looks, source, rows), table), table);
  const { time, spans } = await withSeasons(table, looks, source, dated);
  const found = await findCompared(table, looks, source, time, rows, spans);
  const asRead: Work = { table, looks, source, time, rows, long };
  const used = await withStock(
    asRead,
    await withConsumption(asRead, withParents(found, await tellStory(asRead, found))),
  );
  const work = used.long === long ? asRead : { ...asRead, long: used.long, source: `(${used.long!.sql})` };
  const named = await withSubtotals(work, await withTrueTotals(work, await withoutCalledTotals(work, used)));
  const lines = await withAccounts(work, await withSums(work, named));
  const told = await doubtSums(work, lines.accounts === undefined ? await withTotals(work, lines) : lines);
  const clear = await withPart(work, await furthestFirst(work, await clearestFirst(work, durationFirst(told))));
  return withoutVoided({
    ...clear,
    measures: clear.measures.map((one) => withLasting(one, time)),
    ...(time !== undefined && spansOf(looks, spans, clear.members)),
    withoutNotes,
    reading: { ...reading, ...meterOf(used), ...(table.around !== undefined && { around: table.around }) },
    looks,
  });
}

/** The columns of spans of time, with keys of their own. */
function spansOf(
  looks: readonly ColumnLook[],
  spans: readonly string[],
  members: readonly MemberRole[],
): Pick<Roles, "spans"> {
  const keys = new Set(members.map(({ key }) => key));
  const found = looks.filter(({ name, type }) => type === "text" && spans.includes(name));
  return found.length === 0 ? {} : { spans: found.map((look) => memberOf(look, keys)) };
}

/** The meter whose readings became what was used, if there is one. */
const meterOf = ({ reading: { meter } }: Roles): Pick<Roles["reading"], "meter"> =>
  meter === undefined ? {} : { meter };

/** The time of a table with the stretch that its title names, if it names one. */
function titledTime(time: TimeRole | undefined, { title }: DraftTable): TimeRole | undefined {
  const titled = time === undefined ? undefined : stretchOfTitle(title);
  return time === undefined || titled === undefined ? time : { ...time, titled };
}

/** The time of a table, told if no column of its own holds it. */
function acrossOf(time: TimeRole | undefined, { columns }: DraftTable): TimeRole | undefined {
  if (time === undefined || columns.some(({ name }) => time.columns.includes(name))) return time;
  return { ...time, across: true };
}

async function tellStory(work: Work, { members: compared, keys, selector, listed, twins }: Compared): Promise<Roles> {
  const { looks, time, rows } = work;
  const used = new Set([
    ...(time?.columns ?? []),
    ...compared.map(({ name }) => name),
    ...(selector === undefined ? [] : [selector]),
  ]);
  const direction = directionOf(looks);
  const all = findMeasures(looks, used, rows, {
    context: contextOf(work),
    time,
    isSelected: selector !== undefined || listed !== undefined,
  });
  const measured = direction === undefined || selector !== undefined ? all : withDirections(looks, direction, all);
  const ofUnit = selector === undefined ? unitOfPrices(looks, measured, rows) : undefined;
  const priced = ofUnit === undefined ? measured : await pricesByUnit(work, measured, ofUnit);
  const related =
    selector === undefined
      ? await withKin(work, await withoutAxes(work, await withoutCounters(work, priced, compared)))
      : measured;
  const found = time === undefined ? await asFractions(work, changesOfEach(changesOfPrices(looks, related))) : related;
  const cast: Cast = {
    base: { ...nothing, long: work.long, time, selector, ...(listed !== undefined && { listed }), twins: [...twins] },
    kept: compared.filter(({ name }) => name !== ofUnit?.name && (name === listed || !twins.includes(name))),
    keys,
    at: (look) => compared.indexOf(look),
    measures:
      selector === undefined ? await withShares(work, found, compared) : await seriesMeasures(work, selector, found),
  };
  if (time === undefined) {
    if (listed !== undefined) return ofIndicators(cast, rows);
    const told = withLeague(looks, await withPlace(work, withoutTime(work, await onceEach(work, cast))));
    if (told.measures[0] === recordsMeasure) await refuseBalanced(work, told.members);
    return told;
  }
  // Things that have names, each with a day of its own, are no course of time.
  const pair = selector === undefined ? await findMoneyPair(work.table, work.source, looks, cast.measures) : undefined;
  if (pair !== undefined) return tellRecords(cast, rows, pair);
  const isCourse =
    keys.times === rows &&
    !isOfRecords(looks, cast.kept, rows) &&
    (time.regular || !hasNames(looks, rows)) &&
    !isSparse(time, cast.kept, rows);
  // Each indicator has one value at each time.
  const isOnly = selector !== undefined && cast.kept.length === 0 && rows <= keys.times * (cast.measures.length || 1);
  if (isOnly) return needMeasures({ ...cast.base, story: "series", measures: cast.measures, summed: false }, looks);
  if (selector === undefined && (isCourse || time.finer === true))
    return needMeasures({ ...cast.base, story: "series", measures: cast.measures, summed: time.finer === true }, looks);
  refuseTwoTimes(looks, time);
  return (await tellPanel(work, cast, time)) ?? (await tellFlow(work, await onceEach(work, cast), time));
}

/** Indicators at one time: each row has a value of its own kind, which no other is compared with. */
function ofIndicators({ base, kept, measures }: Cast, rows: number): Roles {
  const kinds = kept.filter(({ name }) => name === base.listed);
  return { ...base, story: "cross", measures: measures.slice(0, 1), members: rolesOf(prefer(kinds, rows), []) };
}

/** Whether rows are records that each have a number and a kind, even if each happens to be of a day of its own. */
function isOfRecords(looks: readonly ColumnLook[], kept: readonly ColumnLook[], rows: number): boolean {
  return areNumbered(looks, rows) && kept.some(({ type, distinct }) => type === "text" && distinct * 4 <= rows);
}

/** Share of the days from which a table of days is a course: those of work are five in seven. */
const mostDays = 0.7;

/** Whether rows are of some days only and of several kinds: invoices, and not the days of a course. */
function isSparse({ raw, first, last, times }: TimeRole, kept: readonly ColumnLook[], rows: number): boolean {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return (
    raw === "day" &&
    times < mostDays * days &&
    kept.some(({ type, distinct }) => type === "text" && distinct * 4 <= rows)
  );
}

/** Rows of a day, on average, from which these are members over time, and no dated records. */
const fewestOfDay = 1.5;

/** Members over time: the time and one column, or two, name each row. */
async function tellPanel(work: Work, cast: Cast, time: TimeRole): Promise<Roles | undefined> {
  const { rows } = work;
  const { base, kept, keys, at } = cast;
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
  if (found.length === 0 || cast.measures.length === 0) return undefined;
  // On irregular days that have hardly more than one row each, any column names a row together with its time.
  if (time.raw === "day" && base.selector === undefined && rows < fewestOfDay * keys.times) return undefined;
  const measures = base.selector === undefined ? await onceInPanel(work, cast.measures, found) : cast.measures;
  if (measures.length === 0) return undefined;
  const others = kept.filter((look) => !found.includes(look) && look.distinct >= 2);
  const members = rolesOf(prefer(found, rows), prefer(others, rows)).map((member) =>
    single.some(({ name }) => name === member.column) ? { ...member, alone: true } : member,
  );
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
  return (
    constant?.texts[0] ?? withoutDivision(titleWords(withHeadingUnit(table.title, table.around?.above ?? [])), looks)
  );
}

/** What counts visits of pages says it all: where they were counted is known. */
const pageViews = /^.+\b(page ?views|impressions)$/i;

const stem = (name: string): string => name.toLowerCase().replace(/(?<=[^s])s$/, "");

/** A title without the columns by which it says its values are divided; a unit behind them stays. */
function withoutDivision(title: string, looks: readonly ColumnLook[]): string {
  const [whole, by] = /(?<=\S) (?:by|nach|je) (\S+)/i.exec(title) ?? [];
  if (whole === undefined) return title;
  if (!looks.some(({ name }) => stem(name) === stem(by!))) return title;
  return title.replace(whole, "").replace(pageViews, "$1");
}

function isDense(member: MemberRole | undefined, times: number, rows: number, single: number): boolean {
  if (member === undefined || single === 0) return true;
  return rows >= 0.9 * member.count * times || member.countries;
}
