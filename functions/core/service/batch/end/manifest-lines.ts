import { isMade, type ItemResult, type ReadyItem } from "../batch.ts";
import type { PendingItem } from "../records/walk-pages.ts";

/** The columns of `manifest.csv`. */
export const manifestColumns = [
  "row",
  "name",
  "state",
  "report",
  "sha256",
  "pages",
  "bytes",
  "warnings",
  "reason",
] as const;

/** The first line of `manifest.csv`, with its end. */
export const manifestHeader = `${manifestColumns.join(",")}\r\n`;

/**
 * The lines of items in `manifest.csv` (RFC 4180).
 *
 * @param removed names of the items that were deleted
 */
export function manifestLines(items: readonly (ItemResult | PendingItem)[], removed: ReadonlySet<string>): string {
  return items
    .map(
      (item) =>
        `${cellsOf(item, item.name !== undefined && removed.has(item.name))
          .map(escapeCell)
          .join(",")}\r\n`,
    )
    .join("");
}

function cellsOf(item: ItemResult | PendingItem, removed: boolean): (string | number)[] {
  const { row, name = "" } = item;
  if (removed) return [row, name, "deleted", "", "", "", "", "", ""];
  if (item.state === "ready")
    return [row, name, item.state, item.id, item.sha256, item.pages, item.bytes, item.warnings.length, lackOf(item)];
  if (item.state === "failed")
    return [row, name, item.state, "", "", "", "", "", item.problems.map(({ message }) => message).join("; ")];
  return [row, name, item.state, "", "", "", "", "", ""];
}

/** Why a ready item has not all its forms. */
function lackOf({ renditions = [] }: ReadyItem): string {
  return renditions
    .flatMap((each) =>
      isMade(each) ? [] : [`${each.form}: ${each.problems.map(({ message }) => message).join("; ")}`],
    )
    .join("; ");
}

/**
 * A cell that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a line end gets an
 * apostrophe before it (OWASP, CSV injection).
 */
function escapeCell(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
