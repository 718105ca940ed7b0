import { Decimal } from "../../core/decimal.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { Table, Value } from "../../core/report/query/table.ts";

/** Largest answer, bytes. */
export const answerLimit = 5 * 1000 * 1000;

/**
 * Writes a query's result: CSV (RFC 4180), or JSON with `columns` and `rows` as lists of values.
 *
 * @throws BroadsheetError `limit-exceeded` beyond `answerLimit`
 */
export function writeTable({ columns, rows }: Pick<Table, "columns" | "rows">, format: "json" | "csv"): string {
  const names = columns.map((column) => column.name);
  const line =
    format === "csv"
      ? (values: readonly Value[]) => `${values.map(writeField).join(",")}\r\n`
      : (values: readonly Value[]) => `[${values.map(writeJson).join(",")}]`;
  const lines: string[] = format === "csv" ? [line(names)] : [];
  let bytes = 0;
  for (const row of rows) {
    const text = line(names.map((column) => row[column] ?? null));
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > answerLimit) throw tooLarge(rows.length);
    lines.push(text);
  }
  if (format === "csv") return lines.join("");
  return `{"columns":${JSON.stringify(columns.map((column) => ({ name: column.name, type: column.type })))},"rows":[${lines.join(",")}]}`;
}

function tooLarge(rows: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "answer-too-large",
    message: `the ${rows} rows are more than ${answerLimit} bytes`,
    where: { pointer: "/sql" },
    seen: rows,
    allowed: `${answerLimit} bytes`,
    hint: "select fewer rows or columns: LIMIT and OFFSET, or a sum",
  });
}

/** Decimals are written with all their digits. */
function writeJson(value: Value): string {
  return value instanceof Decimal ? value.toString() : JSON.stringify(value);
}

function writeField(value: Value): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
