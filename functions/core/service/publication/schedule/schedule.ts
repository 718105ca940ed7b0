import { Cron } from "croner";
import type { ScheduleTrigger } from "../publication.ts";

/**
 * The times of a cron pattern in a time zone. Five fields, by the Open Cron Pattern Specification: names of months and
 * days, `L`, `#`, `W`, steps and ranges.
 *
 * Where clocks change, a pattern with fixed hours and minutes behaves as people expect: a time that the clocks skip
 * comes at the first moment after the gap, and a time that comes twice counts once. A pattern with a wildcard or a step
 * counts elapsed time: nothing in the gap, both in the hour that comes twice.
 */
export interface Schedule {
  /** The first time after an instant, milliseconds since the epoch; undefined if there is none. */
  next(after: number): number | undefined;
}

/**
 * @throws TypeError or RangeError with a message of the library's if the pattern is not valid; `parsePublication` names
 *   the field
 */
export function openSchedule({ schedule, timezone = "UTC" }: ScheduleTrigger): Schedule {
  const fields = schedule.trim().split(/\s+/).length;
  // The library's own message speaks of six and seven, which are seconds and years.
  if (fields !== 5 && !schedule.startsWith("@"))
    throw new TypeError(`it has ${fields} ${fields === 1 ? "field" : "fields"}`);
  const cron = new Cron(schedule, { timezone, paused: true, mode: "5-part", fixedTimeRule: "no-wildcard" });
  return { next: (after) => cron.nextRun(new Date(after))?.getTime() };
}

/** Most times listed at once. */
const mostListed = 1000;

/**
 * The times after one instant up to and including another, at most 1,000 of them.
 *
 * @returns in order, and where the list ends: `until`, or the last time of a list that is full
 */
export function timesBetween(
  schedule: Schedule,
  after: number,
  until: number,
): { readonly times: readonly number[]; readonly end: number } {
  const times: number[] = [];
  for (let next = schedule.next(after); next !== undefined && next <= until; next = schedule.next(next)) {
    times.push(next);
    if (times.length === mostListed) return { times, end: next };
  }
  return { times, end: until };
}
