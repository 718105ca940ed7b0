import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import { centrality, isBareName, isPartName, isRateName, isShareName, readAdds } from "./measure-words.ts";
import type { MeasureRole } from "./roles.ts";

/** Most measures that a report offers. */
const mostMeasures = 24;

const idName =
  /(^|[_ ])(id|code|key|nr|zip|fips|isbn|phone|lat|latitude|lon|lng|longitude|iso\d?|geo|match|voucher no|respondentid|index)([_ ]|$)|id$|identifi|nummer$/i;
const timeName =
  /^(year|month|day|quarter|week|hour|jahr|monat|tag|quartal|woche|date|time|decimal date|年|月|日|季度|周)\d*$|_(year|month)$|^(year|month|week)[_ ]/i;

/** Whether a column of numbers only names, numbers or dates its rows. */
export function isLabelling(look: ColumnLook, rows: number): boolean {
  const { name, whole, distinct, low, high } = look;
  if (/^column_\d+$/.test(name)) return true;
  if (idName.test(name) && (whole || /^(lat|lon|lng)/i.test(name))) return true;
  if (whole && timeName.test(name) && high <= 2200 && low >= 0) return true;
  // Numbers of rows: 1, 2, 3, …
  return (
    whole && distinct === rows && rows > 5 && high - low === rows - 1 && /^(rank|no|number|#|order|row)/i.test(name)
  );
}

/** Whether whole numbers stand for kinds of things. */
export function isCategory({ name, type, whole, distinct, values }: ColumnLook): boolean {
  if (type === "boolean") return true;
  return (
    type === "integer" &&
    whole &&
    distinct >= 2 &&
    distinct <= 24 &&
    distinct * 4 <= values &&
    /cluster|class|group|categor|^sex$|gender|type|grade|decile|quintile|quadrant|cylinders|^age$|age.?group|region|levelling/i.test(
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
  context: string,
): readonly MeasureRole[] {
  const numbers = looks.filter(
    (look) =>
      (look.type === "integer" || look.type === "number") &&
      !used.has(look.name) &&
      look.distinct >= 2 &&
      !isLabelling(look, rows) &&
      !isCategory(look),
  );
  const filled = numbers.filter(({ values }) => values >= 0.3 * rows);
  const kept = filled.length > 0 ? filled : numbers;
  const ranked = kept
    .map((look, at) => ({ look, score: centrality(look.name) - at / 100 - (look.values < 0.8 * rows ? 1 : 0) }))
    .sort((a, b) => b.score - a.score);
  const keys = new Set<string>();
  return likeTheOthers(ranked.slice(0, mostMeasures).map(({ look }) => measureOf(look, context, keys)));
}

/** A measure for each series, which its values are of. */
export function measuresBySeries(looks: readonly ColumnLook[], { value }: MeasureRole): readonly MeasureRole[] {
  const keys = new Set<string>();
  return looks
    .filter(({ values }) => values > 0)
    .slice(0, mostMeasures)
    .map((look) => ({ ...measureOf(look, "", keys), value }));
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
  const share = unit === "%" || isShareName(words) || isShareName(unit);
  const isPart = (unit === "" || isPartName(unit)) && isPartName(`${words} ${unit}`);
  const isFraction = isPart && low >= -1 && high <= 1 && high > 0;
  const isPercent =
    share && (isFraction || /percent|pct|perc|%/i.test(words + unit)) && !/[^\s%]/.test(unit.replace(/percent/i, ""));
  return { rate: share || isRateName(words), isFraction, isPercent };
}

function measureOf(look: ColumnLook, context: string, keys: Set<string>): MeasureRole {
  const words = isBareName(look.name) ? `${look.name} ${context}` : look.name;
  const { label, unit: named } = readLabel(isBareName(look.name) && context !== "" ? context : look.name);
  const unit = look.unit ?? named;
  const { rate, isFraction, isPercent } = readShare(look, words, unit);
  const { adds, surely } = readAdds(`${words} ${unit}`, { whole: look.whole, large: Math.abs(look.high) >= 1e8 });
  const { scale, typical } = isFraction ? { scale: 0.01, typical: look.middle * 100 } : scaleOf(look);
  return {
    key: keyOf(look.name, keys),
    column: look.name,
    value: quoteName(look.name),
    label,
    unit: isPercent || isFraction ? "%" : unit,
    adds: adds && !rate,
    surely: surely || rate,
    kind: isPercent || isFraction ? "points" : rate || look.negative || (look.sinks && !adds) ? "amount" : "percent",
    scale,
    decimals: decimalsOf(typical, look.whole && scale === 1 && (adds || Math.abs(look.middle) >= 10)),
  };
}

/** Large numbers are printed in millions and more; the words for them are those of the report's language. */
function scaleOf({ middle, high, low }: ColumnLook): { scale: number; typical: number } {
  const size = Math.max(Math.abs(middle), Math.max(Math.abs(high), Math.abs(low)) / 1000);
  const scale = [1e12, 1e9, 1e6].find((step) => size >= step) ?? 1;
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

/** What a column's name says: `Revenue (thousand €)`, `rd_pct_gdp`, `Cost Total $`. */
export function readLabel(name: string): { readonly label: string; readonly unit: string } {
  const clean = name.trim().replace(/\s+/g, " ");
  const bracket = /^(.+?)[ _]*[([]([^()[\]]{1,30})[)\]]$/.exec(clean);
  if (bracket !== null && !/excluding|including|axis|right|left|inkl|ohne/i.test(bracket[2]!))
    return { label: words(bracket[1]!), unit: bracket[2]! };
  const sign = /^(.+?) ([%$€£¥])$/.exec(clean);
  if (sign !== null) return { label: words(sign[1]!), unit: sign[2]! };
  const tail = /^(.+?)[_ ](usd|eur|gbp|chf|cny|kg|km|mm|cm|kwh|mwh|gwh|twh)$/i.exec(clean);
  if (tail !== null) {
    const unit = tail[2]!;
    return { label: words(tail[1]!), unit: unit.length === 3 && !/wh$/i.test(unit) ? unit.toUpperCase() : unit };
  }
  return { label: words(clean), unit: "" };
}

/** `net_generation` → `Net generation`; `ShareWomen` → `Share women`; `GDP` stays. */
export function words(name: string): string {
  const spaced = name
    .replaceAll("_", " ")
    .replace(/([a-z]{2})([A-Z][a-z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
    .replace(/\s+/g, " ")
    .trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
