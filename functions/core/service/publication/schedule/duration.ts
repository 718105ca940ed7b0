import { wordedPattern } from "../../../json/violation.ts";

/** The forms of a duration, for messages. */
export const durationForms = "a whole number of seconds, minutes, hours or days: 30s, 5m, 2h, 1d";

/** The same as a pattern for schemas. */
export const durationPattern = wordedPattern("^[1-9]\\d{0,5}[smhd]$", durationForms);

/** The same or none: `0s`. */
export const waitForms = `0s, or ${durationForms}`;
export const waitPattern = wordedPattern("^(?:0s|[1-9]\\d{0,5}[smhd])$", waitForms);

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds of a duration such as `5m`.
 *
 * @throws TypeError if the text is none; schemas have checked it before
 */
export function durationMs(text: string): number {
  const [, count, unit] = /^(0(?=s)|[1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw new TypeError(`"${text}" is no duration`);
  return Number(count) * units[unit]!;
}
