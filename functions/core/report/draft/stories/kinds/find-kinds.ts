import type { DraftTable } from "../../draft.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { areRanges, isByOthers, isOfElection, isOfElectorate, isOtherName } from "../../names/kinds-names.ts";
import { readAdds } from "../../names/measure-words.ts";
import { isCountry } from "../../roles/countries.ts";
import { readLabel } from "../../names/read-label.ts";
import { flows } from "../../blocks/parts.ts";
import { quoteName } from "../../quote.ts";
import { isLabelling } from "../../roles/measures/labelling.ts";
import type { Roles } from "../../roles/roles.ts";
import { allMeasures } from "../all-measures.ts";
import { findParts } from "./find-parts.ts";
import type { Kind, KindsRole } from "./kinds-role.ts";

/** Fewest columns that are compared with each other, and most; an election may be between two. */
const [fewest, fewestOfElection, most] = [3, 2, 40];
/** The largest value of all columns, at least: smaller ones are numbers of doors and gears. */
const fewestCounted = 20;
/** The same of a column that others make up. */
const fewestOfWhole = 5;

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
  const all = looks.filter(
    (look) => isNumber(look) && !used.has(look.name) && (isOfElectorate(look.name) || !isLabelling(look, table.rows)),
  );
  const summed = await sumOf(table, source, roles, all, isVote ? fewestOfElection : fewest);
  if (summed !== undefined) return summed;
  // Beside the votes for each, shares and the votes as a whole are no kinds.
  const numbers = all.filter(
    (look) => !isLabelling(look, table.rows) && !(isVote && (isOfElectorate(look.name) || !isCount(look))),
  );
  const counted = numbers.filter(isCount);
  if (counted.length < (isVote ? fewestOfElection : fewest) || counted.length > most + 1) return undefined;
  if (Math.max(...counted.map(({ high }) => high)) < fewestCounted) return undefined;
  const names = counted.map(({ name }) => name);
  // Where some columns are of other things, so may be those that no word tells.
  const areAlike = counted.length === numbers.length && counted.filter(isKnown).length * 2 < counted.length;
  if (!(areAlike && isSaid(table.title, names, looks))) return undefined;
  // By time, counts that are zero at times are of what happened then; others may be of what there is.
  if (time !== undefined && counted.filter(({ low }) => low === 0).length * 2 < counted.length) return undefined;
  return {
    columns: counted.map(({ name }) => kindOf(name, readLabel(name).label)),
    unit: "",
    decimals: 0,
    isNamed: false,
    isElection: isVote,
    leads: true,
  };
}

const kindOf = (column: string, label: string): Kind => ({ column, label, value: quoteName(column) });

/** Names of shares and rates, whose sum of 100 is no whole. */
const rateName = /%|percent|\bshare|anteil|quote|\brate\b|率|比例|占比/i;

/** The columns that make up another one, by arithmetic alone; amounts as well as counts. */
async function sumOf(
  table: DraftTable,
  source: string,
  roles: Roles,
  all: readonly ColumnLook[],
  least: number,
): Promise<KindsRole | undefined> {
  const { time, looks, league } = roles;
  const isVote = isOfElection(table.title) || looks.some(({ name }) => isOfElectorate(name) && readElectors(name));
  const tried = all.filter(({ name, unit }) => !rateName.test(`${name} ${unit ?? ""}`));
  if (league !== undefined || tried.length > most + 1) return undefined;
  const found = await findParts(table, source, tried, least);
  if (found === undefined || found.whole.high < fewestOfWhole) return undefined;
  const { whole, parts } = found;
  // Valid and invalid votes make up all votes, but no one asks which of these leads.
  if (parts.filter(({ name }) => isOfElectorate(name)).length * 2 >= parts.length) return undefined;
  const units = new Set(parts.map(({ name, unit }) => unit ?? readLabel(name).unit));
  // What differs from part to part is no unit, since all are added up to one.
  const isNamed = units.size > 1;
  const measure = allMeasures(roles, table.rows).find(({ column }) => column === whole.name);
  const places = Math.max(...parts.map((part) => part.places));
  const isLevel = time !== undefined && measure !== undefined && !flows(measure);
  if (isLevel && measure.adds === false && !measure.whole) return undefined;
  return {
    columns: parts.map(({ name }) => kindOf(name, isNamed ? name.trim() : readLabel(name).label)),
    whole: { column: whole.name, label: readLabel(whole.name).label },
    unit: isNamed ? "" : ([...units][0] ?? ""),
    decimals: whole.high >= 1000 || places === 0 ? 0 : Math.min(places, 1),
    isNamed,
    ...(isLevel && { lastDay: time.day }),
    isElection: isVote,
    leads: time === undefined,
  };
}

/** Whether a column says that people could vote. */
const readElectors = (name: string): boolean => /elector|eligible|registered|wahlberechtigt|选民/i.test(name);

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
