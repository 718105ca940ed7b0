import { flows } from "../blocks/parts.ts";
import { quoteName } from "../quote.ts";
import { isOfReports, saysAbout } from "../names/titles/event-titles.ts";
import { isWaitName } from "../names/duration-name.ts";
import { isMoney, isRatingName, isScaleName } from "../names/measure-words.ts";
import { isInterestName, isReactionName } from "../names/reaction-names.ts";
import { isPriceName } from "../names/sum-words.ts";
import { areNumbered } from "./numbered-records.ts";
import { type Cast, prefer, recordsMeasure, rolesOf, type Work } from "./cast.ts";
import { findLedger } from "./find-ledger.ts";
import { centsOf } from "./measures/measure-of.ts";
import { withoutPricesOfOrders } from "./measures/prices.ts";
import { periodSql } from "./time/period-sql.ts";
import type { MeasureRole, MemberRole, Roles, TimeRole } from "./roles.ts";

/** Share of the records in one period from which they are of that time, and not over time. */
const mostInOne = 0.5;

async function isOverTime({ table, source }: Work, time: TimeRole): Promise<boolean> {
  const [row = {}] = await table.ask(
    `SELECT max(n)::DOUBLE / sum(n) AS most FROM (SELECT count(*) AS n FROM ${source} GROUP BY ${periodSql(time)})`,
  );
  return Number(row["most"]) <= mostInOne;
}

/** Share of the records of a full period that each other one has if they are taken by a plan, as samples are. */
const evenly = 0.9;
const fewestEven = 4;

/** Whether each whole period has about as many records, as of samples that are taken by a plan. */
async function isEven({ table, source }: Work, time: TimeRole): Promise<boolean> {
  const [row = {}] = await table.ask(`WITH sizes AS (
  SELECT ${periodSql(time)} AS period, count(*) AS n FROM ${source} GROUP BY 1
), inner_sizes AS (
  SELECT n FROM sizes WHERE period > (SELECT min(period) FROM sizes) AND period < (SELECT max(period) FROM sizes)
)
SELECT count(*) >= ${fewestEven} AND quantile_cont(n, 0.1) >= ${evenly} * quantile_cont(n, 0.9) AND median(n) >= 2 AS even FROM inner_sizes`);
  return row["even"] === true;
}

/** Fewest records of each, from which it is no chance that all have as many. */
const fewestEach = 5;

/** Whether one column has as many records of each of its values: stations at which samples were taken by a plan. */
async function isSampled({ table, source }: Work, kept: Cast["kept"], measures: Cast["measures"]): Promise<boolean> {
  if (measures.length === 0 || measures.some(({ adds }) => adds)) return false;
  for (const { name } of kept.filter(({ distinct }) => distinct <= 60)) {
    const own = quoteName(name);
    const [row = {}] = await table.ask(
      `SELECT min(n) >= ${fewestEach} AND count(*) > 1 AND min(n) >= 0.95 * max(n) AS even FROM (SELECT count(*) AS n FROM ${source} WHERE ${own} IS NOT NULL GROUP BY ${own})`,
    );
    if (row["even"] === true) return true;
  }
  return false;
}

