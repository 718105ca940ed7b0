import type { Table, Value } from "../../query/table.ts";
import { noValue, type Formats } from "../formats/formats.ts";
import type { ColumnChoice } from "./parse-columns.ts";
import { applyFormat } from "../formats/value-format.ts";

export interface ColumnFormat {
  readonly align: "left" | "right" | "center" | "decimal";
  print(value: Value): string;
}

/** Most decimals of a column that nothing was said about. */
const mostDecimals = 2;

/**
 * How a table prints a column. Without a format, the type decides: numbers have the same decimals in
 * every row, as many as the values need and at most two; whole numbers are grouped from 10,000 on,
 * so that years are not; dates are long dates.
 */
export function columnFormat(formats: Formats, table: Table, choice: ColumnChoice): ColumnFormat {
  const type = table.columns.find(({ name }) => name === choice.field)?.type ?? "text";
  const numeric = type === "integer" || type === "number";
  const align = choice.align ?? (numeric ? "decimal" : "left");
  const { format } = choice;
  if (format !== undefined) return { align, print: (value) => applyFormat(formats, format, value) ?? noValue };
  if (numeric) {
    const numbers = table.rows.map((row) => row[choice.field]).filter((value) => typeof value === "number");
    const decimals = type === "integer" ? 0 : Math.min(mostDecimals, Math.max(0, ...numbers.map(decimalsOf)));
    const grouped = decimals > 0 || numbers.some((value) => Math.abs(value) >= 10_000);
    return { align, print: (value) => (grouped ? (formats.number(value, decimals) ?? noValue) : formats.plain(value)) };
  }
  if (type === "date") return { align, print: (value) => formats.date(value) ?? noValue };
  return { align, print: (value) => oneLine(formats.plain(value)) };
}

function decimalsOf(value: number): number {
  const text = String(Number(value.toPrecision(12)));
  if (text.includes("e-")) return mostDecimals;
  return text.includes("e") ? 0 : (text.split(".")[1]?.length ?? 0);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim() || noValue;
}
