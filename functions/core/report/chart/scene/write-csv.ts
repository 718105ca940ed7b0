import type { DrawnData } from "./drawn-data.ts";

/** Writes a table as CSV (RFC 4180): CRLF, quotes where needed, empty cells for missing values. */
export function writeCsv({ columns, rows }: Pick<DrawnData, "columns" | "rows">): string {
  return [columns, ...rows].map((row) => `${row.map(writeField).join(",")}\r\n`).join("");
}

function writeField(value: string | number | boolean | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
