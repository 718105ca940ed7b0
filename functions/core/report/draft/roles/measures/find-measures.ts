import type { ColumnLook } from "../../look/look-at-columns.ts";
import { centrality, isAsideName, isBareName, isRatingName, isScaleName, readAdds } from "../../names/measure-words.ts";
import { readLimitName } from "../../names/limit-names.ts";
import { isReactionName } from "../../names/reaction-names.ts";
import { readLabel } from "../../names/read-label.ts";
import type { MeasureRole, TimeRole } from "../roles.ts";
import { answersOnScale } from "./answers-on-scale.ts";
import { askedBeside } from "./asked-measure.ts";
import { isCategory, isLabelling, isLoneTarget } from "./labelling.ts";
import { isCensoredTime } from "./censored-times.ts";
import { countsThatAdd } from "./counts-that-add.ts";
import { measureOf } from "./measure-of.ts";
import { findMixed } from "./mixed-units.ts";
import { isSurveyWeight } from "./survey-weight.ts";
import { titled } from "./titled.ts";
import { isUnknownCode } from "./unknown-codes.ts";

/** Most measures that a report offers. */
const mostMeasures = 24;

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
  const answers = answersOnScale(looks, rows);
  const mixed = isSelected ? [] : findMixed(looks);
  // Answers on a scale are no codes or numbers of rooms, though they may be called so.
  const measures = (look: ColumnLook): boolean =>
    (!isLabelling(look, rows) || isLoneTarget(look, looks)) &&
    !isCategory(look) &&
    !isFlag(look) &&
    !isSurveyWeight(look, looks, rows) &&
    !isOfUnknown(look, looks, time) &&
    !repeatsYears(look, time);
  const all = looks.filter(
    (look) =>
      (look.type === "integer" || look.type === "number") &&
      !used.has(look.name) &&
      look.distinct >= 2 &&
      (answers.has(look.name) || measures(look)) &&
      !mixed.some(({ isMixed }) => isMixed(look)),
  );
  const numbers = withoutPlaces(withoutLimits(all, looks));
  const filled = numbers.filter(({ values }) => values >= 0.3 * rows);
  const kept = filled.length > 0 ? filled : numbers;
  const ranked = rankedByName(kept, context, answers);
  const keys = new Set<string>();
  const counted = isSelected ? new Set<string>() : countsThatAdd(looks, context, time !== undefined);
  // Beside other measures, what a column called `value` holds is not what the table is called after.
  const isAlone = kept.filter(({ name }) => !isAsideName(name)).length === 1;
  return likeTheOthers(
    ranked.slice(0, mostMeasures).map(({ look, words }) => ({
      ...measureOf(withUnitBeside(look, looks), {
        context,
        isAlone,
        isMean: time !== undefined,
        isCounted: counted.has(look.name),
        keys,
      }),
      ...(words !== undefined && { label: words }),
      ...(answers.has(look.name) && { adds: false, surely: true, unit: "" }),
    })),
  );
}

/** By how much answers of people stand before how many they are, or how long they stayed. */
const askedOfAnswers = 2;

/** Columns of numbers, those that readers of such names ask about first. */
function rankedByName(
  kept: readonly ColumnLook[],
  context: string,
  answers: ReadonlySet<string>,
): readonly { readonly look: ColumnLook; readonly score: number; readonly words: string | undefined }[] {
  const [inTitle, asked] = [titled(context, kept), askedBeside(context, kept)];
  // Of rows that have no number at all, no column is emptier than another.
  const fullest = Math.max(...kept.map(({ values }) => values));
  return kept
    .map((look, at) => ({
      look,
      words: inTitle(look).words,
      score:
        centrality(look.name) +
        asked(look) +
        evidenceOf(look) +
        latestOf(look, kept) +
        inTitle(look).score +
        (isScaleName(look.name) ? 1 : 0) +
        (answers.has(look.name) ? askedOfAnswers : 0) +
        (isRatingName(look.name) && kept.some(({ name }) => isReactionName(name)) ? 4 : 0) -
        (isBareName(look.name) && kept.some(({ name }) => isRatingName(name)) ? 2 : 0) -
        at / 100 -
        (isStepLike(look) && !isScaleName(look.name) && !answers.has(look.name) ? 0.3 : 0) -
        (isNumbering(look) ? 1 : 0) -
        (look.values < 0.8 * fullest ? 1 : 0) -
        (isCode(look) && !isScaleName(look.name) && !answers.has(look.name) ? 2 : 0),
    }))
    .sort((a, b) => b.score - a.score);
}

/** Whether a column is one of which we know too little, or of times that had no end. */
const isOfUnknown = (look: ColumnLook, looks: readonly ColumnLook[], time: TimeRole | undefined): boolean =>
  isUnknownCode(look, looks, time !== undefined) || (time === undefined && isCensoredTime(look, looks));

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

/** Leaves out limits, if there is something else that may be measured, also as texts: `<0.5`. */
function withoutLimits(numbers: readonly ColumnLook[], looks: readonly ColumnLook[]): readonly ColumnLook[] {
  const others = numbers.filter(({ name }) => readLimitName(name) === undefined);
  const isInTexts = looks.some(
    ({ type, texts }) => type === "text" && texts.some((text) => /^[<>] ?\d/.test(text.trim())),
  );
  return others.length > 0 || isInTexts ? others : numbers;
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

/** The years of which columns may be. */
const [firstYear, lastYear] = [1850, 2100];

/** Of columns that are called alike but for a year, the latest stands before the others. */
function latestOf({ name }: ColumnLook, looks: readonly ColumnLook[]): number {
  const found = ofYear.exec(name.trim());
  if (found === null) return 0;
  const years = looks.flatMap((look) => {
    const other = ofYear.exec(look.name.trim());
    return other?.[1] === found[1] ? [Number(other![2])] : [];
  });
  // Ages from 15 to 17 are no year, and so none of those that are called alike is one.
  const areYears = years.every((year) => year >= firstYear && year <= lastYear);
  return areYears && years.length > 1 && Number(found[2]) === Math.max(...years) ? 0.3 : 0;
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
