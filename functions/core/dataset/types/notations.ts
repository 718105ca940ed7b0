import { unitPattern } from "../unit-pattern.ts";
import type { Notation } from "../dataset.ts";

/** A notation in which all values of a column may be written. */
export interface Hypothesis {
  readonly notation: Notation;
  /** What a value of it looks like, whole: a regular expression that both JavaScript and RE2 take. */
  readonly pattern: string;
}

const spaces = " \u00a0\u2009\u202f\u2007";
const apostrophes = "'’";

/** Numbers as programs write them. */
export const plainNumber = "[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";

function amount(group: string, decimal: "." | ","): Hypothesis {
  const grouped = `[1-9][0-9]{0,2}(?:[${group}][0-9]{3})+`;
  // Lakh and crore: two digits a group, three in the last.
  const indian = group === "," ? "|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}" : "";
  const number = `(?:(?:${grouped}${indian}|0|[1-9][0-9]*)(?:[${decimal}][0-9]+)?|[${decimal}][0-9]+)(?:[eE][-+]?[0-9]+)?`;
  const space = `[${spaces}]?`;
  const bare = `(?:${unitPattern}${space}[-−]?)?${number}(?:${space}${unitPattern})?`;
  return { notation: { kind: "number", decimal, group }, pattern: `(?:[-+−]?${space}${bare}|${bare}${space}[-−]|\\(${bare}\\))` };
}

const time = "(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)";
const halfDay = "(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? ?[AaPp][Mm])";

function dates(parts: string, pattern: string): Hypothesis[] {
  return [
    { notation: { kind: "date", formats: [parts] }, pattern },
    { notation: { kind: "timestamp", formats: [`${parts} %H:%M:%S`, `${parts} %H:%M`, `${parts}T%H:%M:%S`, `${parts}T%H:%M`] }, pattern: `${pattern}${time}` },
    { notation: { kind: "timestamp", formats: [`${parts} %I:%M:%S %p`, `${parts} %I:%M %p`, `${parts} %I:%M:%S%p`, `${parts} %I:%M%p`] }, pattern: `${pattern}${halfDay}` },
  ];
}

const dayFirst = (sign: string): Hypothesis[] => dates(`%d${sign}%m${sign}%Y`, `[0-9]{1,2}[${sign}][0-9]{1,2}[${sign}][0-9]{4}`);
const monthFirst = (sign: string): Hypothesis[] => dates(`%m${sign}%d${sign}%Y`, `[0-9]{1,2}[${sign}][0-9]{1,2}[${sign}][0-9]{4}`);
/** Two digits of a year: any century, and any order. They are known in order to be told. */
const shortYears = (sign: string): Hypothesis[] => [`%d${sign}%m${sign}%y`, `%y${sign}%m${sign}%d`, `%m${sign}%d${sign}%y`].map((parts) => ({ notation: { kind: "date", formats: [parts] }, pattern: `[0-9]{1,2}[${sign}][0-9]{1,2}[${sign}][0-9]{2}` }));

/** All notations that are known. Points between day and month are used only where the day comes first. */
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
