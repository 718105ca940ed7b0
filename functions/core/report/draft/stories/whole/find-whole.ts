import { flows } from "../../blocks/parts.ts";
import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isWaitName } from "../../names/duration-name.ts";
import { isScaleName } from "../../names/measure-words.ts";
import { isWorkerName } from "../../names/worker-names.ts";
import { isVoidState } from "../../names/cells/void-states.ts";
import { quoteName } from "../../quote.ts";
import type { MeasureRole, Roles, TimeRole, VoidedRole } from "../../roles/roles.ts";
import type { WholeRole } from "./whole-role.ts";

/** Days up to which people ask for the whole of dated records before they ask for its last week or month. */
const oneYear = 400;
/** Years up to which the marks of all times say more than those of the last month. */
const fewYears = 3;

/** Whether records lead with marks on a scale, with how long somebody waited, or with what single things cost. */
const isLevel = (first: MeasureRole | undefined): boolean =>
  first !== undefined &&
  !first.adds &&
  (first.middle === true || isScaleName(first.column) || isWaitName(first.column));

/** Most columns by which the whole is divided, most values of each, and most sums beside the first. */
const [mostGroups, mostValues, mostOthers] = [4, 60, 2];

/**
 * The whole of dated records. Readings, of which each time has as many, and rows that name what they measure have none;
 * nor has a table whose parts lie beside the totals of others.
 *
 * @param without columns by which it is not divided: hours and weekdays that have a section of their own
 */
export function findWhole(
  { story, looks, time, measures, members, selector, apart, long, voided, spans = [], reports }: Roles,
  without: readonly string[] = [],
): WholeRole | undefined {
  if (time === undefined || selector !== undefined || apart || long?.turned === true) return undefined;
  // Of months that a table has as rows, a first and a last day would say too little.
  if (time.raw !== "day") return undefined;
  if (story !== "flow" && !(story === "panel" && isOfDays(time, measures))) return undefined;
  const days = (Date.parse(time.last) - Date.parse(time.first)) / 86_400_000 + 1;
  return {
    groups: [...members, ...spans.filter(({ column }) => !isPeriod(time, column))]
      .filter(
        ({ column, count }) => !without.includes(column) && !isWorkerName(column) && count >= 2 && count <= mostValues,
      )
      .slice(0, mostGroups),
    others: measures.filter((measure) => flows(measure) && measure.called === undefined).slice(0, mostOthers + 1),
    voided: voided === undefined ? findVoided(looks) : ofRows(voided),
    // Of marks, times and prices people ask for the usual one: a month of them is no news.
    isAsked: reports === true,
    leads:
      reports === true || days <= oneYear || (story === "flow" && isLevel(measures[0]) && days <= fewYears * oneYear),
  };
}

/** Whether the report's periods are the values of a column. */
const isPeriod = ({ grain, season }: TimeRole, column: string): boolean =>
  grain === "year" && season?.column === column;

/** The rows of which the amounts are left out already. */
const ofRows = ({ column, texts }: VoidedRole): WholeRole["voided"] => ({
  state: `trim(${quoteName(column)})`,
  texts,
  column,
});

/** Most states that people tell apart. */
const mostStates = 10;

/** The column that says of some rows that they did not come about, and of others that they did. */
function findVoided(looks: readonly ColumnLook[]): WholeRole["voided"] {
  for (const { name, type, distinct, texts } of looks) {
    if (type !== "text" || distinct < 2 || distinct > mostStates) continue;
    const found = texts.filter(isVoidState);
    if (found.length === 0 || found.length === texts.length) continue;
    return { state: `trim(${quoteName(name)})`, texts: found.map((text) => text.trim()), column: name };
  }
  return undefined;
}

/** Whether a table has what happened on each day, by its kinds: its parts are added up as records are. */
const isOfDays = ({ raw, finer }: TimeRole, [first]: readonly MeasureRole[]): boolean =>
  raw === "day" && finer !== true && first !== undefined && flows(first);
