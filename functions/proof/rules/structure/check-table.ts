import type { Inspection } from "../inspection.ts";
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
  const { children } = table;
  const parts = (type: string): StructureElement[] => children.filter((child) => child.type === type);
  if (parts("THead").length > 1 || parts("TFoot").length > 1)
    findings.add("table-structure", `${place}: several THead or TFoot`);
  if (parts("THead").length + parts("TFoot").length > 0 && parts("TBody").length === 0)
    findings.add("table-structure", `${place}: no TBody`);

  const attribute = ({ dictionary }: StructureElement, key: string): unknown => {
    for (const item of reader.list(dictionary.get("A"))) {
      const attributes = reader.dictionary(item);
      if (attributes.has(key)) return reader.resolve(attributes.get(key));
    }
    return undefined;
  };
  const span = (cell: StructureElement, key: string): number => {
    const value = attribute(cell, key);
    return typeof value === "number" && value >= 1 ? Math.min(Math.trunc(value), widest) : 1;
  };

  const rows = children.flatMap((child) =>
    child.type === "TR"
      ? [child]
      : child.type.startsWith("T")
        ? child.children.filter(({ type }) => type === "TR")
        : [],
  );
  const cells: Cell[] = [];
  /** Columns filled by cells, per row. */
  const filled: Set<number>[] = rows.map(() => new Set());
  /** Row and column, as one number → the cell that fills it. */
  const owners = new Map<number, Cell>();
  let overlap = false;
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row.children.filter(({ type }) => type === "TH" || type === "TD")) {
      while (filled[at]!.has(column)) column++;
      const [across, down] = [span(cell, "ColSpan"), span(cell, "RowSpan")];
      cells.push({ element: cell, row: at, column, across, down });
      for (let y = at; y < at + down && y < rows.length; y++) {
        for (let x = column; x < column + across; x++) {
          if (filled[y]!.has(x)) overlap = true;
          filled[y]!.add(x);
          owners.set(y * widest + x, cells.at(-1)!);
        }
      }
      if (at + down > rows.length) overlap = true;
      column += across;
    }
  });
  const widths = filled.map(({ size }) => size);
  const regular = !overlap && new Set(widths).size <= 1;
  if (!regular) findings.add("table-shape", place);
  checkHeaders();

  /** Whether a header whose Scope is its column stands above a cell, or one whose Scope is its row before it. */
  function isHeaded({ row, column, across, down }: Cell): boolean {
    const heads = (from: Cell | undefined, scope: string): boolean =>
      from?.element.type === "TH" && [scope, "Both"].includes(scopeOf(from.element));
    return (
      range(column, across).some((x) =>
        foundOnTheWay(
          range(0, row)
            .reverse()
            .map((y) => owners.get(y * widest + x)),
          (cell) => heads(cell, "Column"),
        ),
      ) ||
      range(row, down).some((y) =>
        foundOnTheWay(
          range(0, column)
            .reverse()
            .map((x) => owners.get(y * widest + x)),
          (cell) => heads(cell, "Row"),
        ),
      )
    );
  }

  function scopeOf(element: StructureElement): string {
    const scope = attribute(element, "Scope");
    return scope instanceof PdfName ? scope.name : "";
  }

  function checkHeaders(): void {
    const headers = cells.filter(({ element }) => element.type === "TH");
    const scoped = headers.every(({ element }) => attribute(element, "Scope") !== undefined);
    for (const cell of cells) {
      const { element } = cell;
      const named = reader
        .list(element.dictionary.get("A"))
        .flatMap((item) => reader.list(reader.dictionary(item).get("Headers")));
      const texts = named.map((item) => reader.text(item) ?? "");
      if (texts.some((id) => ids.get(id)?.type !== "TH")) findings.add("header-cells", `${place}: Headers name no TH`);
      if (element.type === "TD" && texts.length === 0 && headers.length > 0 && !scoped && !(regular && isHeaded(cell)))
        findings.add("header-cells", place);
    }
  }
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
