import { unitPattern } from "../unit-pattern.ts";
import type { Notation } from "../dataset.ts";

/** A possible notation of a column's values. */
export interface Hypothesis {
  readonly notation: Notation;
  /** Pattern of a whole value: a regular expression for both JavaScript and RE2. */
  readonly pattern: string;
}

const spaces = " \u00a0\u2009\u202f\u2007";
const apostrophes = "'’";

/** Numbers in the plain notation. */
export const plainNumber = "[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";

function amount(group: string, decimal: "." | ","): Hypothesis {
  const grouped = `[1-9][0-9]{0,2}(?:[${group}][0-9]{3})+`;
  // Lakh and crore: groups of two digits, the last of three.
  const indian = group === "," ? "|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}" : "";
  const number = `(?:(?:${grouped}${indian}|0|[1-9][0-9]*)(?:[${decimal}][0-9]+)?|[${decimal}][0-9]+)(?:[eE][-+]?[0-9]+)?`;
  const space = `[${spaces}]?`;
  const bare = `(?:${unitPattern}${space}[-−]?)?${number}(?:${space}${unitPattern})?`;
  return {
    notation: { kind: "number", decimal, group },
    pattern: `(?:[-+−]?${space}${bare}|${bare}${space}[-−]|\\(${bare}\\))`,
  };
}

const time = "(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)";
const halfDay = "(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? ?[AaPp][Mm])";

function dates(parts: string, pattern: string): Hypothesis[] {
  return [
    { notation: { kind: "date", formats: [parts] }, pattern },
    {
      notation: {
        kind: "timestamp",
        formats: [`${parts} %H:%M:%S`, `${parts} %H:%M`, `${parts}T%H:%M:%S`, `${parts}T%H:%M`],
      },
      pattern: `${pattern}${time}`,
    },
    {
      notation: {
        kind: "timestamp",
        formats: [`${parts} %I:%M:%S %p`, `${parts} %I:%M %p`, `${parts} %I:%M:%S%p`, `${parts} %I:%M%p`],
      },
      pattern: `${pattern}${halfDay}`,
    },
  ];
}

const dayFirst = (sign: string): Hypothesis[] =>
  dates(`%d${sign}%m${sign}%Y`, `[0-9]{1,2}[${sign}][0-9]{1,2}[${sign}][0-9]{4}`);
const monthFirst = (sign: string): Hypothesis[] =>
  dates(`%m${sign}%d${sign}%Y`, `[0-9]{1,2}[${sign}][0-9]{1,2}[${sign}][0-9]{4}`);
/** Two-digit years: the century and the order are unknown. Recognised so that a warning can name them. */
const shortYears = (sign: string): Hypothesis[] =>
  [`%d${sign}%m${sign}%y`, `%y${sign}%m${sign}%d`, `%m${sign}%d${sign}%y`].map((parts) => ({
    notation: { kind: "date", formats: [parts] },
    pattern: `[0-9]{1,2}[${sign}][0-9]{1,2}[${sign}][0-9]{2}`,
  }));

/** All known notations. Points separate day and month only if the day comes first. */
export const hypotheses: readonly Hypothesis[] = [
  amount(",", "."),
  amount(".", ","),
  amount(spaces, ","),
  amount(spaces, "."),
  amount(apostrophes, "."),
  amount(apostrophes, ","),
  ...dayFirst("."),
  ...dayFirst("/"),
  ...dayFirst("-"),
  ...monthFirst("/"),
  ...monthFirst("-"),
  ...dates("%Y.%m.%d", "[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,2}"),
  ...dates("%Y年%m月%d日", "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"),
  ...shortYears("."),
  ...shortYears("/"),
];
