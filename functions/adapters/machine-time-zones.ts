import type { TimeZones } from "../core/ports.ts";

/** Calendars by zone: making one costs a hundred times as much as using it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The time zones of this machine's ICU. Schedules depend on them; reports do not. */
export const machineTimeZones: TimeZones = {
  names: () => Intl.supportedValuesOf("timeZone"),
  has(zone) {
    try {
      // Offsets such as +02:00 know no daylight saving, and are rarely meant.
      return /^[A-Za-z]/.test(zone) && calendarOf(zone) !== undefined;
    } catch {
      return false;
    }
  },
  dayAt(instant, zone) {
    const parts = Object.fromEntries(
      calendarOf(zone)
        .formatToParts(instant)
        .map(({ type, value }) => [type, value]),
    );
    return `${parts["year"]!.padStart(4, "0")}-${parts["month"]}-${parts["day"]}`;
  },
};

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  const calendar = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  calendars.set(zone, calendar);
  return calendar;
}
