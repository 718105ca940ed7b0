import { meets } from "./comparison.ts";
import type { Equality, RowCondition } from "./document.ts";

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Rows → names of columns → values of those → rows that hold them. As long as the rows are. */
const indexes = new WeakMap<Rows, Map<string, ReadonlyMap<string, Rows>>>();

/**
 * The rows that meet every condition, in their order; all rows where there is no condition. Values are compared
 * exactly. Rows are indexed once for all that must be equal to a value in the same columns, so hundreds of groups cost
 * no more than one.
 */
export function pickRows<T extends Rows>(rows: T, conditions: readonly RowCondition[]): T {
  const comparisons = conditions.filter((condition) => "field" in condition);
  const equal = pickEqual(
    rows,
    conditions.filter((condition) => "column" in condition),
  );
  if (comparisons.length === 0) return equal;
  return equal.filter((row) => comparisons.every((each) => meets(each, row))) as readonly Rows[number][] as T;
}

function pickEqual<T extends Rows>(rows: T, conditions: readonly Equality[]): T {
  if (conditions.length === 0) return rows;
  const columns = conditions.map(({ column }) => column);
  const known = indexes.get(rows) ?? new Map<string, ReadonlyMap<string, Rows>>();
  indexes.set(rows, known);
  const name = JSON.stringify(columns);
  const index = known.get(name) ?? indexBy(rows, columns);
  known.set(name, index);
  return (index.get(keyOf(conditions.map(({ value }) => value))) ?? []) as unknown as T;
}

function indexBy(rows: Rows, columns: readonly string[]): ReadonlyMap<string, Rows> {
  const index = new Map<string, Rows[number][]>();
  for (const row of rows) {
    const key = keyOf(columns.map((column) => row[column] ?? null));
    const group = index.get(key);
    if (group === undefined) index.set(key, [row]);
    else group.push(row);
  }
  return index;
}

/** The values of a column have one type, so their texts distinguish them; null is separate. */
function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => (value === null ? null : String(value))));
}
