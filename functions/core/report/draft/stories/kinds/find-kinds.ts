import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { areRanges, isByOthers, isOfElection, isOfElectorate, isOtherName } from "../../names/kinds-names.ts";
import { readAdds } from "../../names/measure-words.ts";
import { isCountry } from "../../roles/countries.ts";
import { readLabel } from "../../names/read-label.ts";
import { quoteName } from "../../quote.ts";
import { isLabelling } from "../../roles/measures/labelling.ts";
import type { Roles } from "../../roles/roles.ts";
import type { KindsRole } from "./kinds-role.ts";

/** Fewest columns that are compared with each other, and most; an election may be between two. */
const [fewest, fewestOfElection, most] = [3, 2, 40];
/** Share of the rows in which a column must be the sum of the others. */
const mostRows = 0.95;
/** The largest value of all columns, at least: smaller ones are numbers of doors and gears. */
const fewestCounted = 20;

/**
 * Columns of counts that are kinds of one thing: a column is their sum, one of them is called what is left, or their
 * names or the title say so. Columns of different things have no sum: an area and a population.
 */
export async function findKinds(table: DraftTable, source: string, roles: Roles): Promise<KindsRole | undefined> {
  const { selector, survey, looks, long, time, accounts, members } = roles;
  if (selector !== undefined || survey !== undefined || accounts !== undefined || long?.turned === true)
    return undefined;
  const used = new Set([...(time?.columns ?? []), ...members.map(({ column }) => column), ...roles.twins]);
  const isVote = isOfElection(table.title);
  const numbers = looks.filter(
    (look) =>
      isNumber(look) &&
      !used.has(look.name) &&
      !isLabelling(look, table.rows) &&
      // Beside the votes for each, shares and the votes as a whole are no kinds.
      !(isVote && (isOfElectorate(look.name) || !isCount(look))),
  );
  const counted = numbers.filter(isCount);
  if (counted.length < (isVote ? fewestOfElection : fewest) || counted.length > most + 1) return undefined;
  if (Math.max(...counted.map(({ high }) => high)) < fewestCounted) return undefined;
  const total = await totalAmong(table, source, counted);
  const kinds = counted.filter((one) => one !== total);
  const names = kinds.map(({ name }) => name);
  // Where some columns are of other things, so may be those that no word tells.
  const areAlike = counted.length === numbers.length && kinds.filter(isKnown).length * 2 < kinds.length;
  if (total === undefined && !(areAlike && isSaid(table.title, names, looks))) return undefined;
  // By time, counts that are zero at times are of what happened then; others may be of what there is.
  if (time !== undefined && kinds.filter(({ low }) => low === 0).length * 2 < kinds.length) return undefined;
  return {
    columns: kinds.map(({ name }) => ({ column: name, label: readLabel(name).label, value: quoteName(name) })),
    leads: time === undefined || total === undefined,
  };
}

const isNumber = ({ type }: ColumnLook): boolean => type === "integer" || type === "number";

/** Whether a column may count something: whole numbers without a unit. */
const isCount = ({ name, unit, whole, low }: ColumnLook): boolean =>
  whole && low >= 0 && (unit ?? readLabel(name).unit) === "";

/** Whether a word says what a column is of, so that it is no kind of the same. */
const isKnown = ({ name, whole }: ColumnLook): boolean => readAdds(name, { whole, large: false }).surely;

/** Whether names or the title say that columns are kinds of one thing. */
function isSaid(title: string, names: readonly string[], looks: readonly ColumnLook[]): boolean {
  return (
    names.some(isOtherName) ||
    areRanges(names) ||
    names.filter((name) => isCountry(name)).length >= fewest ||
    isOfElection(title) ||
    isByOthers(
      title,
      looks.map(({ name }) => name),
    )
  );
}

/** The column that is the sum of the others in nearly all rows. */
async function totalAmong(
  { ask }: DraftTable,
  source: string,
  counted: readonly ColumnLook[],
): Promise<ColumnLook | undefined> {
  const largest = counted.toSorted((a, b) => b.high - a.high)[0]!;
  const whole = quoteName(largest.name);
  const parts = counted.filter((one) => one !== largest).map(({ name }) => `coalesce(${quoteName(name)}, 0)`);
  const [row = {}] = await ask(
    `SELECT avg((${whole} = ${parts.join(" + ")})::INTEGER) AS equal FROM ${source} WHERE ${whole} > 0`,
  );
  return counted.length > fewest && Number(row["equal"] ?? 0) >= mostRows ? largest : undefined;
}
