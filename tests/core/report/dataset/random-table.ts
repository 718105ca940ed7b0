import { gzipSync } from "node:zlib";
import type { DatasetContent } from "../../../../functions/core/report/dataset/dataset-content.ts";
import { seeded } from "./seeded.ts";

/** Values of a kind, as a program writes them. */
export const kinds: Readonly<Record<string, readonly string[]>> = {
  integer: ["0", "-1", "42", "110000", "+7", "-0", "999999999999999"],
  wide: ["9007199254740993", "-9007199254740993", "1", "123456789012345678"],
  widest: ["99999999999999999999999999999999999999", "-1", "18446744073709551616", "0"],
  decimal: ["1.5", "1.50", "-0.01", "-0.0", "1234567.891", "0.1", ".5", "3."],
  "wide decimal": ["12345678901234567890.123456789", "-0.000000001", "1"],
  floating: ["1e5", "-0.0", "0.0", "-0e0", "1.5e-300", "-2.5E+10", "0.1", "4.9e-324", "1.7976931348623157e308"],
  measured: ["0.12345678901234567", "-0.0000000000", "0.1", "12.3456789012345"],
  boolean: ["true", "false", "TRUE", "False"],
  lowerBoolean: ["true", "false"],
  date: ["2024-02-29", "0001-01-01", "9999-12-31", "1969-12-31"],
  looseDate: ["2024-2-9", "2024/02/09", "1582-10-10"],
  moment: ["2024-01-31T00:30+05:30", "2024-01-31 23:59:59.999999", "0001-01-01 00:00:00", "2024-03-31T02:30:00Z"],
  "German number": ["1.234,56", "0,5", "-1.000,00", "5,00"],
  "German date": ["31.12.2024", "01.02.2023", "28.02.1900"],
  code: ["007", "012", "0", "110001"],
  identifier: ["4006381333931", "4006381333948"],
  telephone: ["+41446681800", "+41446681801"],
  text: [
    "a",
    " a ",
    'say "x"',
    "two\nlines",
    "東京",
    "😀",
    "a\u001Fb",
    "NaN",
    "inf",
    "NULL",
    "null",
    "-",
    "é",
    "e\u0301",
  ],
  almost: ["1", "2", "n/a", "3.5"],
  empty: [""],
};
const names = ["filename", "file_row_number", "a.b", 'qu"ote', "rowid", "x y", "東京", "schema", "SELECT", "t0", "c0"];

/** A cell of CSV in quotes. */
export const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A table of random kinds of columns, as CSV or JSON, and perhaps packed. */
export function randomTable(seed: number): DatasetContent {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const all = Object.keys(kinds);
  const chosen = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(all));
  const gaps = pick([0, 0.2, 0.9]);
  const spaces = pick([0, 0.1]);
  const rows = Array.from({ length: pick([1, 2, 30, 400, 3000]) }, () =>
    chosen.map((kind) => (random() < gaps ? "" : random() < spaces ? ` ${pick(kinds[kind]!)} ` : pick(kinds[kind]!))),
  );
  const header = chosen.map((_, index) => names[(index + seed) % names.length]!);
  const csv = [header, ...rows].map((cells) => cells.map(quote).join(",")).join(pick(["\n", "\r\n"]));
  const records = rows.map((cells) =>
    Object.fromEntries(cells.map((cell, index) => [header[index]!, asJson(cell, pick(["", null]))])),
  );
  const format = pick(["csv", "csv", "csv", "json", "ndjson"] as const);
  const text =
    format === "csv"
      ? csv
      : format === "json"
        ? JSON.stringify(records)
        : records.map((record) => JSON.stringify(record)).join("\n");
  const body = new TextEncoder().encode(text);
  return { body: random() < 0.1 ? gzipSync(body) : body, format };
}

function asJson(cell: string, gap: "" | null): unknown {
  if (cell === "") return gap;
  const number = Number(cell);
  return Number.isFinite(number) && cell.trim() === cell ? number : cell === "true" ? true : cell;
}
