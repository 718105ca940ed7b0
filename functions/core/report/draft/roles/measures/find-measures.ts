import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import {
  centrality,
  isAmountUnit,
  isAsideName,
  isBareName,
  isLargeMoney,
  isMoney,
  isFractionRate,
  isPartName,
  isPercentRate,
  isRateName,
  isShareName,
  readAdds,
} from "../names/measure-words.ts";
import { isAttributeDate } from "./attribute-dates.ts";
import { readLabel } from "../names/read-label.ts";
import type { MeasureRole, TimeRole } from "./roles.ts";
import { findMixed } from "./mixed-units.ts";
import { titled } from "./titled.ts";

/** Most measures that a report offers. */
const mostMeasures = 24;

const idName =
  /(^|[_ ])(ids?|codes?|key|nr|zips?|fips|isbn|issn|phones?|iso ?\d?|ccn ?\d?|geo|match|voucher no|postal|postcodes?|plz|telefon|tel|mobile|fax|ssn|ean|gtin|barcode|iban|vat|duns|asn|pin|idd|dial(l?ing)?|calling|(pre|suf)fix(es)?|extension|durchwahl|vorwahl(en)?|no\.?$)([_ ]|$)|(customer|user|order|product|employee|client|item|respondent|candidate|store|station|player|team|member|account|transaction|session|record|case|patient|student|school|company|firm|sensor|device)ids?$|post ?code|zip ?code|postleitzahl|identifi|nummer$|nr\.?$|[^ ] (numbers?|num|#)$|编号|代码|邮编|电话|手机|工号|学号|区号|序列号/i;
/** `customerId`, but not what somebody paid. */
const idTail = /[a-z]I[dD]s?$/;
/** What is counted of codes, calls and the like is no code. */
const countOfIds =
  /(^|[_ ])(counts?|number of|no\.? of|anzahl|total|sum|sales|sold|calls|users|downloads|visits|coverage|errors|lines|share|rate|revenue|minutes|cost|costs|price|average|mean|median)([_ ]|$)|数量|总数/i;
const placeName = /(^|[_ ])(lat|latitude|lon|lng|long|longitude)([_ ]|$)|经度|纬度/i;
const timeName =
  /^(year|month|day|quarter|week|hour|minute|jahr|monat|tag|quartal|woche|date|time|decimal date|weekday|dow|wochentag|(day|date)[ _]of[ _](the[ _])?(week|month|year)|年|月|日|季度|周|星期)\d*$|_(year|month)$|^(year|month|week)[_ ]/i;
/** What is numbered where it repeats: the trip of a timetable, the run of an experiment. */
const numberedName =
  /^(trip|run|round|lap|batch|lot|platform|gate|seat|track|line|route|lane|shelf|bay|bin|page|chapter|step|attempt|heat|repeat|replicate|fold|wave|fahrt|gleis|linie|runde)$/i;
/** Numbers of what an edge of a graph leads from and to. */
const edgeName = /^(source|target|from|to|parent|child|node|vertex|src|dst|idx|index)([ _]?id)?$/i;
/** Names of the numbers of rows. */
const rowName =
  /^(rank|no\.?|number|#|order|row|row[ _]?(no|number|id)|obs|observation|time|t|index|trend|seq|sequence|unnamed.*)$|序号|^lfd/i;
/** Names of years of things. */
const yearName = /year|jahr|since|\bdate|anno|année|建成|年/i;

/** Whether a name says that its numbers name things: `customerId`, `callingCodes`, `invoice number`. */
export function isIdentifierName(name: string): boolean {
  const spaced = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/[_.\s-]+/g, " ")
    .trim();
  if (countOfIds.test(spaced)) return false;
  return idName.test(name) || idName.test(spaced) || idTail.test(name);
}

/** Rows from which whole numbers from 0 or 1 without a gap are the numbers of the rows, unless their name says more. */
const manyRows = 12;

/** Whether a column of numbers only names, numbers or dates its rows. */
export function isLabelling(look: ColumnLook, rows: number): boolean {
  const { name, whole, distinct, low, high, middle } = look;
  if ((isIdentifierName(name) || edgeName.test(name.trim())) && whole) return true;
  if (/^(column_\d+|(time ?zone|tz|utc|gmt)([_ ]?offset)?)$/i.test(name.trim())) return true;
  if (numberedName.test(name.trim()) && whole && low >= 0 && distinct * 2 <= look.values) return true;
  if (placeName.test(name) && low >= -180 && high <= 360) return true;
  if (whole && timeName.test(name) && high <= 2200 && low >= 0) return true;
  if (whole && (yearName.test(name) || isAttributeDate(name)) && middle >= 1000 && middle <= 2100 && high <= 2200)
    return true;
  // Numbers of rows: 1, 2, 3, …
  const isRun = whole && distinct === rows && high - low === rows - 1;
  const isKnown = (): boolean => readAdds(name, { whole, large: false }).surely;
  return (
    isRun && ((rows >= manyRows && (low === 0 || low === 1) && !isKnown()) || (rows > 5 && rowName.test(name.trim())))
  );
}

/** Whether numbers say only yes or no. */
function isFlag({ whole, low, high }: ColumnLook): boolean {
  return whole && low === 0 && high === 1;
}

/** Whether numbers are the years that the table's time has already. */
function repeatsYears({ whole, low, high }: ColumnLook, time: TimeRole | undefined): boolean {
  return (
    time !== undefined && whole && low === Number(time.first.slice(0, 4)) && high === Number(time.last.slice(0, 4))
  );
}

/** Names of things that are known by numbers in a table. */
const entityName =
  /^(country|county|state|firm|company|store|shop|station|site|region|district|school|person|plant|product|item|branch|department|customer|sensor|mote|device|machine|clinic|hospital|bank|unit|farm|household|subject|patient|team|player|ward|zone|province|municipality|filiale|standort|kunde|gerät)([ _-]?(id|code|no|nr|number|nummer)\.?)?$/i;

/** Whether whole numbers stand for kinds of things. */
export function isCategory({ name, type, whole, distinct, values }: ColumnLook): boolean {
  if (type === "boolean") return true;
  if (type === "integer" && entityName.test(name.trim()) && distinct >= 2 && distinct * 2 <= values && distinct <= 300)
    return true;
  return (
    type === "integer" &&
    whole &&
    distinct >= 2 &&
    distinct <= 24 &&
    distinct * 4 <= values &&
    /cluster|class|group|categor|^sex$|gender|type|grade|decile|quintile|quadrant|cylinders|priority|severity|^tier$|^stage$|^status$|^age$|age.?group|region|levelling/i.test(
      name,
    )
  );
}

/**
 * The measures of a table: its columns of numbers that measure something, what reports are mostly about first.
 *
 * @param context words of the title and of constant columns, which say what a column called `value` holds
 */
export function findMeasures(
  looks: readonly ColumnLook[],
  used: ReadonlySet<string>,
  rows: number,
  {
    context,
    time,
    isSelected,
  }: {
    readonly context: string;
    readonly time: TimeRole | undefined;
    /** Whether the rows name what they measure, and so may be of several units. */
    readonly isSelected: boolean;
  },
): readonly MeasureRole[] {
  const mixed = isSelected ? [] : findMixed(looks);
  const all = looks.filter(
    (look) =>
      (look.type === "integer" || look.type === "number") &&
      !used.has(look.name) &&
      look.distinct >= 2 &&
      (!isLabelling(look, rows) || isLoneTarget(look, looks)) &&
      !isCategory(look) &&
      !isFlag(look) &&
      !repeatsYears(look, time) &&
      !mixed.some(({ isMixed }) => isMixed(look)),
  );
  const numbers = withoutPlaces(all);
  const filled = numbers.filter(({ values }) => values >= 0.3 * rows);
  const kept = filled.length > 0 ? filled : numbers;
  const isInTitle = titled(context, kept);
  const ranked = kept
    .map((look, at) => ({
      look,
      score:
        centrality(look.name) +
        evidenceOf(look) +
        latestOf(look, kept) +
        (isInTitle(look) ? 0.6 : 0) -
        at / 100 -
        (isStepLike(look) ? 0.3 : 0) -
        (isNumbering(look) ? 1 : 0) -
        (look.values < 0.8 * rows ? 1 : 0) -
        (isCode(look) ? 2 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const keys = new Set<string>();
  // Beside other measures, what a column called `value` holds is not what the table is called after.
  const isAlone = kept.filter(({ name }) => !isAsideName(name)).length === 1;
  return likeTheOthers(
    ranked
      .slice(0, mostMeasures)
      .map(({ look }) =>
        measureOf(withUnitBeside(look, looks), { context, isAlone, isMean: time !== undefined, keys }),
      ),
  );
}

/** A column with the unit that another one has in all its rows: `Price` beside `Price - Currency`. */
function withUnitBeside(look: ColumnLook, looks: readonly ColumnLook[]): ColumnLook {
  const beside = looks.find(
    ({ name, type, distinct, texts: [text = ""] }) =>
      type === "text" &&
      distinct === 1 &&
      text.length <= 12 &&
      name.toLowerCase().startsWith(look.name.toLowerCase()) &&
      /^[\s_.:(-]*(currency|unit|units|währung|einheit|单位|币种)\)?$/i.test(name.slice(look.name.length)),
  );
  return beside === undefined || look.unit !== undefined ? look : { ...look, unit: beside.texts[0] };
}

/** Leaves out the places of things on a plane, if something else is measured of them. */
function withoutPlaces(looks: readonly ColumnLook[]): readonly ColumnLook[] {
  const places = looks.filter(({ name }) => /^c?[xy]([ _]?(coord\w*|pos\w*))?$/i.test(name.trim()));
  return places.length >= 2 && places.length < looks.length ? looks.filter((look) => !places.includes(look)) : looks;
}

/** How much speaks for a column beside its name: that it may be added up, and has a unit. */
function evidenceOf(look: ColumnLook): number {
  const { adds, surely } = readAdds(look.name, { whole: look.whole, large: look.high >= 1e8 });
  const { unit } = readLabel(look.name);
  return (adds && surely ? 0.2 : 0) + ((look.unit ?? unit) === "" ? 0 : 0.1);
}

/** A name with a year at its end: `POP_2015`. */
const ofYear = /^(.*?)[ _]?((?:1[5-9]|20|21)\d\d)$/;

/** Of columns that are called alike but for a year, the latest stands before the others. */
function latestOf({ name }: ColumnLook, looks: readonly ColumnLook[]): number {
  const found = ofYear.exec(name.trim());
  if (found === null) return 0;
  const years = looks.flatMap((look) => {
    const other = ofYear.exec(look.name.trim());
    return other?.[1] === found[1] ? [Number(other![2])] : [];
  });
  return years.length > 1 && Number(found[2]) === Math.max(...years) ? 0.3 : 0;
}

/** Whether a column is what somebody wants to reach, and not where an edge of a graph leads to. */
function isLoneTarget({ name }: ColumnLook, looks: readonly ColumnLook[]): boolean {
  return /^target$/i.test(name.trim()) && looks.filter((look) => edgeName.test(look.name.trim())).length === 1;
}

/** Whether whole numbers rather number things that have several rows: 1 to 50 for as many chicks. */
function isNumbering({ whole, low, high, distinct, values }: ColumnLook): boolean {
  return whole && (low === 0 || low === 1) && distinct === high - low + 1 && distinct >= 20 && distinct * 4 <= values;
}

/** Whether few whole numbers of many rows are rather steps and kinds than what is measured of them. */
function isStepLike({ name, whole, distinct, values }: ColumnLook): boolean {
  return whole && distinct <= 24 && values >= 100 && !readAdds(name, { whole, large: false }).adds;
}

/** Whether few whole numbers rather stand for answers and kinds than for amounts. */
function isCode({ whole, distinct, values }: ColumnLook): boolean {
  return whole && distinct <= 5 && values >= 20;
}

/** A measure for each series, which its values are of. */
export function measuresBySeries(looks: readonly ColumnLook[], { value }: MeasureRole): readonly MeasureRole[] {
  const keys = new Set<string>();
  return looks
    .filter(({ values }) => values > 0)
    .slice(0, mostMeasures)
    .map((look) => ({ ...measureOf(look, { context: "", isAlone: true, isMean: true, keys }), value }));
}

/** Whole numbers of which nothing is known are counts beside counts: `wounds`, `disease`, `other`. */
function likeTheOthers(measures: readonly MeasureRole[]): readonly MeasureRole[] {
  const counts = measures.filter(({ adds, surely, decimals }) => adds && surely && decimals === 0);
  const known = measures.filter(({ surely }) => surely);
  if (counts.length < 2 || counts.length < known.length) return measures;
  return measures.map((measure) => (measure.surely ? measure : { ...measure, adds: true }));
}

/** Whether values are rates, parts of one, or percentages. */
function readShare(
  { low, high }: ColumnLook,
  words: string,
  unit: string,
): { readonly rate: boolean; readonly isFraction: boolean; readonly isPercent: boolean } {
  const isRateOfHundred = unit === "" && isPercentRate(words) && high > 1 && high <= 100 && low >= -100;
  const share = unit === "%" || isShareName(words) || isShareName(unit) || isRateOfHundred;
  const isPart =
    (unit === "" || isPartName(unit)) && (isPartName(`${words} ${unit}`) || (low >= 0 && isFractionRate(words)));
  const isFraction = isPart && low >= -1 && high <= 1 && high > 0;
  const isPercent =
    isRateOfHundred ||
    (share && (isFraction || /percent|pct|perc|%/i.test(words + unit)) && !/[^\s%]/.test(unit.replace(/percent/i, "")));
  return { rate: share || isRateName(words), isFraction, isPercent };
}

/** Whether values may be added up, by their name and unit. */
function sumsOf(
  { whole, high }: ColumnLook,
  { words, unit, isDated }: { readonly words: string; readonly unit: string; readonly isDated: boolean },
): ReturnType<typeof readAdds> {
  const isLarge = isLargeMoney(unit);
  const large = Math.abs(high) >= 1e8 || isLarge;
  const read = readAdds(`${words} ${unit}`.trim(), { whole, large, high, isLargeMoney: isLarge, isDated });
  // Amounts of some unit that each have a time, as what a meter counts in a month.
  const isUsed = isDated && read.isSupposed === true && isAmountUnit(unit) && !isMoney(unit);
  return isUsed ? { adds: true, surely: true } : read;
}

function measureOf(
  look: ColumnLook,
  {
    context,
    isAlone,
    isMean,
    keys,
  }: {
    readonly context: string;
    readonly isAlone: boolean;
    /** Whether several values may be put together as their mean. */
    readonly isMean: boolean;
    readonly keys: Set<string>;
  },
): MeasureRole {
  const words = isBareName(look.name) ? `${look.name} ${context}` : look.name;
  const isCalledByContext = isAlone && isBareName(look.name) && !/amount/i.test(look.name) && saysWhat(context);
  const { label: read, unit: named } = readLabel(isCalledByContext ? context : look.name);
  const unit = look.unit ?? named;
  const { rate, isFraction, isPercent } = readShare(look, words, unit);
  const label = isPercent || isFraction ? read.replace(/ (pct|percent|perc)$/i, "") : read;
  const { adds, surely, isSupposed } = sumsOf(look, { words, unit, isDated: isMean });
  const { scale, typical } = isFraction ? { scale: 0.01, typical: look.middle * 100 } : scaleOf(look);
  const isAdding = adds && !rate && !isChange(look);
  const decimals = decimalsOf(typical, look.whole && scale === 1 && (isAdding || Math.abs(look.middle) >= 10));
  return {
    key: keyOf(look.name, keys),
    column: look.name,
    value: quoteName(look.name),
    label,
    unit: isPercent || isFraction ? "%" : unit,
    adds: isAdding,
    whole: look.whole && scale === 1,
    sizes: {
      least: look.least,
      most: Math.max(Math.abs(look.low), Math.abs(look.high)),
      sinks: look.sinks,
      negative: look.negative,
    },
    surely: surely || rate,
    ...(isSupposed && !rate && { supposed: true }),
    kind:
      isPercent || isFraction ? "points" : rate || look.negative || (look.sinks && !isAdding) ? "amount" : "percent",
    scale,
    decimals: scale === 1 ? writtenDecimals(look, { decimals, isAdding, isMean, unit }) : decimals,
  };
}

/** Smallest usual amount of money of which the sum needs no cents. */
const fewCents = 10;

/**
 * Decimals of a value, of which it is worth those of the table, and one more for means, and medians of small numbers.
 * Sums of money have cents, or none.
 */
function writtenDecimals(
  { places, whole, middle }: ColumnLook,
  {
    decimals,
    isAdding,
    isMean,
    unit,
  }: { readonly decimals: number; readonly isAdding: boolean; readonly isMean: boolean; readonly unit: string },
): number {
  if (isAdding && isMoney(unit) && places <= 2) return Math.abs(middle) >= fewCents ? 0 : places;
  if (isAdding) return Math.min(decimals, places);
  return Math.min(decimals, places + (isMean || (whole && Math.abs(middle) < 10) ? 1 : 0));
}

/** Names of amounts that come in and go out. */
const balanceName =
  /net|balance|saldo|profit|loss|gewinn|verlust|cash|amount|betrag|buchung|varian|abweichung|ergebnis|result|flow|利润|净|金额/i;

/** Whether most of what is called sales or orders is below zero: these are changes of them. */
function isChange({ name, middle, low, high }: ColumnLook): boolean {
  return low < 0 && !balanceName.test(name) && (middle <= 0 || -low >= high);
}

/** Whether the words of a title say what is measured, and not that it is drawn. */
function saysWhat(context: string): boolean {
  return (
    context !== "" &&
    !/\b(chart|graph|plot|diagram|diagramm|sample|example|beispiel|test|demo|untitled|sheet\d*|book\d*|copy|kopie)\b/i.test(
      context,
    )
  );
}

/** Large numbers are printed in millions and more; the words for them are those of the report's language. */
function scaleOf({ middle, high, low }: ColumnLook): { scale: number; typical: number } {
  const size = Math.max(Math.abs(middle), Math.max(Math.abs(high), Math.abs(low)) / 1000);
  const largest = [1e12, 1e9, 1e6].find((step) => size >= step) ?? 1;
  // Of values that lie far apart, the median must not become 0.
  const isFar = largest > 1e6 && middle !== 0 && Math.abs(middle) / largest < 0.5;
  const scale = isFar ? largest / 1000 : largest;
  return { scale, typical: Math.max(Math.abs(middle), Math.max(Math.abs(high), Math.abs(low)) / 20) / scale };
}

/** Decimals with which a typical value has three digits. */
export function decimalsOf(typical: number, whole: boolean): number {
  if (whole) return 0;
  if (typical >= 100) return 0;
  if (typical >= 10 || typical === 0) return 1;
  if (typical >= 1) return 2;
  return Math.min(6, 2 - Math.floor(Math.log10(typical)) - 1 + 1);
}

/** A name for a parameter: `Revenue (thousand €)` → `revenue_thousand`. */
export function keyOf(name: string, taken: Set<string>): string {
  const plain = name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40)
    .replace(/_+$/, "");
  const begun = /^[a-z]/.test(plain) ? plain : `c_${plain}`.replace(/_$/, "");
  let key = begun;
  for (let n = 2; taken.has(key); n += 1) key = `${begun}_${n}`;
  taken.add(key);
  return key;
}