/** A name without the scale behind it: `Rating (0-5)`. */
const plainScale = (name: string): string => name.replace(/[(（[].*$/, "").trim();

/** Names of the numbers of cases, of which people ask how many there are, however many come each month. */
const caseName =
  /(ticket|order|invoice|claim|case|application|bewerbung|complaint|reklamation|beschwerde|incident|accident|unfall|booking|request|antrag|vorgang|工单|订单|投诉|申请|案件)/i;

/** Whether each row is a case that has a number of its own. */
const isOfCases = (looks: Work["looks"], rows: number): boolean =>
  looks.some(({ name, distinct, values }) => distinct === rows && values === rows && caseName.test(name.trim()));

/**
 * An amount of money that a record has, whatever it is called, adds up with those of others: a refund, a charge. What
 * its name calls a price, a rate or a level does not. Records that are taken by a plan are readings, as of prices.
 */
function asAmount(measure: MeasureRole, looks: Work["looks"]): MeasureRole {
  const { supposed, unit, adds, kind, sizes, scale, decimals, column } = measure;
  if (adds || supposed !== true || !isMoney(unit)) return measure;
  const look = looks.find(({ name }) => name === column);
  return {
    ...measure,
    adds: true,
    surely: true,
    kind: sizes?.negative === true ? kind : "percent",
    decimals: look !== undefined && scale === 1 && look.places <= 2 ? centsOf(look) : decimals,
  };
}

/** Dated records, put together by period. */
export async function tellFlow(work: Work, cast: Cast, time: TimeRole): Promise<Roles> {
  const { base, kept } = cast;
  const { looks, rows } = work;
  const asRead = withoutPricesOfOrders(cast.measures);
  const isPlanned = time.even === true || (await isEven(work, time)) || (await isSampled(work, kept, asRead));
  const measures = isPlanned && !areNumbered(looks, rows) ? asRead : asRead.map((one) => asAmount(one, looks));
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
  const ledger = findLedger(looks, measures);
  if (ledger === undefined && isOfReports(work.table.title) && kept.some(saysAbout))
    return tellReports(cast, rows, measures);
  return tellRecords(cast, rows, ledger ?? countedFirst(measures, isPlanned && !isOfCases(looks, rows)));
}

/** What single things cost, of which a few cost many times as much as most, has a median and no mean. */
const withMiddle = (measure: MeasureRole): MeasureRole =>
  !measure.adds && isPriceName(measure.column) ? { ...measure, middle: true } : measure;

/** Dated records by what groups them. */
export function tellRecords({ base, kept }: Cast, rows: number, found: readonly MeasureRole[]): Roles {
  const grouped = kept.filter(({ distinct }) => distinct <= 60);
  const measures = found.some((one) => one.adds && !flows(one)) ? found : found.map(withMiddle);
  return { ...base, story: "flow", measures, members: rolesOf(prefer(grouped, rows), []), summed: true };
}

/** What people reported: how many there are, by what they are about, comes before what else is known of each. */
function tellReports(cast: Cast, rows: number, measures: readonly MeasureRole[]): Roles {
  const told = tellRecords(cast, rows, [recordsMeasure, ...measures]);
  const about = cast.kept.filter(saysAbout).map(({ name }) => name);
  const isAbout = ({ column }: MemberRole): boolean => about.includes(column);
  return { ...told, members: told.members.toSorted((a, b) => Number(isAbout(b)) - Number(isAbout(a))), reports: true };
}

/**
 * Of dated records, their number is always known; it comes first if nothing else may be added up, but last if each time
 * has as many.
 */
function countedFirst(measures: readonly MeasureRole[], isEven: boolean): readonly MeasureRole[] {
  const [adding, apart] = [measures.filter(({ adds }) => adds), measures.filter(({ adds }) => !adds)];
  // Of reviews, what people gave says more than how many there are.
  const isOfReviews = adding.every(({ column }) => isReactionName(column));
  // Nor of visits, how much was found, before the mark on a scale that each was given.
  const rating = apart.find(
    ({ column }) => (isOfReviews && isRatingName(column)) || (isScaleName(column) && isRatingName(plainScale(column))),
  );
  // Of what somebody waits for, people ask how long.
  const waited = apart.find(({ column }) => isWaitName(column));
  // Nor is it asked how many flats are to let before what they cost; prices of a unit can be compared best.
  const isOnSale = adding.every(({ column }) => isReactionName(column) || isInterestName(column));
  const prices = isOnSale ? apart.filter(({ column }) => isPriceName(column)) : [];
  const first = rating ?? waited ?? prices.find(({ column, unit }) => `${column} ${unit}`.includes("/")) ?? prices[0];
  if (first !== undefined) return [first, ...apart.filter((one) => one !== first), ...adding, recordsMeasure];
  return isEven ? [...adding, ...apart, recordsMeasure] : [...adding, recordsMeasure, ...apart];
}
