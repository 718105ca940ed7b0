import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName, quoteText } from "../quote.ts";
import { isCountry, isGroupOfCountries } from "./countries.ts";
import { isCategory, isEntityName } from "./measures/labelling.ts";
import { keyOf } from "./measures/measure-of.ts";
import { readAdds } from "../names/measure-words.ts";
import { isScaleOfRows } from "./measures/unknown-codes.ts";
import { isUnnamed, quoted, words } from "../names/read-label.ts";
import { areNumbered, knownOrder } from "../names/cells/known-orders.ts";
import { isNoAnswer } from "../names/cells/no-answer.ts";
import { monthOf } from "../names/month-names.ts";
import type { MemberRole } from "./roles.ts";

/** Share of values that are countries from which the others are something else: regions, groups. */
const mostlyCountries = 0.6;
/** Countries from which a list is one of all, and what is none among them is a region. */
const manyCountries = 30;
const wholeName = /^(oecd|world|total|average|mean|g7|g20)\b/i;

/** Whether a column may name what is compared. */
export function isMemberColumn(look: ColumnLook, rows: number): boolean {
  const { name, type, distinct, values, length, texts } = look;
  if (isCategory(look)) return true;
  if (type !== "text" || distinct < 2 || values < 0.5 * rows) return false;
  // What is described in a few words is called so: the items of a stock.
  if (
    length > 60 ||
    (length > 40 && /description|beschreibung/i.test(name)) ||
    /url|link|comment|note|remark|bemerkung|anmerkung|备注|说明|memo$|detail|text|label_|colou?r|address|email/i.test(
      name,
    )
  )
    return false;
  // Numbers that are stored as texts, and telephone numbers, name nothing that people compare.
  if (distinct * 2 > rows && texts.every((text) => /^[+(]?[\d\s.,()/%€$£¥+-]*\d[\d\s.,()/%€$£¥+-]*$/.test(text))) {
    const long = texts.filter((text) => text.replace(/\D/g, "").length >= 5);
    if (long.length * 2 > texts.length) return false;
  }
  return !texts.some((text) => /^https?:|^#[0-9a-f]{6}$/i.test(text));
}

/** What is measured at steps: each has as many rows as the others. */
const stepName = /^(age|alter|lebensalter|年龄|hour( of( the)? day)?|stunde|小时|term|dose|level)$/i;
const mostSteps = 130;

/** Whether whole numbers are the steps at which a table's rows are: ages of men and women. */
export function isStepped(look: ColumnLook, rows: number): boolean {
  const { name, type, whole, low, distinct, values } = look;
  if (isNamedScale(look)) return true;
  if (type !== "integer" || !whole || low < 0 || values !== rows || !stepName.test(name.trim().replaceAll("_", " ")))
    return false;
  return distinct >= 3 && distinct <= mostSteps && distinct * 2 <= rows && rows % distinct === 0;
}

/** Whether each row has the next step of a scale that its name tells: scores from 0 to 100. */
function isNamedScale(look: ColumnLook): boolean {
  return look.type === "integer" && isScaleOfRows(look) && readAdds(look.name, { whole: true, large: false }).surely;
}

/** Whether whole numbers are ages of the people that each row counts. */
export function isAges(look: ColumnLook, rows: number): boolean {
  return isStepped(look, rows) && /age|alter|年龄/i.test(look.name);
}

/** Steps from which people read tens of them rather than each. */
const manySteps = 30;

/** Steps of a whole band, and those below which the first or the last is one with its neighbour. */
const [wholeBand, halfBand] = [10, 5];

/** Where the first and the last band of a column's values begin and end; those between hold ten. */
function bandsOf({ low, high }: ColumnLook): {
  readonly first: readonly [from: number, to: number];
  readonly last: readonly [from: number, to: number];
  readonly count: number;
} {
  const [least, most] = [Math.floor(low / wholeBand), Math.floor(high / wholeBand)];
  const begin = (least + 1) * wholeBand - low < halfBand ? least + 1 : least;
  const end = high - most * wholeBand + 1 < halfBand ? most - 1 : most;
  return {
    first: [low, begin * wholeBand + wholeBand - 1],
    last: [end * wholeBand, high],
    count: end - begin + 1,
  };
}

/**
 * SQL of the ten years that an age is of; the first and the last are named by the ages that they hold. One that would
 * hold few is one with its neighbour: 90 alone is no band to rank beside 80–89.
 */
function bandOf(look: ColumnLook): string {
  const age = quoteName(look.name);
  const tens = `(floor(${age} / ${wholeBand}) * ${wholeBand})::INTEGER`;
  const { first, last } = bandsOf(look);
  const [least, most] = [Math.floor(look.low / wholeBand), Math.floor(look.high / wholeBand)];
  // Ages that later data has beyond those of today's are in bands of their own.
  const [below, above] = [
    [least * wholeBand, look.low - 1],
    [look.high + 1, (most + 1) * wholeBand - 1],
  ] as const;
  const isWhole = ([from, to]: readonly [number, number]): boolean =>
    from % wholeBand === 0 && to - from + 1 === wholeBand;
  const partly = [below, first, last, above]
    .filter((band) => band[0] <= band[1] && !isWhole(band))
    .map(([from, to]) => `WHEN ${age} BETWEEN ${from} AND ${to} THEN '${from === to ? from : `${from}–${to}`}'`);
  const whole = `${tens} || '–' || (${tens} + ${wholeBand - 1})`;
  return partly.length === 0 ? whole : `CASE ${partly.join(" ")} ELSE ${whole} END`;
}

/** Codes from which a table lists so many that some are spelt like a total. */
const manyCodes = 100;

/** Whether a column holds tickers or many codes, among which ALL and SUM are two of them. */
function isListOfCodes({ name, texts }: ColumnLook): boolean {
  const codes = texts.filter((text) => /^[A-Z0-9._/-]{1,8}$/.test(text.trim()));
  return codes.length >= 0.95 * texts.length && (texts.length >= manyCodes || /ticker|symbol/i.test(name));
}

/** Whether most values of a column are countries. */
export function isOfCountries({ texts }: ColumnLook): boolean {
  return texts.length >= 3 && texts.filter(isCountry).length >= mostlyCountries * texts.length;
}

/** Values that are no answer, beside at least two that are. */
function answerlessOf({ texts, distinct }: ColumnLook): readonly string[] {
  const found = [...new Set(texts.map((text) => text.trim()).filter(isNoAnswer))];
  return distinct - found.length >= 2 ? found : [];
}

export function memberOf(look: ColumnLook, keys: Set<string>): MemberRole {
  const { name, type, texts, totals, distinct } = look;
  const areCountries = isOfCountries(look);
  const others = areCountries
    ? texts.filter(
        (text) => !isCountry(text) && (distinct >= manyCountries ? isGroupOfCountries(text) : wholeName.test(text)),
      )
    : [];
  // Blanks around a name are none of its letters, and a name of blanks is none.
  const isBlank = texts.some((text) => text !== text.trim() || text === "");
  const written = isBlank ? `nullif(trim(${quoteName(name)}), '')` : quoteName(name);
  const unanswered = type === "text" ? answerlessOf(look) : [];
  const named =
    unanswered.length === 0
      ? written
      : `CASE WHEN trim(${quoteName(name)}) NOT IN (${unanswered.map(quoteText).join(", ")}) THEN ${written} END`;
  const answers = unanswered.length === 0 ? texts : texts.filter((text) => !unanswered.includes(text.trim()));
  const order = type === "text" && texts.length <= 40 ? knownOrder(name, answers) : undefined;
  // Whole numbers may be stored as others: 1034.0.
  const isWide = !look.whole || Math.max(look.high, -look.low) > Number.MAX_SAFE_INTEGER;
  const isBanded = type === "integer" && distinct > manySteps && stepName.test(name.trim().replaceAll("_", " "));
  return {
    key: keyOf(name, keys),
    column: name,
    value:
      type === "text"
        ? named
        : isBanded
          ? bandOf(look)
          : isWide || type === "boolean"
            ? `${quoteName(name)}::VARCHAR`
            : `${quoteName(name)}::BIGINT::VARCHAR`,
    ...(areCountries && /^(name|entity|location|(name[._ ])?common([._ ]name)?)$/i.test(name)
      ? { label: "Country", called: "country" as const }
      : {
          // In German an “Amt” is an office; among numbers it is short for an amount.
          label: isUnnamed(name)
            ? quoted(name)
            : /^Amt$/.test(name)
              ? name
              : words(
                  name
                    .replace(/[ _]name$/i, "")
                    .replace(/^name[._ ](common|full|short|long|display|official)$/i, "name"),
                ),
        }),
    count: isBanded ? bandsOf(look).count : distinct - unanswered.length,
    ...(unanswered.length > 0 && { answerless: unanswered }),
    ...(isBanded && { banded: true }),
    countries: areCountries,
    ordered: isOrdered({ ...look, texts: answers }) || isMonths(look) || order !== undefined,
    ...(order !== undefined && { order }),
    ...(isMonths(look) && { months: true }),
    leftOut: [
      ...new Set(
        [
          ...(!isListOfCodes(look) && (totals.length * 3 <= texts.length || texts.length < 3) ? totals : []),
          ...others,
        ].map((text) => text.trim()),
      ),
    ].sort(),
  };
}

/** Whether all texts are months of a year. */
function isMonths({ type, texts }: ColumnLook): boolean {
  return type === "text" && texts.length >= 3 && texts.every((text) => monthOf(text) !== undefined);
}

/** Whether values have an order of their own: numbers, ages, sizes. */
export function isOrdered({ name, type, texts }: ColumnLook): boolean {
  // Numbers of households have no order that anybody asks for.
  if (type !== "text") return type === "integer" && !isEntityName(name);
  if (texts.length < 3 || texts.length > 40) return false;
  if (areNumbered(texts)) return true;
  const numbered = texts.filter((text) => /^([<>≤≥]?\s*\d+|Q[1-4]$)/.test(text.trim()));
  // A number before a name is its code: 4130 HR.
  const coded = numbered.filter((text) => /^\d+ +\p{L}{2,}/u.test(text.trim()) && !/years?|jahr|yrs?|岁/i.test(text));
  return numbered.length >= 0.7 * texts.length && coded.length * 2 < texts.length;
}
