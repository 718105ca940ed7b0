import { showControls } from "../../core/wording/show-controls.ts";
import { cellsOf, cutToCells } from "./cells-of.ts";
import { type Colours, coloursOf, type Output } from "./colours.ts";

export interface Column<Row> {
  readonly head: string;
  readonly of: (row: Row) => string | number | undefined;
  /** Numbers stand on the right. */
  readonly align?: "right";
  /** Letters that are enough on a terminal; elsewhere the text is whole. */
  readonly enough?: number;
  /** Gives way first when the terminal is narrow. */
  readonly shrinks?: boolean;
  readonly paint?: (text: string, colours: Colours) => string;
}

/** Cells between two columns. */
const gap = 2;

/** A column that gives way keeps this many cells. */
const leastCells = 8;

/**
 * Formats rows as a table: aligned with a head, cut to the width of the terminal; elsewhere without a head, whole, with
 * tabs between the columns, for `cut` and `awk`. Control characters are shown.
 *
 * @returns lines, each with a final newline
 */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  output: Pick<Output, "isTTY" | "columns">,
): string {
  const whole = rows.map((row) => columns.map(({ of }) => showControls(String(of(row) ?? ""))));
  if (output.isTTY !== true) return whole.map((row) => `${row.join("\t")}\n`).join("");
  const cells = whole.map((row) => row.map((text, at) => text.slice(0, columns[at]!.enough)));
  const colours = coloursOf(output);
  const widths = widthsOf(columns, cells, output.columns ?? 80);
  const line = (texts: readonly string[], paint: (text: string, at: number) => string): string =>
    `${texts
      .map((text, at) => {
        const cut = cutToCells(text, widths[at]!);
        const space = " ".repeat(widths[at]! - cellsOf(cut));
        return columns[at]!.align === "right" ? space + paint(cut, at) : paint(cut, at) + space;
      })
      .join(" ".repeat(gap))
      .trimEnd()}\n`;
  const head = line(
    columns.map((column) => column.head.toUpperCase()),
    (text) => colours.bold(text),
  );
  return head + cells.map((row) => line(row, (text, at) => columns[at]!.paint?.(text, colours) ?? text)).join("");
}

function widthsOf<Row>(
  columns: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
  terminal: number,
): number[] {
  const widths = columns.map(({ head }, at) => Math.max(cellsOf(head), ...cells.map((row) => cellsOf(row[at]!))));
  const tooWide = (): number => widths.reduce((sum, width) => sum + width, gap * (widths.length - 1)) - terminal;
  // The widest of those that may give way does, cell by cell, until the line fits.
  for (let over = tooWide(); over > 0; over = tooWide()) {
    const widest = Math.max(...widths.filter((width, at) => columns[at]!.shrinks === true && width > leastCells));
    if (!Number.isFinite(widest)) break;
    widths[widths.findIndex((width, at) => columns[at]!.shrinks === true && width === widest)]! -= 1;
  }
  return widths;
}

/** Paints a state: red if it failed, green if it is done, yellow while it goes on. */
export function paintState(text: string, { red, green, yellow, dim }: Colours): string {
  if (/^(failed|parked|unknown)$/.test(text)) return red(text);
  if (/^(ready|stored|active|delivered|current)$/.test(text)) return green(text);
  return /^(skipped|stopped|deleted|paused|dropped|draft)$/.test(text) ? dim(text) : yellow(text);
}
