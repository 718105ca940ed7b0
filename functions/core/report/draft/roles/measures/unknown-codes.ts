import type { ColumnLook } from "../../look/look-at-columns.ts";
import { languageOf } from "../../language-of.ts";
import { isCapacityName } from "../../names/capacity-names.ts";
import { isPlainCount } from "../../names/plain-counts.ts";
import { readAdds } from "../../names/measure-words.ts";
import { readLabel } from "../../names/read-label.ts";

/** Pairs of equal values that so many values would have by chance, from which none at all is none by chance. */
const fewestPairs = 10;
/** Rows from which a column of two or three numbers is more likely one of codes than of amounts. */
const [fewKinds, manyRows] = [3, 60];
/** Most codes that a short name may stand for, and rows of each of them. */
const [mostCodes, rowsOfEach] = [40, 5];
/** Rows from which the next number in each is a scale, or that of the row. */
const longRun = 12;

/** Names of numbers below a table, and of places in an order. */
const besideName =
  /^(foot[ _]?notes?|foot[ _]?note[ _]?(no|nr|id)?|anmerkung(en)?|fußnoten?|notes?|rank(ing)?[ _]order|rank|order|脚注|注释)$/i;
/** The best or worst mark of a scale, above which a “note” is one below the table: 1 to 6, 1 to 20. */
const mostOfMarks = 20;

/** Up to three letters, or capitals alone: `CT`, `REG`, `trt`. */
const shortName = /^(\p{L}{1,3}|\p{Lu}{2,5})\d*$/u;

/** Whether nothing says what a column holds: no word of its name, and no unit. */
function isUnknown({ name, whole, high, unit }: ColumnLook): boolean {
  const read = readAdds(name, { whole, large: false, high });
  return (
    read.isSupposed === true &&
    !isPlainCount(name) &&
    !isCapacityName(name) &&
    (unit ?? "") === "" &&
    readLabel(name.replaceAll("_", " ")).unit === ""
  );
}

/**
 * Whether whole numbers never repeat though their range is so small that many would by chance: 2,896 different ones up
 * to 6,806 number communes, and are no amounts of them.
 */
function neverRepeats({ whole, low, high, distinct, values }: ColumnLook): boolean {
  return whole && distinct === values && values ** 2 >= 2 * fewestPairs * (high - low + 1);
}

/** Whether each row has the next number from 0 or 1: a scale, of whose steps the other columns tell. */
export function isScaleOfRows({ name, whole, low, high, distinct, values }: ColumnLook): boolean {
  return (
    whole &&
    (low === 0 || low === 1) &&
    values >= longRun &&
    distinct === values &&
    high - low === values - 1 &&
    !readAdds(name, { whole, large: false }).adds
  );
}

/** Whether numbers are of so few kinds, or under so short a name, that they may be codes. */
function mayBeKinds({ name, whole, low, high, distinct, values }: ColumnLook, isDated: boolean): boolean {
  // Of a time, few whole numbers from 0 count what seldom happens.
  if (distinct <= fewKinds && values >= manyRows && !(isDated && whole && low === 0)) return true;
  const isNearlyFull = whole && (low === 0 || low === 1) && distinct * 2 > high - low && distinct <= mostCodes;
  return isNearlyFull && values >= rowsOfEach * distinct && values >= manyRows && shortName.test(name.trim());
}

/** Times of day without a sign in them: 1509. Where a day's times are sought, the latest may be early. */
const [clockName, latestClock] = [/(^|[ .])time([ .]|$)|uhrzeit|时刻|时间/iu, [2300, 2400]] as const;

const clockOf = /^time[ .](of[ .])?(max(imum)?|min(imum)?|high|low|peak|day)$/i;

function isClock({ whole, low, high }: ColumnLook, name: string): boolean {
  if (!whole || low < 0 || high > latestClock[1]) return false;
  return (high >= latestClock[0] && clockName.test(name)) || (high >= 1000 && clockOf.test(name));
}

/**
 * Whether a column of numbers is one of which we know too little to call it a measure: codes, numbers of things, notes.
 * The report names it among the columns that it does not show.
 *
 * @param looks of all columns: a German “Note” is a mark
 * @param isDated whether rows have a time: then what rises steadily repeats no value either
 */
export function isUnknownCode(look: ColumnLook, looks: readonly ColumnLook[], isDated: boolean): boolean {
  const name = look.name.trim().replaceAll(/[\s_]+/g, " ");
  if (look.whole && besideName.test(name))
    return !/^notes?$/i.test(name) || look.high > mostOfMarks || languageOf(looks) !== "de";
  if (isClock(look, name)) return true;
  if (!isDated && isScaleOfRows(look)) return true;
  return isUnknown(look) && ((!isDated && neverRepeats(look)) || mayBeKinds(look, isDated));
}
