import type { DraftLanguage, Grain } from "../draft.ts";
import { quoteText } from "../quote.ts";
import { isStateName } from "../names/counted-words.ts";
import { behindValue, inDative, joinUnit, unitIn, withUnit } from "../units.ts";
import { leftOutBy, type MeasureRole, type MemberRole, otherOf, type Roles } from "../roles/roles.ts";
import type { Subjects } from "../stories/table-subjects.ts";

/** What the blocks of a draft are written from. */
export interface Plan {
  readonly roles: Roles;
  readonly subjects: Subjects;
  readonly language: DraftLanguage;
  /** What page 1 is called. */
  readonly title: string;
  /** What people call the table. */
  readonly table: string;
  /** Rows of the table. */
  readonly rows: number;
  /** Columns of numbers that can be read in two ways, each with the first of them: the report does without them. */
  readonly unclear: readonly { readonly name: string; readonly value: string }[];
  /** Texts that a column has in each row. */
  readonly constants: readonly string[];
  /** The column that marks how good the rows' values are. */
  readonly flags: string | undefined;
  /** Whether the same part of each year is alike. */
  readonly seasonal: boolean;
  /** Whether there are at least two periods a year, and years to compare. */
  readonly yearly: boolean;
  /** Keys of the measures of which a member has a value in a period only if it has one at each time of it. */
  readonly full: readonly string[];
  /** Keys of the amounts that many records of some periods do not have yet. */
  readonly open: readonly string[];
  /** Whether sums of members lack the values of some rows in some periods. */
  readonly lacks: boolean;
}

export type Files = Map<string, string>;

/** The table that queries read: `records`, or the turned one. */
export function sourceOf({ long }: Roles): string {
  return long === undefined ? "records" : "long";
}

/** SQL of a measure's value as it is printed. */
export const scaled = ({ value, scale }: Pick<MeasureRole, "value" | "scale">): string =>
  scale === 1 ? value : scale < 1 ? `${value} * ${Math.round(1 / scale)}` : `${value} / ${scale}`;

/** The same as a DOUBLE, of which differences and quotients lose no digits of a decimal. */
export const scaledNumber = ({ value, scale }: Pick<MeasureRole, "value" | "scale">): string =>
  scaled({ value: `(${value})::DOUBLE`, scale });

/** The columns that a report can compare: of names that are each in one row, no other column makes one value. */
export function comparedOf({ story, summed, members }: Roles): readonly MemberRole[] {
  return story === "cross" && !summed ? members.slice(0, 1) : members;
}

/** Fewest members or records of which a scatter or a histogram shows anything. */
export const fewestPoints = 12;

/** Whether the report is on records that nothing names or groups. */
export function isSpread({ roles: { story, members } }: Plan): boolean {
  return story === "groups" && members.length === 0;
}

/** Whether the report sets a second measure beside the first. */
export function hasOther(plan: Plan): boolean {
  const { measures, members, story } = plan.roles;
  if (otherOf(measures) === undefined || plan.rows < fewestPoints) return false;
  return isSpread(plan) || (story === "cross" && (members[0]?.count ?? 0) >= fewestPoints);
}

/** SQL of a measure's value as it is printed, by the parameter if there are several. */
export function valueSql(measures: readonly MeasureRole[]): string {
  if (measures.length === 1) return scaled(measures[0]!);
  const branches = measures.map((measure) => `    WHEN ${quoteText(measure.key)} THEN ${scaled(measure)}`);
  return `CASE $measure\n${branches.join("\n")}\n  END`;
}

/** SQL of the name of a row's member, by the parameter if several columns may be compared. */
export function memberSql(members: readonly MemberRole[]): string {
  if (members.length === 1) return members[0]!.value;
  return `CASE $by\n${members.map(({ key, value }) => `    WHEN ${quoteText(key)} THEN ${value}`).join("\n")}\n  END`;
}

/**
 * SQL conditions that leave out totals, and what is no country among countries. The totals of a column are left out
 * whichever is compared, unless the parts of one column lie beside the totals of another only.
 */
export function leavingOut(members: readonly MemberRole[], apart: boolean): readonly string[] {
  return members
    .filter(({ leftOut }) => leftOut.length > 0)
    .map((member) => {
      const { key, leftOut } = member;
      const of = leftOutBy(member);
      const list = `${of} IS NULL OR ${of} NOT IN (${leftOut.map(quoteText).join(", ")})`;
      return apart && members.length > 1 ? `($by <> ${quoteText(key)} OR ${list})` : `(${list})`;
    });
}

