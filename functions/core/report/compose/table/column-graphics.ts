import { isNumeric } from "../../../decimal.ts";
import type { Table, Value } from "../../query/table.ts";
import type { CellGraphic } from "../../document/document.ts";
import { FormatError } from "../formats/format-error.ts";

/**
 * The pictures of a table's column, row by row: bars that share one scale, which includes zero, or sparklines, each
 * with its own. A row that summarizes others has no bar, as it would dwarf them.
 *
 * @param summary whether the row at an index summarizes others
 * @throws FormatError if a bar's value is not a number, or a sparkline's not a list of numbers
 */
export function columnGraphics(
  table: Table,
  field: string,
  kind: "bar" | "sparkline",
  summary: (index: number) => boolean,
): (CellGraphic | undefined)[] {
  const values = table.rows.map((row) => row[field] ?? null);
  const type = table.columns.find(({ name }) => name === field)?.type;
  if (kind === "sparkline" && (type === "integer" || type === "number")) {
    throw new FormatError(
      `a sparkline needs a list of numbers in each row, and "${field}" holds one: write to_json(list(x ORDER BY year)) in the query, or draw a bar`,
    );
  }
  if (kind === "sparkline") return values.map((value) => sparkline(value, field));
  for (const value of values)
    if (value !== null && !isNumeric(value))
      throw new FormatError(`a bar needs numbers, and "${field}" holds ${JSON.stringify(value)}`);
  // Drawn at the nearest double.
  const numbers = values.map((value) => (value === null ? null : Number(value)));
  let least = 0;
  let most = 0;
  numbers.forEach((value, index) => {
    if (value === null || summary(index)) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
  });
  const share = (value: number): number => Math.round(((value - least) / (most - least)) * 1e4) / 1e4;
  return numbers.map((value, index) => {
    if (value === null || summary(index) || most === least) return undefined;
    return { kind: "bar", from: share(0), to: share(value) };
  });
}

/** @param value a JSON array as from `to_json(list(x ORDER BY year))`, or numbers separated by commas */
function sparkline(value: Value, field: string): CellGraphic | undefined {
  if (value === null || value === "") return undefined;
  const points = readList(String(value));
  if (points === undefined) {
    throw new FormatError(
      `a sparkline needs a list of numbers, and "${field}" holds ${JSON.stringify(value)}: write to_json(list(x ORDER BY year)) in the query`,
    );
  }
  const numbers = points.filter((point) => point !== null);
  if (numbers.length === 0) return undefined;
  const least = numbers.reduce((a, b) => Math.min(a, b));
  const most = numbers.reduce((a, b) => Math.max(a, b));
  const share = (point: number): number =>
    most === least ? 0.5 : Math.round(((point - least) / (most - least)) * 1e4) / 1e4;
  return {
    kind: "sparkline",
    points: points.map((point) => (point === null ? null : share(point))),
    alt: points.map((point) => point ?? "–").join(", "),
  };
}

function readList(text: string): (number | null)[] | undefined {
  const list = /^\[.*\]$/s.test(text) ? text.slice(1, -1) : text;
  const parts = list.split(",").map((part) => part.trim());
  const points = parts.map((part) => (part === "null" || part === "" ? null : Number(part)));
  return points.every((point) => point === null || Number.isFinite(point)) ? points : undefined;
}
