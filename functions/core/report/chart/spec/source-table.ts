import type { ChartRequest } from "../../document/document.ts";
import { pickRows } from "../../document/pick-rows.ts";
import type { Table, Tables } from "../../query/table.ts";

/**
 * The table of a data source in a chart's spec: a query's result, or its picked rows; undefined if there is no such
 * query.
 */
export function sourceTable(
  { data, picked }: Pick<ChartRequest, "data" | "picked">,
  tables: Tables,
  name: string,
): Table | undefined {
  const table = tables.get(data[name] ?? name);
  return table === undefined || picked?.source !== name
    ? table
    : { ...table, rows: pickRows(table.rows, picked.conditions) };
}
