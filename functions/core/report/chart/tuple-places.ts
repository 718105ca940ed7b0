/** A row of a query's result. */
export interface RowPlace {
  readonly query: string;
  /** Index from 0. */
  readonly row: number;
}

/** The field of a tuple that holds the place of its row: no column has this name. Transforms copy it along. */
const field = "\u0000";

/**
 * Tuples with the places of the rows that they were made from.
 *
 * @param places absent: nobody asks, and the tuples stay as they are
 */
export function withPlaces(
  tuples: Record<string, unknown>[],
  rows: readonly object[],
  places: ReadonlyMap<object, RowPlace> | undefined,
): Record<string, unknown>[] {
  if (places === undefined) return tuples;
  for (const [index, tuple] of tuples.entries()) {
    const place = places.get(rows[index]!);
    if (place !== undefined) tuple[field] = place;
  }
  return tuples;
}

/** The row that a tuple shows; undefined for one that a transform computed from several. */
export function placeOfTuple(tuple: Readonly<Record<string, unknown>> | undefined): RowPlace | undefined {
  return tuple?.[field] as RowPlace | undefined;
}
