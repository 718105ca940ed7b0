import type { DraftTable } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import { type KeyLook, lookAtKeys } from "../look/look-at-keys.ts";
import { quoteName } from "../quote.ts";
import { isCode } from "./cast.ts";
import { findMeasures } from "./measures/find-measures.ts";
import { unitColumnOf } from "./measures/series-measures.ts";
import { isMemberColumn, isStepped } from "./find-members.ts";
import type { TimeRole } from "./roles.ts";
import { isKindName } from "../names/kind-names.ts";
import { isDirectionName } from "../names/target-names.ts";
import { isWeekdays } from "../names/hours-and-weekdays.ts";
import { isUnitName, selectorsAmong } from "../names/selector-names.ts";
import { directionOf } from "./with-directions.ts";

const mostCompared = 8;
/** Most things that rows measure by turns. */
const mostSelected = 24;
const nameOfRows = /name|title|titel|bezeichnung|label|名/i;

/** The columns that may be compared, and what tells them apart. */
export interface Compared {
  readonly members: readonly ColumnLook[];
  readonly keys: KeyLook;
  readonly selector: string | undefined;
  /** Of a table of one time whose rows each measure something else, the column that names it. */
  readonly listed: string | undefined;
  readonly twins: readonly string[];
}

/** The columns that may be compared, without those that say the same as another. */
export async function findCompared(
  table: DraftTable,
  looks: readonly ColumnLook[],
  source: string,
  time: TimeRole | undefined,
  rows: number,
  spans: readonly string[] = [],
): Promise<Compared> {
  const used = new Set([...(time?.columns ?? []), ...spans]);
  const direction = directionOf(looks);
  const possible = looks.filter(
    (look) =>
      !used.has(look.name) &&
      look !== direction &&
      !isSharedName(look, rows) &&
      // The weekday of a day says nothing that the day does not.
      !(time?.raw === "day" && isWeekdays(look)) &&
      (isMemberColumn(look, rows) || isStepped(look, rows)),
  );
  // Of rows that name what they measure nothing but their number is known if no column holds numbers.
  const isMeasured = findMeasures(looks, used, rows, { context: "", time, isSelected: true }).length > 0;
  const unit = unitColumnOf(looks);
  // What a laboratory measures over time, each in a unit of its own.
  const isInUnits = time !== undefined && (looks.find(({ name }) => name === unit)?.distinct ?? 0) > 1;
  const selectors = selectorsAmong(possible).filter(({ distinct }) => distinct <= mostSelected);
  const named = (
    selectors[0] ?? possible.find(({ name, distinct }) => isInUnits && isKindName(name) && distinct <= mostSelected)
  )?.name;
  const isListed = time === undefined && looks.find(({ name }) => name === named)?.distinct === rows;
  const selector = isMeasured && !isListed ? named : undefined;
  const listed = isMeasured && isListed ? named : undefined;
  const others = possible.filter(
    ({ name }) =>
      name !== selector &&
      !(named !== undefined && selector === named && selectors.some((one) => one.name === name)) &&
      ((selector ?? listed) === undefined || !(isUnitName(name) || isDirectionName(name))),
  );
  // Of many columns, that of the names may come late.
  const naming = others.filter(({ name, distinct }) => distinct === rows && nameOfRows.test(name));
  const compared = [...new Set([...(others.length > mostCompared ? naming : []), ...others])].slice(0, mostCompared);
  const keys = await lookAtKeys(
    table,
    source,
    time?.day,
    compared.map(({ name }) => quoteName(name)),
  );
  const twins = new Set<string>();
  for (const [at, one] of compared.entries()) {
    for (const [more, other] of compared.slice(at + 1).entries()) {
      const pair = keys.alone.get(`${at},${at + 1 + more}`);
      if (pair !== one.distinct || pair !== other.distinct) continue;
      twins.add(readsBetter(one, other) ? other.name : one.name);
    }
  }
  return { members: compared, keys, selector, listed, twins: [...twins] };
}

/** Names of the parts of people's names. */
const nameOfPeople =
  /^(surname|last ?name|family ?name|first ?name|forename|given ?name|nachname|familienname|vorname|姓氏?)$/i;

/** Whether people have parts of their names in common: those who are called alike are no group. */
const isSharedName = ({ name, distinct }: ColumnLook, rows: number): boolean =>
  nameOfPeople.test(name.replaceAll(/[_.-]+/g, " ").trim()) && distinct < rows;

/** Whether people read a column rather than another: names rather than codes. */
function readsBetter(one: ColumnLook, other: ColumnLook): boolean {
  if (isCode(one) !== isCode(other)) return !isCode(one);
  if (one.type !== other.type) return one.type === "text";
  return true;
}
