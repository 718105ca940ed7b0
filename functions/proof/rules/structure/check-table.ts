import type { Inspection } from "../inspection.ts";
import type { PdfReader } from "../../reader/pdf-reader.ts";
import { PdfName } from "../../reader/pdf-syntax.ts";
import type { StructureElement } from "./read-structure.ts";

/** Widest table; a larger span counts as a mistake. */
const widest = 10_000;

interface Cell {
  readonly element: StructureElement;
  readonly row: number;
  readonly column: number;
  readonly across: number;
  readonly down: number;
}

/** The cells of a table, each in its place. */
interface Grid {
  readonly cells: readonly Cell[];
  /** Whether no two cells overlap and all rows are as wide. */
  readonly regular: boolean;
  at(row: number, column: number): Cell | undefined;
}

/**
 * The rules for one table: the order of its parts, its grid (ISO 14289-1, 7.2), and that the headers of every data cell
 * can be determined (7.5): by Headers, or by TH cells with a Scope above it or beside it (ISO 32000-2, 14.8.4.8.3).
 */
export function checkTable(
  table: StructureElement,
  { reader, findings }: Inspection,
  ids: ReadonlyMap<string, StructureElement>,
  place: string,
): void {
  const count = (type: string): number => table.children.filter((child) => child.type === type).length;
  if (count("THead") > 1 || count("TFoot") > 1) findings.add("table-structure", `${place}: several THead or TFoot`);
  if (count("THead") + count("TFoot") > 0 && count("TBody") === 0)
    findings.add("table-structure", `${place}: no TBody`);
  const grid = layGrid(rowsOf(table), reader);
  if (!grid.regular) findings.add("table-shape", place);

  const headers = grid.cells.filter(({ element }) => element.type === "TH");
  const scoped = headers.every(({ element }) => attribute(element, "Scope", reader) !== undefined);
  for (const cell of grid.cells) {
    const { element } = cell;
    const named = reader
      .list(element.dictionary.get("A"))
      .flatMap((item) => reader.list(reader.dictionary(item).get("Headers")));
    const texts = named.map((item) => reader.text(item) ?? "");
    if (texts.some((id) => ids.get(id)?.type !== "TH")) findings.add("header-cells", `${place}: Headers name no TH`);
    if (element.type !== "TD" || texts.length > 0 || headers.length === 0 || scoped) continue;
    if (!(grid.regular && isHeaded(cell, grid, reader))) findings.add("header-cells", place);
  }
}

function rowsOf({ children }: StructureElement): readonly StructureElement[] {
  return children.flatMap((child) => {
    if (child.type === "TR") return [child];
    return child.type.startsWith("T") ? child.children.filter(({ type }) => type === "TR") : [];
  });
}

/** Places cells as a browser does: each in the first column that no cell of a row above reaches into. */
function layGrid(rows: readonly StructureElement[], reader: PdfReader): Grid {
  const cells: Cell[] = [];
  /** Columns filled by cells, per row. */
  const filled: Set<number>[] = rows.map(() => new Set());
  /** Row and column, as one number → the cell that fills it. */
  const owners = new Map<number, Cell>();
  let overlap = false;
  rows.forEach((row, at) => {
    let column = 0;
    for (const element of row.children.filter(({ type }) => type === "TH" || type === "TD")) {
      while (filled[at]!.has(column)) column++;
      const [across, down] = [span(element, "ColSpan", reader), span(element, "RowSpan", reader)];
      const cell = { element, row: at, column, across, down };
      cells.push(cell);
      for (let y = at; y < at + down && y < rows.length; y++) {
        for (let x = column; x < column + across; x++) {
          if (filled[y]!.has(x)) overlap = true;
          filled[y]!.add(x);
          owners.set(y * widest + x, cell);
        }
      }
      if (at + down > rows.length) overlap = true;
      column += across;
    }
  });
  const widths = new Set(filled.map(({ size }) => size));
  return {
    cells,
    regular: !overlap && widths.size <= 1,
    at: (row, column) => owners.get(row * widest + column),
  };
}

function attribute({ dictionary }: StructureElement, key: string, reader: PdfReader): unknown {
  for (const item of reader.list(dictionary.get("A"))) {
    const attributes = reader.dictionary(item);
    if (attributes.has(key)) return reader.resolve(attributes.get(key));
  }
  return undefined;
}

function span(cell: StructureElement, key: string, reader: PdfReader): number {
  const value = attribute(cell, key, reader);
  return typeof value === "number" && value >= 1 ? Math.min(Math.trunc(value), widest) : 1;
}

/** Whether a header whose Scope is its column stands above a cell, or one whose Scope is its row before it. */
function isHeaded({ row, column, across, down }: Cell, grid: Grid, reader: PdfReader): boolean {
  const heads = (from: Cell | undefined, direction: string): boolean => {
    if (from?.element.type !== "TH") return false;
    const scope = attribute(from.element, "Scope", reader);
    return scope instanceof PdfName && (scope.name === direction || scope.name === "Both");
  };
  const above = (x: number): (Cell | undefined)[] => range(0, row).map((y) => grid.at(row - 1 - y, x));
  const before = (y: number): (Cell | undefined)[] => range(0, column).map((x) => grid.at(y, column - 1 - x));
  return (
    range(column, across).some((x) => foundOnTheWay(above(x), (cell) => heads(cell, "Column"))) ||
    range(row, down).some((y) => foundOnTheWay(before(y), (cell) => heads(cell, "Row")))
  );
}

/**
 * Whether a cell on the way from a data cell is its header; behind the first headers that are met, others are of no
 * concern.
 */
function foundOnTheWay(way: readonly (Cell | undefined)[], isHeader: (cell: Cell | undefined) => boolean): boolean {
  let met = false;
  for (const cell of way) {
    if (isHeader(cell)) return true;
    if (cell?.element.type === "TH") met = true;
    else if (met) return false;
  }
  return false;
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
