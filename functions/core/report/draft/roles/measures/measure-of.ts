import type { ColumnLook } from "../../look/look-at-columns.ts";
import {
  isAmountUnit,
  isBareName,
  isFractionRate,
  isLargeMoney,
  isMoney,
  isPartName,
  isPercentRate,
  isRateName,
  isRatingName,
  isScaleName,
  isShareName,
  readAdds,
  withoutRateOf,
} from "../../names/measure-words.ts";
import { areAnswers, areMarks } from "../../names/sum-words.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import type { MeasureRole } from "../roles.ts";

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

/** Whether values are degrees, whose zero is set by a scale: 20 °C are not twice 10 °C. */
function isDegrees(words: string, unit: string): boolean {
  return /^(°|℃|℉|deg)/i.test(unit.trim()) || /temp(eratur(e)?)?(_|\b)|气温|温度|dew ?point/i.test(words);
}

/** Largest value that may be a percentage, a mark or a degree, where nothing says what it is. */
const mostOnScale = 150;

/** Whether values are degrees, or points that people gave: a rating of 4 is not a third more than one of 3. */
function isOnScale(name: string, words: string, unit: string): boolean {
  return isDegrees(words, unit) || isRatingName(name) || isScaleName(name);
}

/** Whether values with decimals lie from just 0 to just 1: parts of a time or of a whole, and no amounts. */
function isPartOfOne({ whole, low, high }: ColumnLook, unit: string): boolean {
  return !whole && low === 0 && high === 1 && unit === "";
}

/** Whether values may be added up, by their name and unit. */
function sumsOf(
  look: ColumnLook,
  {
    words,
    unit,
    isDated,
    isCounted,
  }: { readonly words: string; readonly unit: string; readonly isDated: boolean; readonly isCounted: boolean },
): ReturnType<typeof readAdds> {
  const { whole, high } = look;
  if (areAnswers(look.name, look) || isPartOfOne(look, unit)) return { adds: false, surely: true };
  // What is a percentage of an amount is one itself.
  if (withoutRateOf(look.name) !== look.name) return { adds: true, surely: true };
  const isLarge = isLargeMoney(unit);
  const large = Math.abs(high) >= 1e8 || isLarge;
  const read = readAdds(`${words} ${unit}`.trim(), { whole, large, high, isLargeMoney: isLarge, isDated });
  if (read.isSupposed === true && areMarks(look)) return { adds: false, surely: true };
  if (read.isSupposed === true && isCounted) return { adds: true, surely: true };
  // Amounts of some unit that each have a time, as what a meter counts in a month.
  const isUsed = isDated && read.isSupposed === true && isAmountUnit(unit) && !isMoney(unit);
  return isUsed ? { adds: true, surely: true } : read;
}

/** Whether values change by amounts: they may be below zero, or be degrees, marks or percentages. */
function isByAmount(
  look: ColumnLook,
  {
    words,
    unit,
    isAdding,
    isUnknown,
  }: { readonly words: string; readonly unit: string; readonly isAdding: boolean; readonly isUnknown: boolean },
): boolean {
  if (isOnScale(look.name, words, unit) || look.negative) return true;
  return !isAdding && (look.sinks || (isUnknown && unit === "" && look.high <= mostOnScale));
}

/** Words of tables on jobs, in which `temp` is no temperature. */
const workWords = /employ|jobs?\b|hir(e|ing)|workers?|staff|contract/i;

const spelledIn = (context: string, name: string, read: string): string =>
  /^temp$/i.test(name) && workWords.test(context) ? "Temp" : read;

/** The measure that a column is: how it is called, counted, scaled and printed. */
export function measureOf(
  look: ColumnLook,
  {
    context,
    isAlone,
    isMean,
    isCounted = false,
    keys,
  }: {
    readonly context: string;
    readonly isAlone: boolean;
    /** Whether several values may be put together as their mean. */
    readonly isMean: boolean;
    /** Whether other columns or the title say that it counts what adds up. */
    readonly isCounted?: boolean;
    readonly keys: Set<string>;
  },
): MeasureRole {
  const words = isBareName(look.name) ? `${look.name} ${context}` : withoutRateOf(look.name);
  const isCalledByContext = isAlone && isBareName(look.name) && !/amount/i.test(look.name) && saysWhat(context);
  const { label: read, unit: named } = readLabel(isCalledByContext ? context : look.name);
  const unit = look.unit ?? named;
  const { rate, isFraction, isPercent } = readShare(look, words, unit);
  const spelt = spelledIn(context, look.name, read);
  const label = isPercent || isFraction ? spelt.replace(/ (pct|percent|perc)$/i, "") : spelt;
  const { adds, surely, isSupposed } = sumsOf(look, { words, unit, isDated: isMean, isCounted });
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
      isPercent || isFraction
        ? "points"
        : rate || isByAmount(look, { words, unit, isAdding, isUnknown: isSupposed === true })
          ? "amount"
          : "percent",
    scale,
    decimals:
      scale === 1
        ? writtenDecimals(look, { decimals, isAdding, isMean, unit })
        : isFraction
          ? apartDecimals({ ...look, low: look.low * 100, high: look.high * 100, places: look.places - 2 }, decimals)
          : decimals,
  };
}

/** Smallest usual amount of money of which the sum needs no cents. */
const fewCents = 10;

/** Decimals of sums of money: cents where amounts are small, or none. */
export const centsOf = ({ middle, places }: Pick<ColumnLook, "middle" | "places">): number =>
  Math.abs(middle) >= fewCents ? 0 : places;

/** Up to which usual amount prices have their cents. */
const fewPrices = 1000;

/**
 * Decimals of a value, of which it is worth those of the table, and one more for means, and medians of small numbers.
 * Sums of money have cents, or none.
 */
function writtenDecimals(
  { places, whole, middle, low, high }: ColumnLook,
  {
    decimals,
    isAdding,
    isMean,
    unit,
  }: { readonly decimals: number; readonly isAdding: boolean; readonly isMean: boolean; readonly unit: string },
): number {
  // Amounts in a currency that no name tells are written with two places, too.
  if (isAdding && (isMoney(unit) || (unit === "" && places === 2)) && places <= 2) return centsOf({ middle, places });
  if (isAdding) return Math.min(decimals, places);
  if (isMoney(unit) && places === 2 && Math.abs(middle) < fewPrices) return places;
  const most = places + (isMean || (whole && Math.abs(middle) < 10) ? 1 : 0);
  return Math.min(apartDecimals({ low, high, places: most }, decimals), most);
}

/**
 * Decimals with which values that lie near each other can be told apart: a quarter of their range has two digits. Of
 * bottles with 497 to 503 ml, 501.3 and 500.6 would else be 501 both.
 *
 * @param places the most decimals that are known
 * @param decimals the least
 */
function apartDecimals({ low, high, places }: Pick<ColumnLook, "low" | "high" | "places">, decimals: number): number {
  const apart = (high - low) / 4;
  if (!(apart > 0)) return decimals;
  return Math.max(decimals, Math.min(places, 1 - Math.floor(Math.log10(apart))));
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
  return Math.min(6, 2 - Math.floor(Math.log10(typical)));
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
