/**
 * SQL that is true of days and moments outside the years 1 to 9999, which no report can show. Compared, not by their
 * year: that of a moment with a time zone is counted within its era, so that 1 BC is a year 1. Nanoseconds are left
 * off, since their type has no such years to compare with.
 *
 * @param value SQL of the value
 * @param type of the database: `DATE`, `TIMESTAMP`, `TIMESTAMP WITH TIME ZONE` and so on
 */
export function outsideYears(value: string, type: string): string {
  const [name, zone] = /WITH TIME ZONE|TIMESTAMPTZ/.test(type) ? ["TIMESTAMPTZ", "+00"] : ["TIMESTAMP", ""];
  const moment = type === "TIMESTAMP_NS" ? `CAST(${value} AS TIMESTAMP)` : value;
  return `isfinite(${value}) AND (${moment} < ${name} '0001-01-01 00:00:00${zone}' OR ${moment} >= ${name} '10000-01-01 00:00:00${zone}')`;
}
