import type { MissedPolicy, ScheduleTrigger } from "../publication.ts";
import { openSchedule, timesBetween } from "./schedule.ts";

/** A time that is older than this when it is first seen was missed: nothing ran then. */
export const punctualMs = 5 * 60_000;

/** Most editions that one look makes up for; the next look continues. */
const mostMadeUp = 100;

export interface DueTimes {
  /** The times for which editions are made, in order; milliseconds since the epoch. */
  readonly times: readonly number[];
  /** How many times before the first of them make no edition, because they were missed. */
  readonly passedOver: number;
  /** Up to where the schedule has been followed. */
  readonly end: number;
}

/**
 * The times of a schedule since it was last looked at. The punctual ones make their editions, however many there are.
 * Of missed ones, `latest` makes up for the last, unless a punctual one follows, which is newer; `all` makes up for
 * each, and `none` for none.
 *
 * @param after where the last look ended
 * @param now nothing later is due
 */
export function dueTimes(trigger: ScheduleTrigger, policy: MissedPolicy, after: number, now: number): DueTimes {
  const { times, end } = timesBetween(openSchedule(trigger), after, now);
  if (policy === "all") {
    const made = times.slice(0, mostMadeUp);
    return { times: made, passedOver: 0, end: made.length < times.length ? made.at(-1)! : end };
  }
  const first = times.findIndex((time) => time >= now - punctualMs);
  const [missed, punctual] = first < 0 ? [times, []] : [times.slice(0, first), times.slice(first)];
  // A full list ends in the past: the last missed time is not in it.
  const madeUp = policy === "latest" && punctual.length === 0 && end === now ? missed.slice(-1) : [];
  return { times: [...madeUp, ...punctual], passedOver: missed.length - madeUp.length, end };
}
