import type { DatasetColumn, DayColumn } from "../dataset.ts";
import type { Recipe, WrittenType } from "../recipe/recipe.ts";
import { daysOf } from "./find-days.ts";
import type { FoundNames } from "./find-names.ts";
import { type Mending, type Tried, withoutMark } from "./mending.ts";
import { isGivenName, nameByHeader } from "./name-by-header.ts";
import { areUnits, type TableEnds, topRows } from "./rows-without-data.ts";
import { stepType } from "./step-type.ts";
import { isUnitBeside } from "./unit-words.ts";

/** An SQL condition over texts, and the columns that it names. */
export interface Condition {
  readonly sql?: string;
  readonly columns: readonly string[];
}

/** What the rows at the top that are left out say of the columns: their names, or their units. */
interface HeaderBelow {
  readonly named: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
}

/** Reads what the rows at the top that are left out say: the names of two headers, or units. */
export function headerOf(names: readonly string[], leftOut: readonly number[], ends: TableEnds): HeaderBelow {
  const cells = ends.cells.get(leftOut.find((row) => row <= topRows) ?? 0) ?? [];
  // Where the file names some columns alone, the row below has names: number, share.
  if (!areUnits(cells) || names.some(isGivenName)) return { named: nameByHeader(names, leftOut, ends), units: {} };
  const pairs = names.flatMap((name, index) => (isUnitBeside(cells[index] ?? "") ? [[name, cells[index]!]] : []));
  return { named: {}, units: Object.fromEntries(pairs) as Readonly<Record<string, string>> };
}

/** What a proposal does beside mending columns. */
export interface Proposed extends HeaderBelow {
  readonly condition: Condition;
  /**
   * Whether each mended column gets its type by a step: the cells of a workbook have types of their own, by which a
   * marker such as `null` is a text like others.
   */
  readonly typed: boolean;
  readonly days: readonly DayColumn[];
  readonly written: readonly FoundNames[];
}

function isFilled(object: object): boolean {
  return Object.keys(object).length > 0;
}

function typeOf({ dates }: Mending, column: DatasetColumn): WrittenType {
  return dates === undefined ? stepType(column)! : { [dates.type]: dates.spellings.map(({ format }) => format) };
}

/** A column of a text that only has missing values to be told apart gets its type when the file is read. */
export function writeRecipe(
  tried: readonly Tried[],
  { condition: { sql: where, columns: compared }, typed: all, days, written, named, units }: Proposed,
): Recipe {
  const marked = tried.filter(({ mending }) => mending.markers.length > 0);
  const noted = tried.filter(({ mending }) => mending.footnotes);
  const typed = tried.filter(
    ({ mending, numbers }) =>
      all || numbers !== undefined || mending.dates !== undefined || mending.rows.length > 0 || mending.footnotes,
  );
  // SQL that handles texts needs texts, also in a file in which nothing spoils the column.
  const texts = [
    ...noted.map(({ mending: { name } }) => name),
    ...written.map(({ told }) => told.column).filter((column) => !compared.includes(column)),
    ...compared.filter((column) => typed.every(({ mending: { name } }) => name !== column)),
  ];
  const missing = Object.fromEntries(marked.map(({ mending }) => [mending.name, mending.markers]));
  const derived = Object.fromEntries(noted.map(({ mending: { name } }) => [name, withoutMark(name)]));
  const types = Object.fromEntries(typed.map(({ mending, typed: column }) => [mending.name, typeOf(mending, column)]));
  const counted = Object.fromEntries([
    ...days.map((day) => [day.column, daysOf(day)] as const),
    ...written.map(({ told, sql }) => [told.column, sql] as const),
  ]);
  return {
    ...(isFilled(missing) && { missing }),
    steps: [
      ...(texts.length === 0 ? [] : [{ trim: texts }]),
      ...(where === undefined ? [] : [{ "leave-out": { where } }]),
      ...(isFilled(derived) ? [{ derive: derived }] : []),
      ...(isFilled(types) ? [{ types }] : []),
      ...(isFilled(counted) ? [{ derive: counted }] : []),
      ...(isFilled(named) ? [{ names: named }] : []),
      ...(isFilled(units) ? [{ units }] : []),
    ],
  };
}
