import { type ChartCell, chartTable } from "../ooxml/chart-data.ts";
import type { ChartCells } from "../ooxml/chart-part.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import { columnName, quotedName, type Sheet } from "./workbook-sheet.ts";

/** Cells of a sheet below each other, from 0. */
interface Range {
  readonly column: number;
  readonly top: number;
}

/**
 * The cells of a figure's data from which its chart takes its numbers, so that it follows them. A series whose values
 * do not stand below each other there holds them itself.
 */
export function chartCells({ name, rows }: Sheet, chart: OfficeChart): ChartCells {
  const { columns, series } = chartTable(chart, false);
  const data = dataOf(rows);
  const found = new Map<number, Range>();
  for (const { places, values } of series) {
    const range = findRange(data, columns[values]!);
    if (range !== undefined) found.set(values, range);
    const beside =
      found.get(places) ?? findRange(data, columns[places]!, range?.top) ?? findRange(data, columns[places]!);
    if (beside !== undefined) found.set(places, beside);
  }
  return {
    column(column, count) {
      const range = found.get(column);
      if (range === undefined) return undefined;
      const letters = columnName(range.column);
      return `${quotedName(name)}!$${letters}$${range.top + 1}:$${letters}$${range.top + count}`;
    },
    name: () => undefined,
  };
}

/** Row from 0 → what the cells of the data hold, by their columns. */
type DataRows = ReadonlyMap<number, ReadonlyMap<number, string>>;

function dataOf(rows: Sheet["rows"]): DataRows {
  const data = new Map<number, Map<number, string>>();
  for (const [row, { cells }] of rows.entries())
    for (const { column, value, look } of cells) {
      if (look.style !== "Data cell") continue;
      let known = data.get(row);
      if (known === undefined) data.set(row, (known = new Map()));
      known.set(column, "number" in value ? String(value.number) : "text" in value ? value.text : "");
    }
  return data;
}

/** Where values stand below each other. @param at the row where they must begin @default any */
function findRange(data: DataRows, values: readonly ChartCell[], at?: number): Range | undefined {
  const [first] = values;
  if (first === undefined) return undefined;
  const wanted = values.map((value) => (value === null ? "" : String(value)));
  for (const top of at === undefined ? data.keys() : [at])
    for (const [column, own] of data.get(top) ?? [])
      if (own === wanted[0] && wanted.every((value, index) => data.get(top + index)?.get(column) === value))
        return { column, top };
  return undefined;
}
