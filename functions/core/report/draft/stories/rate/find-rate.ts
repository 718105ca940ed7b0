import type { DraftLanguage, DraftTable } from "../../draft.ts";
import { isArmName } from "../../names/arm-name.ts";
import { isMoney } from "../../names/measure-words.ts";
import { isUnitCostName } from "../../names/sum-words.ts";
import { lookForRepeats } from "../../look/look-for-repeats.ts";
import { quoteName } from "../../quote.ts";
import { decimalsOf } from "../../roles/measures/measure-of.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { allMeasures } from "../all-measures.ts";
import { rateOfStates } from "./counted-states.ts";
import { knownRates } from "./known-rates.ts";
import { isNamed, isPastName } from "./past-names.ts";
import { type Quotient, quotientsOf } from "./quotients.ts";
import type { KnownRate, RateRole } from "./rate-role.ts";

/** Rows that are compared. */
const mostRows = 400;
/** Most measures that are tried as a rate, and as a part of one. */
const [mostRates, mostParts] = [6, 8];

/** Names of what may be a share. */
const shareName = /rate|ratio|quote|share|margin|turnout|anteil|率|比/i;

const plain = (name: string): string =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ")
    .toLowerCase()
    .replace(/[_\-.]+/g, " ");

/** Most rates beside the first. */
const mostBeside = 2;

/**
 * The rate of a table: a column that is the quotient of two others in nearly all rows, or two columns whose names say
 * so. The rate of several rows is the quotient of their sums, and never a mean of rates.
 */
export async function findRate(
  table: DraftTable,
  source: string,
  roles: Roles,
  language: DraftLanguage,
): Promise<RateRole | undefined> {
  if (roles.selector !== undefined || roles.survey !== undefined) return undefined;
  const ofStates = await rateOfStates(table, source, roles);
  if (ofStates !== undefined) return ofStates;
  const { ask, rows: count } = table;
  const measures = allMeasures(roles, count);
  const parts = measures.filter(({ adds, whole, kind }) => (adds || whole === true) && kind !== "points");
  // The price of a piece is known before its value.
  const rates = measures.filter(({ adds, column }) => !adds && !isUnitCostName(column)).slice(0, mostRates);
  const tried = parts.slice(0, mostParts);
  const all = [...new Set([...rates, ...tried])];
  const known = knownOf(measures);
  if (tried.length < 2 && known.length === 0) return undefined;
  const cells = all.map(({ value }, at) => `(${value})::DOUBLE AS v${at}`).join(", ");
  const rows = all.length === 0 ? [] : await ask(`SELECT ${cells} FROM ${source} LIMIT ${mostRows}`);
  const columnOf = (measure: MeasureRole): readonly number[] =>
    rows.map((row) => {
      const cell = row[`v${all.indexOf(measure)}`];
      return cell === null || cell === undefined ? Number.NaN : Number(cell);
    });
  const quotients = quotientsOf(rates, tried, columnOf);
  const [quotient] = quotients;
  if (quotient !== undefined) {
    const own = ofColumn(quotient, { measures, members: roles.members });
    const others = quotients
      .filter((one) => one !== quotient && one.rate !== quotient.rate && one.times === quotient.times)
      .map((one) => ofColumn(one, { measures, members: roles.members }))
      .filter(({ unit }) => unit === "%");
    return { ...own, beside: own.unit === "%" ? others.slice(0, mostBeside) : [] };
  }
  const found: RateRole[] = [];
  const hasMoney = measures.some(({ adds, unit }) => adds && isMoney(unit));
  for (const one of known) {
    if (found.length > mostBeside || (found.length > 0 && !isPercent(one.known))) continue;
    if (found.some(({ unit }) => unit !== "%")) continue;
    if (await isOfFewerThings(table, source, roles, one)) continue;
    // People are counted once for each place and time: of several rows they would be added up.
    if (one.known.per !== undefined && !(await isOnce(table, source, roles))) continue;
    const named = await ofNames(one, { ask, source, language, members: roles.members, hasMoney });
    if (named !== undefined && !found.some(({ label }) => label === named.label)) found.push(named);
  }
  const [first, ...beside] = found;
  return first && { ...first, beside };
}

/** Shares of what was done in the time that was promised, for which a table of it is kept. */
const inTime = /\bwithin\b|\b(on|in) time\b|\bpunctual|innerhalb|pünktlich|fristgerecht|准点|按时|及时/i;

/** Names of shares that do not say of what. */
const bareShare = /^(fraction|share|proportion|rate|ratio|anteil|quote|比例|占比)$/i;

/** Whether each member has one row, of each time if there are several. */
async function isOnce({ ask }: DraftTable, source: string, { time, members }: Roles): Promise<boolean> {
  const [member] = members;
  if (member === undefined || (time !== undefined && time.raw !== time.grain)) return false;
  const cell = time === undefined ? member.value : `(${member.value}, ${time.day})`;
  const [row = {}] = await ask(
    `SELECT count(*) = count(DISTINCT ${cell}) AS once FROM ${source} WHERE ${member.value} IS NOT NULL`,
  );
  return row["once"] === true;
}

/** Fewest things by whose values one knows that a column is theirs; a sample of one size is of none. */
const fewestThings = 5;

/**
 * Whether the whole belongs to fewer things than there are rows: the electorate of a division beside the votes of each
 * party in it. Its sum over rows counts each division once for every party.
 */
