import { meterKind, spaced } from "./sum-words.ts";

/** What the differences of readings are: what was used, how far it went, or by how much a counter grew. */
export type MeterKind = "consumption" | "distance" | "increase";

/** What names tell of readings; values of which they are not sure must never fall. */
export interface MeterName {
  readonly kind: MeterKind;
  readonly isSure: boolean;
}

/** Names of readings beside those that say of what: of a meter, or of a thermometer. */
const anyReading =
  /\breadings?\b|^((end|letzter|aktueller|neuer) ?)?stand\b|\bablese(wert|stand)|\bablesung(en)?\b|读数|示数|表数|\bindex du compteur\b/iu;
/** Names of distances that may be of a trip, too. */
const mayBeDistance = /\bmileage\b|^(km|kilomet(er|re)s?)$|公里数|里程数?$/iu;
/** Names of what counters show that may also be of a month: hours of machines, pages of printers. */
const mayBeCounter =
  /\b(operating|engine|machine|running|run) ?hours\b|\bhour ?meter\b|(betriebs|maschinen|lauf)stunden|\bpage ?count(er)?\b|\btotal ?pages\b|\bcounter\b|zähler$|zählwert|运行(小时|时数|时长)|工作小时|计数器|总(页|印)数/iu;
/** What has a counter of pages or hours, and no meter of what it uses. */
const ofPrinters = /\bprinters?\b|\bcopiers?\b|druckseiten|drucker|kopierer|打印机|复印机/iu;
/** Columns of the numbers of meters, by which the values beside them are readings. */
const meterNumber =
  /\bz(ä|ae)hler ?-? ?(nr|nummer|id|no)\b|zählernummer|\bmeter ?(no|nr|id|number|serial|ref)\b|(电|水|气|热)?表(号|编号)/iu;
const bare = /^(values?|wert|stand|val|data|数值|值|读数)$/iu;

/**
 * What the names of a table tell of its first measure, if that may be what meters show. A column called `value`, and
 * periods across, are called after the table. Running totals of cases, sales and people are no meters.
 *
 * @param title the table's, which is read where the column says nothing
 * @param others names of the other columns
 */
export function readMeterName(
  column: string | undefined,
  title: string,
  others: readonly string[],
): MeterName | undefined {
  const isBare = column === undefined || bare.test(column.trim());
  const names = [...(column === undefined ? [] : [column]), ...(isBare ? [title] : [])].map(spaced);
  const all = [title, ...names, ...others].map(spaced);
  const isCounter = all.some((name) => ofPrinters.test(name));
  for (const name of names) {
    const kind = meterKind(name);
    if (kind !== undefined) return { kind: isCounter ? "increase" : kind, isSure: true };
  }
  const may = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (may(mayBeDistance)) return { kind: "distance", isSure: false };
  if (may(mayBeCounter)) return { kind: "increase", isSure: false };
  const isNumbered = isBare && others.some((name) => meterNumber.test(spaced(name)));
  return may(anyReading) || isNumbered ? { kind: isCounter ? "increase" : "consumption", isSure: false } : undefined;
}
