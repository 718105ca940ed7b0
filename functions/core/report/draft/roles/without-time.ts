import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import { type Cast, isCode, nothing, prefer, recordsMeasure, rolesOf, type Work } from "./cast.ts";
import { answersOnScale } from "./measures/answers-on-scale.ts";
import { refuseMixed } from "./measures/mixed-units.ts";
import { withPlaces } from "./with-places.ts";
import { isOfCountries, isStepped } from "./find-members.ts";
import { isQuotedName, isSecurityName } from "../names/price-names.ts";
import { words as labelWords } from "../names/read-label.ts";
import { isNumbersAsText, needMeasures, refusal } from "./refusals.ts";
import type { MeasureRole, MemberRole, Roles } from "./roles.ts";

export function withoutTime({ rows, looks, source }: Work, { base, kept, keys, at, measures }: Cast): Roles {
  const naming = kept.filter((look) => keys.alone.get(String(at(look))) === rows && look.distinct === rows);
  const answers = answersOnScale(looks, rows);
  const groups = kept.filter(
    (look) =>
      !answers.has(look.name) &&
      ((look.distinct <= (isOfCountries(look) ? 300 : isAreaName(look.name) ? 60 : 40) && look.distinct * 2 <= rows) ||
        isStepped(look, rows)),
  );
  const kinds = groups.filter(({ type }) => type === "text" || type === "boolean");
  if (measures.length === 0 && kinds.length > 0) {
    // Nothing is measured, but kinds of rows can be counted: unless something is measured that cannot be read, or not
    // be put together.
    refuseMixed(looks);
    if (looks.some(isNumbersAsText)) needMeasures(base, looks);
    const members = rolesOf(prefer(kinds, rows), []);
    return { ...base, story: "cross", measures: [recordsMeasure], members, summed: true };
  }
  if (naming.length > 0) {
    const [first] = prefer(naming, rows);
    // Of records that people know by a number only, and of people, groups say more than who is first.
    const dividing = groups.filter(({ type, distinct }) => type === "text" && distinct >= 2 && distinct <= mostGroups);
    const isOfGroups = dividing.length > 0 && measures[0]?.adds === false;
    // Nor is it asked which of many things costs most, but how far their prices lie apart in a group.
    const isPriceList = rows >= fewestRecords && measures[0] !== undefined && isPrice(measures[0]);
    // Of which goods the prices rose is asked by their groups; of shares, which of them did.
    const isOfChanges =
      rows >= manyRecords && measures[0]?.called === "priceChange" && !looks.some(({ name }) => isSecurityName(name));
    if (isOfGroups && (isPriceList || isOfChanges || (rows >= manyRecords && isOfRecords(first!, looks, rows))))
      return needMeasures(
        { ...base, story: "groups", measures, members: rolesOf(prefer(groups, rows), []), summed: true },
        looks,
      );
    if (dividing.length > 0 && measures[0]?.adds === true && rows >= manyRecords && isNumbered(first!, looks, rows))
      return addedUp({ rows, looks, source }, { base, kept, keys, at, measures }, groups);
    const [role, ...others] = rolesOf([first!], prefer(groups, rows));
    const members = [withName(role!, first!, looks, rows), ...others];
    return needMeasures({ ...base, story: "cross", measures: measures.map(asWritten(looks)), members }, looks);
  }
  // Where amounts lead from many places to many, these are what they are added up by.
  if (groups.length === 0 && measures[0]?.adds === true)
    groups.push(
      ...kept.filter(({ type, distinct }) => type === "text" && distinct <= mostPlaces && distinct * 4 <= rows),
    );
  if (groups.length === 0) return recordsAlone(base, measures, looks, rows);
  if (measures[0]?.adds === true) return addedUp({ rows, looks, source }, { base, kept, keys, at, measures }, groups);
  return needMeasures(
    { ...base, story: "groups", measures, members: rolesOf(prefer(groups, rows), []), summed: true },
    looks,
  );
}

/** Names of the parts of a country, of which a table of many places has some dozens. */
const isAreaName = (name: string): boolean =>
  /^(state|province|region|county|canton|bundesland|kreis|département|省份?)$/i.test(name.trim());

/** Records that are added up by what divides them. */
function addedUp(
  { rows, looks, source }: Pick<Work, "rows" | "looks" | "source">,
  { base, kept, keys, at, measures }: Pick<Cast, "base" | "kept" | "keys" | "at" | "measures">,
  groups: readonly ColumnLook[],
): Roles {
  // Rates of rows of different sizes are not put together: their mean is nobody's rate.
  const adding = measures.filter(({ adds }) => adds);
  const members = withPlaces({ looks, source, rows }, { kept, keys, at }, rolesOf(prefer(groups, rows), []));
  return { ...base, story: "cross", measures: adding, members, summed: true };
}

