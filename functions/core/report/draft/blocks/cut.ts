/** Part of a value by which sums and means of the same numbers differ for no reason but how they are computed. */
const noDifference = 1e-9;

/** A list that has the first members alone where there are many. */
export interface CutList {
  /** The name of its columns: `table` has `table_cut` and `table_more`. */
  readonly name: string;
  /** How many it has, and from more than how many members on it has no more. */
  readonly shown: number;
  readonly few: number;
}

/** The lists of a ranking: a table of ten, a chart of fifteen. */
export const rankedLists: readonly CutList[] = [
  { name: "table", shown: 10, few: 20 },
  { name: "chart", shown: 15, few: 20 },
];

/** SQL of whether two values are equal, but for the last digits of sums of decimals. */
export const sameSql = (one: string, other: string): string =>
  `abs(${one} - ${other}) <= ${noDifference} * abs(${other})`;

/**
 * SQL of the columns that tell where a list is cut among equal values: the last value that it shows, and how many more
 * have it.
 *
 * @param from SQL of the members, in the order of the list
 * @param value SQL of the value by which they are ordered
 */
export function cutColumns(from: string, lists: readonly CutList[], value = "value"): string {
  const seats = `(SELECT (${value})::DOUBLE AS v, row_number() OVER () AS seat, count(*) OVER () AS n FROM ${from})`;
  return lists
    .map(({ name, shown, few }) => {
      const cut = `(SELECT v FROM ${seats} WHERE seat = ${shown})`;
      return `${cut} AS ${name}_cut,
  (SELECT count(*) FROM ${seats} WHERE n > ${few} AND seat > ${shown} AND ${sameSql("v", cut)}) AS ${name}_more`;
    })
    .join(",\n  ");
}
