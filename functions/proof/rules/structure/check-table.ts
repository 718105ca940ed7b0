import type { Inspection } from "../inspection.ts";
import type { StructureElement } from "./read-structure.ts";

/** Widest table; a larger span counts as a mistake. */
const widest = 10_000;

interface Cell {
  readonly element: StructureElement;
  readonly row: number;
  readonly column: number;
}

/**
 * The rules for one table: the order of its parts, its grid (ISO 14289-1, 7.2), and that the headers of every data cell
 * can be determined (7.5): by Headers, or by TH cells with a Scope.
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
  let overlap = false;
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row.children.filter(({ type }) => type === "TH" || type === "TD")) {
      while (filled[at]!.has(column)) column++;
      cells.push({ element: cell, row: at, column });
      const [across, down] = [span(cell, "ColSpan"), span(cell, "RowSpan")];
      for (let y = at; y < at + down && y < rows.length; y++) {
        for (let x = column; x < column + across; x++) {
          if (filled[y]!.has(x)) overlap = true;
          filled[y]!.add(x);
        }
      }
      if (at + down > rows.length) overlap = true;
      column += across;
    }
  });
  const widths = filled.map(({ size }) => size);
  if (overlap || new Set(widths).size > 1) findings.add("table-shape", place);
  checkHeaders();

  function checkHeaders(): void {
    const headers = cells.filter(({ element }) => element.type === "TH");
    const scoped = headers.every(({ element }) => attribute(element, "Scope") !== undefined);
    for (const { element } of cells) {
      const named = reader
        .list(element.dictionary.get("A"))
        .flatMap((item) => reader.list(reader.dictionary(item).get("Headers")));
      const texts = named.map((item) => reader.text(item) ?? "");
      if (texts.some((id) => ids.get(id)?.type !== "TH")) findings.add("header-cells", `${place}: Headers name no TH`);
      if (element.type === "TD" && texts.length === 0 && headers.length > 0 && !scoped)
        findings.add("header-cells", place);
    }
  }
}
