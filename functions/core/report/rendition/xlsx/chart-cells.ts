import { type ChartCell, chartTable } from "../ooxml/chart-data.ts";
import type { ChartCells } from "../ooxml/chart-part.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import { type CellValue, columnName, quotedName, type Sheet } from "./workbook-sheet.ts";

/** Cells of a sheet below each other, from 0. */
interface Range {
  readonly column: number;
  readonly top: number;
}

/**
 * The cells of a figure's data from which its chart takes its numbers, so that it follows them. A series whose values
 * do not stand below each other there, or at several places, holds them itself.
 */
export function chartCells({ name, rows }: Sheet, chart: OfficeChart): ChartCells {
  const { columns, series } = chartTable(chart, false);
  const named = chart.marks.places.kind === "names";
  const shared = chart.marks.places.kind !== "numbers";
  const data = dataOf(rows);
  const found = new Map<number, Range>();
  for (const { places, values } of series) {
    const own = findRanges(data, columns[values]!, true).filter((range) => ![...found.values()].some(isAt(range)));
    const besides = own.map((range) => findRanges(data, columns[places]!, !named, range).at(0));
    const paired = besides.filter((beside) => beside !== undefined);
    const index = paired.length === 1 ? besides.findIndex((beside) => beside !== undefined) : 0;
    const range = paired.length === 1 || own.length === 1 ? own[index] : undefined;
    if (range !== undefined) found.set(values, range);
    const beside =
      found.get(places) ??
      (range === undefined ? undefined : besides[index]) ??
      (shared ? findRanges(data, columns[places]!, !named).at(0) : undefined);
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

function isAt({ column, top }: Range): (other: Range) => boolean {
  return (other) => other.column === column && other.top === top;
}

/** Row from 0 → what the cells of the data hold, by their columns. */
type DataRows = ReadonlyMap<number, ReadonlyMap<number, CellValue>>;

function dataOf(rows: Sheet["rows"]): DataRows {
  const data = new Map<number, Map<number, CellValue>>();
  for (const [row, { cells }] of rows.entries())
    for (const { column, value, look } of cells) {
      if (look.style !== "Data cell") continue;
      let known = data.get(row);
      if (known === undefined) data.set(row, (known = new Map()));
      known.set(column, value);
    }
  return data;
}

/**
 * Where values stand below each other.
 *
 * @param numbers whether they are numbers, which no cell of text is to a spreadsheet
 * @param beside a range in whose rows, but not whose column, they must stand @default anywhere
 */
function findRanges(data: DataRows, values: readonly ChartCell[], numbers: boolean, beside?: Range): Range[] {
  if (values.length === 0) return [];
  const found: Range[] = [];
  for (const top of beside === undefined ? data.keys() : [beside.top])
    for (const column of data.get(top)?.keys() ?? [])
      if (
        column !== beside?.column &&
        values.every((value, index) => isHeld(value, data.get(top + index)?.get(column), numbers))
      )
        found.push({ column, top });
  return found;
}

function isHeld(value: ChartCell, cell: CellValue | undefined, numbers: boolean): boolean {
  if (cell === undefined) return false;
  if (value === null || "empty" in cell) return value === null && "empty" in cell;
  if ("number" in cell) return String(cell.number) === String(value);
  return !numbers && cell.text === value;
}
