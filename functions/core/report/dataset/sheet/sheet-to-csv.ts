import type { SheetTable } from "./read-sheet.ts";

/** A sheet's table as CSV, with the offset of each row. */
export interface SheetCsv {
  readonly csv: Uint8Array;
  /** Offset in `csv` → row of the sheet, 0-based. A header built from merged cells has no entry. */
  readonly rows: ReadonlyMap<number, number>;
}

/**
 * Writes a sheet's table as CSV: numbers as they are, texts in quotes. A column that mixes dates and timestamps is
 * written as timestamps.
 */
export function sheetToCsv({ area: { top, left, bottom, right }, names, grid }: SheetTable): SheetCsv {
  const moments = new Set<number>();
  for (const cells of grid.values())
    for (const [column, { text, kind, date }] of cells)
      if (kind === "string" && date !== true && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) moments.add(column);
  const parts: Uint8Array[] = [];
  const rows = new Map<number, number>();
  let size = 0;
  const write = (line: string): void => {
    const bytes = Buffer.from(`${line}\n`);
    parts.push(bytes);
    size += bytes.length;
  };
  if (names !== undefined) write(names.map(quote).join(","));
  for (let row = top; row <= bottom; row++) {
    rows.set(size, row);
    const cells = grid.get(row);
    const values: string[] = [];
    for (let column = left; column <= right; column++) {
      const cell = cells?.get(column);
      if (cell === undefined) values.push("");
      else if (cell.kind !== "string") values.push(cell.text);
      else values.push(quote(cell.date === true && moments.has(column) ? `${cell.text}T00:00:00` : cell.text));
    }
    write(values.join(","));
  }
  return { csv: Buffer.concat(parts), rows };
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
