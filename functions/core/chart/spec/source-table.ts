import type { ChartRequest } from "../../document/document.ts";
import { pickRows } from "../../document/pick-rows.ts";
import type { Table, Tables } from "../../query/table.ts";

/** What a data source of a chart's spec draws: a query's result, or the rows of it that are picked; undefined if there is no such query. */
export function sourceTable({ data, picked }: Pick<ChartRequest, "data" | "picked">, tables: Tables, name: string): Table | undefined {
  const table = tables.get(data[name] ?? name);
  return table === undefined || picked?.source !== name ? table : { ...table, rows: pickRows(table.rows, picked.conditions) };
}
