import type { Spoiled } from "../dataset.ts";
import type { OddColumn } from "./odd-values.ts";

const nouns: Readonly<Record<Spoiled["type"], string>> = {
  integer: "numbers",
  number: "numbers",
  boolean: "true or false",
  date: "dates",
  timestamp: "times",
};

/** Most other texts that a message names. */
const mostTold = 5;

/** Tells what keeps a column from being of a type: `400 of 401 values are dates; row 401 says "Total"`. */
export function tellSpoiled(column: string, type: Spoiled["type"], { values, odd }: OddColumn): Spoiled {
  const fits = values - odd.reduce((sum, { rows }) => sum + rows, 0);
  const others = odd
    .slice(0, mostTold)
    .map(({ value, rows, first }) => ({ value: value.slice(0, 80), rows, row: first }));
  const told = others.map(({ value, rows, row }) =>
    rows === 1 ? `row ${row} says "${value}"` : `${rows} rows say "${value}", the first is ${row}`,
  );
  const more = odd.length - others.length;
  const rest = more === 0 ? "" : `; ${more} more`;
  return {
    column,
    type,
    values,
    fits,
    others,
    message: `${fits} of ${values} values are ${nouns[type]}; ${told.join("; ")}${rest}`,
  };
}