/** SQL of how many rows with a value name no member: a report leaves them out, and says so. */
export function unnamedSql({ roles }: Plan, members: readonly MemberRole[]): string {
  const member = members.length === 1 ? members[0]!.value : `(${memberSql(members)})`;
  const where = [`${member} IS NULL`, `(${valueSql(roles.measures)}) IS NOT NULL`, ...leavingOut(members, roles.apart)];
  return `(SELECT count(*) FROM ${sourceOf(roles)} WHERE ${where.join(" AND ")})`;
}

/** Whether the report sets measures beside each other some of which are computed from others. */
export function hasKin(plan: Plan): boolean {
  return hasOther(plan) && plan.roles.measures.some(({ kin = [] }) => kin.length > 0);
}

/**
 * SQL of whether two values are printed alike. Where all digits that would be printed are zeros, first digits are, so
 * such values must be equal.
 *
 * @param decimals SQL of how many are printed
 */
export function alikeSql(one: string, other: string, decimals: number | string): string {
  const [a, b] = [one, other].map((of) => `round((${of})::DOUBLE, ${decimals})`);
  return `(${one} = ${other} OR (${a} = ${b} AND ${b} <> 0))`;
}

/** The queries `measures` and `measure`: what each is called and how it is printed, in one place. */
export function writeMeasures(files: Files, plan: Plan): void {
  const { roles, language } = plan;
  const { measures } = roles;
  const related = hasKin(plan);
  const dative = hasDatives(plan);
  const isMedian = hasMedians(plan);
  const row = (measure: MeasureRole): string => {
    const unit = unitOf(measure, language);
    return `  (${[
      quoteText(measure.key),
      quoteText(measure.label),
      quoteText(withUnit(measure.label, unit, language)),
      quoteText(unit),
      quoteText(behindValue(unit, language)),
      String(measure.decimals),
      String(measure.adds),
      String(flows(measure)),
      quoteText(measure.kind),
      String(places(measure)),
      quoteText(`+,.${places(measure)}f`),
      ...(isMedian ? [String(measure.middle === true)] : []),
      ...(dative ? [quoteText(afterInDative(plan, measure))] : []),
      ...(roles.selector === undefined ? [] : [quoteText(measure.column)]),
      ...(related ? [quoteText(["", ...(measure.kin ?? []), ""].join(" "))] : []),
    ].join(", ")})`;
  };
  const names = `key, label, deck, unit, after, decimals, adds, flows, kind, places, signed${isMedian ? ", middle" : ""}${dative ? ", dative" : ""}${roles.selector === undefined ? "" : ", series"}${related ? ", kin" : ""}`;
  const values = `SELECT * FROM (VALUES\n${measures.map(row).join(",\n")}\n) AS m(${names})`;
  const about = [
    "-- What the report can be about. Titles, axes and sentences take their words from here: `after` stands behind a",
    "-- value; `adds`: the values of members may be added up; `flows`: those of a period, too; `kind` is how it changes,",
    `-- and \`signed\` how that is printed, with so many \`places\`.${related ? " `kin` are computed from it, or it from them." : ""}${isMedian ? " Where `middle`, several are put together as their median." : ""}`,
  ].join("\n");
  if (measures.length === 1) files.set("queries/measure.sql", `${about}\n${values}\n`);
  else {
    files.set("queries/measures.sql", `${about}\n${values}\n`);
    files.set("queries/measure.sql", "SELECT * FROM measures WHERE key = $measure\n");
  }
}

/** Decimals of a change: in percent one, otherwise those of the value. */
function places({ kind, decimals }: MeasureRole): number {
  return kind === "percent" ? 1 : decimals;
}

/** Words for large numbers. German names them by the long scale: a billion is a Milliarde. */
const scaleWords: Readonly<Record<DraftLanguage, ReadonlyMap<number, string>>> = {
  en: new Map([
    [1e6, "million"],
    [1e9, "billion"],
    [1e12, "trillion"],
  ]),
  de: new Map([
    [1e6, "Millionen"],
    [1e9, "Milliarden"],
    [1e12, "Billionen"],
  ]),
  zh: new Map([
    [1e4, "万"],
    [1e8, "亿"],
    [1e12, "万亿"],
  ]),
};

/** The unit of printed values, with the word for their scale. */
export function unitOf({ unit, scale }: MeasureRole, language: DraftLanguage): string {
  return joinUnit(scaleWords[language].get(scale) ?? "", unitIn(unit, language), language);
}

/** Names of what there is at a time: people, what is in stock, what is open, what a subscription brings each month. */
const stockName =
  /popul|people|person|employ|claimant|furlough|\bbeds|students|pupils|household|\bstock\b|stock (level|value|on hand)|on[ _-]?hand|balance|backlog|outstanding|inventory|workers|head ?count|\bfte\b|subscribers|\busers\b|unique visitors|nutzer\b|\bactive|\bopen\b|\bmrr\b|\barr\b|debt|hospitals|market cap|einwohner|bevölkerung|mitarbeiter|beschäftigte|(plan|soll)stellen|establishment\b|(lager)?bestand|saldo|mitglieder|abonnenten|人口|编制|定员|余额|库存|在职|人数$|用户数|会员数|存量/i;

