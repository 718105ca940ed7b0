import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isLevelOfPeople, isPasserName, isTakenByCounters, saysWhatIsThere } from "../../names/counter-names.ts";
import { knownRates } from "../../stories/rate/known-rates.ts";

const spaced = (name: string): string =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ")
    .toLowerCase()
    .replace(/[_\-.]+/g, " ");

const isCount = ({ type, whole, low }: ColumnLook): boolean => type === "integer" && whole && low >= 0;

/**
 * Names of the columns of whole numbers that add up without a word for it: the two counts of a known rate, the one a
 * part of the other (pieces inspected and rejected), and who passed the counters of a table over time. What there is at
 * a time does not: those enrolled beside those who came, cars that are parked.
 *
 * @param context words of the title
 * @param isDated whether each row has a time
 */
export function countsThatAdd(looks: readonly ColumnLook[], context: string, isDated: boolean): ReadonlySet<string> {
  const counts = looks.filter(isCount);
  const ofRates = counts.flatMap((part) =>
    counts
      .filter((all) => all !== part && part.high <= all.high && part.middle <= all.middle && arePair(part, all))
      .flatMap((all) => [part.name, all.name]),
  );
  const hasCounters =
    isDated && !saysWhatIsThere(context) && (isTakenByCounters(context) || looks.some(isColumnOfCounters));
  const passers = hasCounters ? counts.map(({ name }) => name).filter((name) => isPasserName(spaced(name))) : [];
  return new Set([...ofRates, ...passers]);
}

const isColumnOfCounters = ({ type, name }: ColumnLook): boolean => type === "text" && isTakenByCounters(spaced(name));

/** Whether two counts are the part and the whole of a rate that people know. */
const arePair = (part: ColumnLook, all: ColumnLook): boolean =>
  knownRates.some(
    ({ isCounts, isShare, above, below }) =>
      isCounts === true &&
      isShare &&
      above.test(spaced(part.name)) &&
      below.test(spaced(all.name)) &&
      !isLevelOfPeople(spaced(all.name)),
  );