async function isOfFewerThings(
  table: DraftTable,
  source: string,
  { looks, time }: Roles,
  { below }: Named,
): Promise<boolean> {
  const values = looks.find(({ name }) => name === below.column)?.distinct ?? 0;
  const period = time === undefined ? [] : [time.day];
  const things = looks
    .filter(
      ({ type, distinct }) =>
        type === "text" && distinct >= fewestThings && 2 * distinct <= table.rows && 2 * values >= distinct,
    )
    .map(({ name }) => [quoteName(name), ...period]);
  return things.length > 0 && (await lookForRepeats(table, source, [below.value], things)).has(0);
}

/** Whether a rate is a share of counts in percent, as those are that stand beside the first. */
const isPercent = ({ isCounts, per }: KnownRate): boolean => isCounts === true && per === undefined;

/** Whether a table compares the arms of a trial, of which people ask for the rate. */
const hasArms = ([first]: Roles["members"]): boolean => first !== undefined && isArmName(first.column);

interface Named {
  readonly above: MeasureRole;
  readonly below: MeasureRole;
  readonly known: KnownRate;
}

/** The known quotients that two measures have the names of, in the order in which people ask for them. */
function knownOf(measures: readonly MeasureRole[]): readonly Named[] {
  // What is for each of something is a rate itself: litres on 100 km.
  const all = measures.filter(
    ({ kind, unit, column }) =>
      kind !== "points" && !/\/|\bper\b/i.test(`${unit} ${column}`) && !isPastName(plain(column)),
  );
  const counts = all.filter(({ adds, whole, unit }) => (adds || whole === true) && !isMoney(unit));
  return knownRates.flatMap((known) => {
    const tried = known.isCounts === true ? counts : all;
    const above = tried.find(({ column }) => isNamed(known.above, plain(column)));
    const wholes = tried.filter((one) => one !== above && isNamed(known.below, plain(one.column)));
    // Of pieces that are reworked and pieces in all, the whole is the larger.
    const [below] = known.isCounts === true ? wholes.toSorted((a, b) => mostOf(b) - mostOf(a)) : wholes;
    return above === undefined || below === undefined ? [] : [{ above, below, known }];
  });
}

const mostOf = ({ sizes }: MeasureRole): number => sizes?.most ?? 0;

function ofColumn(
  { rate, above, below, times }: Quotient,
  { measures, members }: Pick<Roles, "measures" | "members">,
): RateRole {
  const known = knownRates.find(
    (one) => isNamed(one.above, plain(above.column)) && isNamed(one.below, plain(below.column)),
  );
  // Parts of one that are called a rate are printed in percent, as shares are.
  const isRate = times === 1 && shareName.test(rate.column) && (rate.sizes?.most ?? Infinity) <= 1;
  const isShare = rate.kind === "points" || known?.isShare === true || isRate;
  return {
    column: rate.column,
    label: bareShare.test(rate.label) ? `${rate.label} ${above.label.toLowerCase()}` : rate.label,
    times: isShare ? 100 : times,
    unit: isShare ? "%" : rate.unit,
    above,
    below,
    decimals: isShare ? 1 : rate.decimals,
    leads:
      leadsAs(
        known,
        measures.some(({ adds, unit }) => adds && isMoney(unit)),
      ) ||
      hasArms(members) ||
      // A bare share beside the two counts that make it is what the table was made for.
      bareShare.test(rate.label) ||
      (isShare && inTime.test(plain(rate.column))),
    beside: [],
  };
}

/** Whether people ask for such a quotient before they ask for what it is made of. */
const leadsAs = (known: KnownRate | undefined, hasMoney: boolean): boolean =>
  known?.leads === "always" || (known?.leads === "withoutMoney" && !hasMoney);

async function ofNames(
  { above, below, known }: Named,
  {
    ask,
    source,
    language,
    members,
    hasMoney,
  }: {
    readonly ask: DraftTable["ask"];
    readonly source: string;
    readonly language: DraftLanguage;
    readonly members: Roles["members"];
    /** Whether amounts of money stand beside it, of which people ask before they ask for some rates. */
    readonly hasMoney: boolean;
  },
): Promise<RateRole | undefined> {
  const both = `${above.value} IS NOT NULL AND ${below.value} IS NOT NULL`;
  const [row = {}] = await ask(
    `SELECT 100 * sum((${above.value})::DOUBLE) FILTER (${both}) / nullif(sum((${below.value})::DOUBLE) FILTER (${both}), 0) AS rate, avg((${above.value} > ${below.value})::INTEGER) AS more FROM ${source}`,
  );
  const rate = Number(row["rate"] ?? Number.NaN);
  const more = Number(row["more"] ?? 1);
  // Of a share, the parts are within the whole.
  if (!Number.isFinite(rate) || rate === 0 || (known.isShare && (rate > 100 || more > 0.05))) return undefined;
  return {
    column: undefined,
    label: known.label[language],
    times: known.per ?? (known.isEach ? 1 : 100),
    unit: known.isShare
      ? "%"
      : known.per !== undefined
        ? ""
        : known.isEach && below.unit !== ""
          ? `${above.unit}/${below.unit}`
          : above.unit,
    above,
    below,
    decimals: known.isShare ? 1 : decimalsOf((Math.abs(rate) / 100) * (known.per ?? (known.isEach ? 1 : 100)), false),
    leads: (leadsAs(known, hasMoney) && !(isPercent(known) && more > 0)) || hasArms(members),
    beside: [],
  };
}
