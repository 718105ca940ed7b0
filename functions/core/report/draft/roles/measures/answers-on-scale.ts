import type { ColumnLook } from "../../look/look-at-columns.ts";

/** The highest steps of scales of opinions. */
const steps: readonly number[] = [5, 6, 7, 10];
/** Fewest columns on one scale, rows, and kinds of answers by which they are no counts that happen to be small. */
const [fewestColumns, fewestRows, fewestKinds] = [4, 20, 3];
/** Share of the rows that have an answer. */
const mostlyAnswered = 0.6;

const mayAnswer = ({ type, whole, low, high, distinct, values }: ColumnLook, rows: number): boolean =>
  (type === "integer" || type === "number") &&
  whole &&
  low >= 1 &&
  low < high &&
  steps.includes(high) &&
  distinct >= fewestKinds &&
  values >= mostlyAnswered * rows;

/**
 * The columns of answers on one scale, whatever they are called: at least four of whole numbers from 1 or more that end
 * at the same step, as `breakfast`, `staff` and `wifi` from 1 to 5.
 *
 * @param rows number of the table's rows
 */
export function answersOnScale(looks: readonly ColumnLook[], rows: number): ReadonlySet<string> {
  if (rows < fewestRows) return new Set();
  const found = looks.filter((look) => mayAnswer(look, rows));
  const groups = Object.values(Object.groupBy(found, ({ high }) => high)).filter(
    (group) => group !== undefined && group.length >= fewestColumns,
  );
  return new Set(groups.flatMap((group) => group!.map(({ name }) => name)));
}
