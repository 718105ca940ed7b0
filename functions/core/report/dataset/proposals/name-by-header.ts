import { cellKind } from "../csv/cell-kind.ts";
import { isMissingMarker } from "./missing-markers.ts";
import { type TableEnds, topRows } from "./rows-without-data.ts";

/** A name that this reader, or pandas, gave to a column without one. */
const given = /^column_[0-9]+(?:_[0-9]+)?$|^Unnamed: [0-9]+$/;

/** Whether the file does not name a column itself. */
export function isGivenName(name: string): boolean {
  return given.test(name);
}

/**
 * Names for columns whose header has two rows, from the last row at the top that is left out: `Default Dataset` above
 * `X`, and nothing above `Y` beside it, are `Default Dataset X` and `Default Dataset Y`. If the first header names one
 * column alone, it is a title, and the second row has the names.
 *
 * @param leftOut rows that are left out, from 1
 * @returns old name → new name; none if the names would not be different
 */
export function nameByHeader(
  names: readonly string[],
  leftOut: readonly number[],
  { cells }: TableEnds,
): Readonly<Record<string, string>> {
  const isHeader = (last: number): boolean =>
    Array.from({ length: last }, (_, index) => index + 1).every(
      (row) => leftOut.includes(row) || cells.get(row)?.every((cell) => cell === "") === true,
    );
  const row = leftOut.findLast((candidate) => candidate <= topRows && isHeader(candidate));
  const second = row === undefined ? undefined : cells.get(row);
  if (second === undefined) return {};
  const titles = names.filter((name) => !isGivenName(name));
  const isTitle = titles.length * 2 < names.length && second.filter((cell) => cell !== "").length > titles.length * 2;
  let above = "";
  const renamed = names.map((name, index) => {
    if (!isGivenName(name)) above = name;
    const below = second[index] ?? "";
    if (cellKind(below) !== "text" || below.length > 100 || isMissingMarker(below)) return name;
    return isTitle || above === "" ? below : `${above} ${below}`;
  });
  if (new Set(renamed.map((name) => name.toLowerCase())).size < names.length) return {};
  return Object.fromEntries(names.flatMap((name, index) => (renamed[index] === name ? [] : [[name, renamed[index]!]])));
}
