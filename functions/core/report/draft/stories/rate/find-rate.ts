import type { DraftLanguage, DraftTable } from "../../draft.ts";
import { isArmName } from "../../names/arm-name.ts";
import { isMoney } from "../../names/measure-words.ts";
import { isUnitCostName } from "../../names/sum-words.ts";
import { decimalsOf } from "../../roles/measures/measure-of.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { allMeasures } from "../all-measures.ts";
import { knownRates } from "./known-rates.ts";
import type { KnownRate, RateRole } from "./rate-role.ts";

/** Rows that are compared, fewest that must agree, and the share of them that must. */
const [mostRows, fewestRows, mostly] = [400, 8, 0.95];
/** Most measures that are tried as a rate, and as a part of one. */
const [mostRates, mostParts] = [6, 8];
/** What a quotient may be given as: as it is, in percent, per thousand. */
const steps = [1, 100, 1000] as const;
/** Decimals to which a column may be rounded, and errors of rounding that its values must span. */
const [mostDecimals, fewestErrors] = [6, 8];

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
  { ask, rows: count }: DraftTable,
  source: string,
  roles: Roles,
  language: DraftLanguage,
): Promise<RateRole | undefined> {
  if (roles.selector !== undefined || roles.survey !== undefined) return undefined;
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
  for (const rate of rates)
    for (const above of tried)
      for (const below of tried) {
        if (new Set([rate, above, below]).size < 3) continue;
        const times = timesOf(columnOf(rate), columnOf(above), columnOf(below));
        // Pieces are no rate, though they are the quotient of their value and the price of one.
        if (times === 1 && rate.whole === true) continue;
        if (times !== undefined) return ofColumn(rate, { above, below, times }, { measures, members: roles.members });
      }
  const found: RateRole[] = [];
  const hasMoney = measures.some(({ adds, unit }) => adds && isMoney(unit));
  for (const one of known) {
    if (found.length > mostBeside || (found.length > 0 && one.known.isCounts !== true)) continue;
    const named = await ofNames(one, { ask, source, language, members: roles.members, hasMoney });
    if (named !== undefined && !found.some(({ label }) => label === named.label)) found.push(named);
  }
  const [first, ...beside] = found;
  return first && { ...first, beside };
}

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
    ({ kind, unit, column }) => kind !== "points" && !/\/|\bper\b/i.test(`${unit} ${column}`),
  );
  const counts = all.filter(({ adds, whole, unit }) => (adds || whole === true) && !isMoney(unit));
  return knownRates.flatMap((known) => {
    const tried = known.isCounts === true ? counts : all;
    const above = tried.find(({ column }) => known.above.test(plain(column)));
    const wholes = tried.filter((one) => one !== above && known.below.test(plain(one.column)));
    // Of pieces that are reworked and pieces in all, the whole is the larger.
    const [below] = known.isCounts === true ? wholes.toSorted((a, b) => mostOf(b) - mostOf(a)) : wholes;
    return above === undefined || below === undefined ? [] : [{ above, below, known }];
  });
}

const mostOf = ({ sizes }: MeasureRole): number => sizes?.most ?? 0;

/** How often one column has the quotient of two others, up to its own rounding; undefined if it is none. */
function timesOf(rate: readonly number[], above: readonly number[], below: readonly number[]): number | undefined {
  const values = rate.filter((value) => !Number.isNaN(value));
  const decimals = Array.from({ length: mostDecimals + 1 }, (_, at) => at).find((at) =>
    values.every(
      (value) => Math.abs(value * 10 ** at - Math.round(value * 10 ** at)) < 1e-6 * Math.max(1, Math.abs(value)),
    ),
  );
  const error = 0.51 * 10 ** -(decimals ?? mostDecimals);
  const span = Math.max(...values) - Math.min(...values);
  if (values.length < fewestRows || span < fewestErrors * error) return undefined;
  return steps.find((times) => {
    let [equal, counted] = [0, 0];
    rate.forEach((value, row) => {
      if (Number.isNaN(value) || Number.isNaN(above[row]!) || !(below[row]! > 0)) return;
      counted += 1;
      if (Math.abs(value - (times * above[row]!) / below[row]!) <= error + 1e-4 * Math.abs(value)) equal += 1;
    });
    return counted >= fewestRows && equal >= mostly * counted;
  });
}

function ofColumn(
  rate: MeasureRole,
  { above, below, times }: { readonly above: MeasureRole; readonly below: MeasureRole; readonly times: number },
  { measures, members }: Pick<Roles, "measures" | "members">,
): RateRole {
  const known = knownOf(measures).find((named) => named.above === above && named.below === below)?.known;
  // Parts of one that are called a rate are printed in percent, as shares are.
  const isRate = times === 1 && shareName.test(rate.column) && (rate.sizes?.most ?? Infinity) <= 1;
  const isShare = rate.kind === "points" || known?.isShare === true || isRate;
  return {
    column: rate.column,
    label: rate.label,
    times: isShare ? 100 : times,
    unit: isShare ? "%" : rate.unit,
    above,
    below,
    decimals: isShare ? 1 : rate.decimals,
    leads:
      leadsAs(
        known,
        measures.some(({ adds, unit }) => adds && isMoney(unit)),
      ) || hasArms(members),
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
    times: known.isEach ? 1 : 100,
    unit: known.isShare ? "%" : known.isEach && below.unit !== "" ? `${above.unit}/${below.unit}` : above.unit,
    above,
    below,
    decimals: known.isShare ? 1 : decimalsOf(Math.abs(rate) / (known.isEach ? 100 : 1), false),
    leads: (leadsAs(known, hasMoney) && !(known.isCounts === true && more > 0)) || hasArms(members),
    beside: [],
  };
}
