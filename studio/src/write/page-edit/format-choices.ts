/** Formats of values that are offered, as a template writes them, with a value as it is printed in English. */
export const formatChoices: readonly (readonly [string, string])[] = [
  ["number: 0", "12,346"],
  ["number: 1", "12,345.7"],
  ["number: 2", "12,345.68"],
  ["percent: 0", "12%"],
  ["percent: 1", "12.3%"],
  ["compact", "12K"],
  ["date", "31 January 2026"],
];
