import { Decimal } from "../../../decimal.ts";

/** The day before which spreadsheets count otherwise: they believe that there was a 29 February 1900. */
const first = Date.UTC(1900, 2, 1);
/** The last day that they know. */
const last = Date.UTC(9999, 11, 31);
/** Number of the first day that spreadsheets count as the calendar does: 1 March 1900. */
export const firstNumber = 61;

/**
 * A day as spreadsheets count it (ECMA-376-1, 18.17.4.1, the 1900 date system).
 *
 * @param written `YYYY-MM-DD`
 * @returns undefined for what is no such day, or one before March 1900
 */
export function dateNumber(written: string): Decimal | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(written)) return undefined;
  const time = Date.parse(`${written}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== written) return undefined;
  if (time < first || time > last) return undefined;
  return new Decimal(BigInt(firstNumber + (time - first) / 86_400_000), 0);
}
