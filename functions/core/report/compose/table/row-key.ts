import type { RowKey } from "../../document/document.ts";
import type { Value } from "../../query/table.ts";

/**
 * The key of a row.
 *
 * @param values of its key columns, outermost first
 * @param texts how they are printed
 * @param finer values of these columns and of others that may tell rows of one key apart
 */
export function rowKey(values: readonly Value[], texts: readonly string[], finer: readonly Value[] = []): RowKey {
  return { values: values.map(textOf), texts, ...(finer.length > values.length && { finer: finer.map(textOf) }) };
}

function textOf(value: Value): string | null {
  return value === null ? null : String(value);
}