/** Names of people that come and go, as events are counted: new members, customers served. */
const eventName = /\b(new|lost|served|joined|left|gained|sold|sign|acquired)|neue?\b|neukunden|abgänge|新增|流失|就诊/i;

/** Whether the values of several times make up that of a period: sales do, a number of people does not. */
export function flows({ adds, column, label, called, lasting, moves }: MeasureRole): boolean {
  const name = `${column} ${label}`.replaceAll("_", " ");
  return (
    adds &&
    lasting !== true &&
    (moves === true ||
      called !== undefined ||
      eventName.test(name) ||
      !(stockName.test(name) || isStateName(column) || isStateName(label)))
  );
}

/** Whether several values of some measures are put together as their median. */
export const hasMedians = ({ roles: { measures } }: Plan): boolean => measures.some(({ middle }) => middle === true);

/** SQL of one value from several that may not be added up: their mean, or their median. */
export function meanSql(measures: readonly MeasureRole[]): string {
  const apart = measures.filter(({ adds }) => !adds);
  if (!apart.some(({ middle }) => middle === true)) return "avg(value)";
  const median = "median(value::DOUBLE)";
  return apart.every(({ middle }) => middle === true)
    ? median
    : `CASE WHEN (SELECT middle FROM measure) THEN ${median} ELSE avg(value) END`;
}

/** SQL of one value from several: their sum, or their mean or median where they may not be added up. */
export function combineSql(measures: readonly MeasureRole[], by: "adds" | "flows"): string {
  const sums = measures.map((measure) => (by === "adds" ? measure.adds : flows(measure)));
  if (sums.every(Boolean)) return "sum(value)";
  if (!sums.some(Boolean)) return meanSql(measures);
  return `CASE WHEN (SELECT ${by} FROM measure) THEN sum(value)::DOUBLE ELSE ${meanSql(measures)} END`;
}

/** Patterns of a period: for Liquid's `date`, for axes, and SQL of its key. */
export const periodPatterns: Readonly<
  Record<Grain, { readonly text: string; readonly axis: string; readonly key: string }>
> = {
  day: { text: "", axis: "%e %b", key: "strftime(period, '%Y-%m-%d')" },
  week: { text: "", axis: "%b %Y", key: "strftime(period, '%Y-%m-%d')" },
  month: { text: "%B %Y", axis: "%b %Y", key: "strftime(period, '%Y-%m')" },
  quarter: { text: "Q%q %Y", axis: "%Y", key: "year(period) || '-Q' || quarter(period)" },
  year: { text: "%Y", axis: "%Y", key: "year(period)::VARCHAR" },
};

const chinesePatterns: Readonly<Record<Grain, string>> = {
  day: "",
  week: "",
  month: "%Y年%-m月",
  quarter: "%Y年第%q季度",
  year: "%Y年",
};

/** Pattern of a period on an axis. */
export function axisPattern(grain: Grain, language: DraftLanguage): string {
  const { axis } = periodPatterns[grain];
  if (language === "zh")
    return { day: "%-m月%-d日", week: "%Y年%-m月", month: "%Y年%-m月", quarter: axis, year: axis }[grain];
  return language === "de" ? axis.replace("%e ", "%e. ") : axis;
}

/** The filter of Liquid that prints a period. Its pattern stands in single quotes, as attributes need it. */
export function dateFilter(grain: Grain, language: DraftLanguage): string {
  const text = language === "zh" ? chinesePatterns[grain] : periodPatterns[grain].text;
  return text === "" ? "date" : `date: '${text}'`;
}

/** Writes JSON as people indent it. */
export function spec(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The axis of members in a chart that has a row for each, in the order of its query. */
export const memberAxis = {
  field: "member",
  type: "nominal",
  sort: null,
  axis: { title: null, ticks: false, domain: false, labelLimit: 230 },
} as const;

/** Whether a measure of a German report has a unit that changes behind a preposition. */
export function hasDatives({ language, roles: { measures } }: Plan): boolean {
  return (
    language === "de" && measures.some((measure) => inDative(unitOf(measure, language)) !== unitOf(measure, language))
  );
}

/** What stands behind the value of a measure behind such a preposition. */
function afterInDative(plan: Plan, measure: MeasureRole): string {
  return behindValue(inDative(unitOf(measure, plan.language)), plan.language);
}
