import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
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
 *
 * @throws BroadsheetError `too-large` at the first cell beyond the limit: a text of which the workbook holds one copy
 *   is written once for each cell
 */
export function sheetToCsv(
  { area: { top, left, bottom, right, sectioned }, names, grid }: SheetTable,
  limits: DatasetLimits,
): SheetCsv {
  const moments = new Set<number>();
  for (const cells of grid.values())
    for (const [column, { text, kind, date }] of cells)
      if (kind === "string" && date !== true && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text)) moments.add(column);
  const lines = new CsvLines(limits);
  const rows = new Map<number, number>();
  if (names !== undefined) {
    for (const name of names) lines.add(quote(name));
    lines.end();
  }
  for (let row = top; row <= bottom; row++) {
    const cells = grid.get(row);
    if (sectioned === true && (cells === undefined || cells.size === 0)) continue;
    rows.set(lines.size, row);
    for (let column = left; column <= right; column++) {
      const cell = cells?.get(column);
      if (cell === undefined) lines.add("");
      else if (cell.kind !== "string") lines.add(cell.text);
      else lines.add(quote(cell.date === true && moments.has(column) ? `${cell.text}T00:00:00` : cell.text));
    }
    lines.end();
  }
  return { csv: lines.body(), rows };
}

/** The lines of a CSV file, as bytes that are counted while they are written. */
class CsvLines {
  readonly #limits: DatasetLimits;
  #bytes = Buffer.allocUnsafe(64 * 1024);
  /** Bytes of the lines that have ended. */
  size = 0;
  #values: string[] = [];
  /** Characters of the present line; never more than its bytes. */
  #characters = 0;

  constructor(limits: DatasetLimits) {
    this.#limits = limits;
  }

  add(value: string): void {
    this.#values.push(value);
    this.#characters += value.length + 1;
    checkDatasetLimit("bytes", this.size + this.#characters, this.#limits);
  }

  end(): void {
    const line = `${this.#values.join(",")}\n`;
    this.#values = [];
    this.#characters = 0;
    // A UTF-16 unit takes at most three bytes.
    this.#reserve(line.length * 3);
    this.size += this.#bytes.write(line, this.size);
  }

  body(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }

  #reserve(more: number): void {
    const needed = this.size + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(
      Math.max(needed, Math.min(this.#bytes.length * 2, this.#bytes.length + 32 * 1024 * 1024)),
    );
    this.#bytes.copy(larger, 0, 0, this.size);
    this.#bytes = larger;
  }
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