/** A number in a list of jobs, orders or courses: R-1001, 25H1083. */
const numbered = /^(?=(?:\D*\d){3})[\p{Lu}\d._/# -]{3,16}$/u;
/** Share of the texts that are such numbers. */
const mostNumbered = 0.95;

const holdsNumbers = ({ type, texts }: ColumnLook): boolean =>
  type === "text" && texts.filter((text) => numbered.test(text.trim())).length >= mostNumbered * texts.length;

/** Whether rows are known by numbers that somebody gave them one after the other: nobody compares those. */
const isNumbered = (first: ColumnLook, looks: readonly ColumnLook[], rows: number): boolean =>
  holdsNumbers(first) && nameBeside(first, looks, rows) === undefined;

/** Whether a measure is what things cost, and not by how much that changed. */
const isPrice = ({ adds, called, column }: MeasureRole): boolean =>
  !adds && called === undefined && isQuotedName(column);

/** Rows from which records are many, and most groups that say more than a list of them. */
const [manyRecords, mostGroups] = [60, 20];

/** Share of the names that are those of people, from which a list is one of people. */
const mostPeople = 0.7;
const person = /^\p{Lu}[\p{L}'’-]+,? (\p{Lu}\.? )?\p{Lu}[\p{L}'’.-]*\.?$/u;
const personColumn = /^(pupil|student|employee|member|patient|respondent|person|姓名|学生|员工)( ?name)?$/i;

/** Whether rows are known by a code alone, or are people. */
function isOfRecords(first: ColumnLook, looks: readonly ColumnLook[], rows: number): boolean {
  const named = isCode(first) ? nameBeside(first, looks, rows) : first;
  if (named === undefined) return true;
  const isPeople =
    /name|pupil|student|employee|member/i.test(named.name) &&
    named.texts.filter((text) => person.test(text.trim())).length >= mostPeople * named.texts.length;
  return isPeople || personColumn.test(named.name.trim());
}

/** Most texts of which a list can be added up. */
const mostPlaces = 1000;

/** Share of the rows that have a name of their own, from which people know them by it rather than by their codes. */
const mostNamed = 0.8;

/** Longest name that stands before a code as it is, in characters. */
const longestName = 40;

/** The column of the names of what a column of codes stands for. */
const nameBeside = (code: ColumnLook, looks: readonly ColumnLook[], rows: number): ColumnLook | undefined =>
  looks.find(
    (look) =>
      look !== code &&
      look.type === "text" &&
      !isCode(look) &&
      /name|title|label|bezeichnung|description|名/i.test(look.name) &&
      look.length <= 60 &&
      look.distinct >= mostNamed * rows,
  );

/** A column of codes with the names beside them: airports have the same name twice, but nobody reads their codes. */
function withName(role: MemberRole, code: ColumnLook, looks: readonly ColumnLook[], rows: number): MemberRole {
  const names = isCode(code) || holdsNumbers(code) ? nameBeside(code, looks, rows) : undefined;
  if (names === undefined) return role;
  const whole = `nullif(trim(${quoteName(names.name)}), '')`;
  // Of a security or a post the whole name fills a line; its code tells which it is.
  const name = `CASE WHEN length(${whole}) > ${longestName} THEN left(${whole}, ${longestName - 1}) || '…' ELSE ${whole} END`;
  return {
    ...role,
    value: `coalesce((${name}) || ' (' || ${role.value} || ')', ${role.value})`,
    named: names.name,
    // A code may be spelt like a total: the tickers ALL and SUM are companies, as their names say.
    leftOut: [...new Set(names.totals.map((text) => text.trim()))].sort(),
    label: labelWords(names.name),
  };
}

/** Rows of which a spread says anything. */
const fewestRecords = 12;

/** Share of the rows that have no number in any column, from which these are headings; and columns that show it. */
const [someHeadings, fewestColumns] = [0.03, 3];

/** Whether no column has a number in all rows: headings stand among those of a table that is written for people. */
function hasHeadings(measures: readonly MeasureRole[], looks: readonly ColumnLook[], rows: number): boolean {
  const filled = measures.map(({ column }) => looks.find(({ name }) => name === column)!.values);
  return measures.length >= fewestColumns && Math.max(...filled) <= (1 - someHeadings) * rows;
}

/** Records that no column names or groups: only how their values spread is known. */
function recordsAlone(
  base: Roles,
  measures: readonly MeasureRole[],
  looks: readonly ColumnLook[],
  rows: number,
): Roles {
  const roles = needMeasures(
    { ...base, story: "groups", measures: measures.map(asWritten(looks)), summed: true },
    looks,
  );
  if (rows >= fewestRecords && !hasHeadings(measures, looks, rows)) return roles;
  if (rows >= fewestRecords)
    throw refusal(
      "no-names",
      "no column says what the rows are, and some of them have no numbers at all, as headings among data",
      looks.map(({ name }) => name),
      "leave out the headings in a recipe, and add a column of names",
    );
  throw refusal(
    "no-names",
    `no column says what the rows are, and ${rows} are too few to tell how they spread`,
    looks.map(({ name }) => name),
    "add a column of names, or of dates",
  );
}

/** @throws BroadsheetError if every kind has as many rows as the others: their number was chosen, and tells nothing */
export async function refuseBalanced({ table, source, looks }: Work, members: readonly MemberRole[]): Promise<void> {
  for (const { value } of members) {
    const [row = {}] = await table.ask(
      `SELECT min(n) = max(n) AS equal FROM (SELECT count(*) AS n FROM ${source} WHERE ${value} IS NOT NULL GROUP BY ${value})`,
    );
    if (row["equal"] !== true) return;
  }
  needMeasures(nothing, looks);
}

/** Highest value from which half of one is not worth a decimal in all other values. */
const wholly = 10;

/** Whole numbers that are printed as they are in the table need no decimals, unless their median has one. */
function asWritten(looks: readonly ColumnLook[]): (measure: MeasureRole) => MeasureRole {
  return (measure) => {
    const look = looks.find(({ name }) => name === measure.column);
    const isWhole = look?.whole === true && measure.scale === 1;
    return isWhole ? { ...measure, decimals: look.middle % 1 === 0 || look.high > wholly ? 0 : 1 } : measure;
  };
}
