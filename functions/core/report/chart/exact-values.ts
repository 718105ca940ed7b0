import { Decimal } from "../../decimal.ts";
import type { Row, Table, Value } from "../query/table.ts";
import { roundNumber } from "./round-number.ts";
import { isSpec } from "./spec.ts";

/** Name of the field in a tuple that keeps a number's exact digits. */
const beside = (field: string): string => `\u0000${field}`;

/**
 * Turns a table's rows into tuples that Vega may modify. Vega calculates with doubles, and computed values are rounded
 * to 12 digits, but values that it only passes on must keep all the digits of the query when attached. So a number
 * becomes its nearest double; if 12 digits are not enough, its exact digits are stored in a second field, which
 * transforms copy along. Numbers that no double can hold become text if a spec only uses them as names, since as
 * doubles two of them could coincide.
 */
export function tuplesOf({ rows, columns }: Table, spec: unknown): Record<string, unknown>[] {
  const fields = columns.filter(({ floating }) => floating !== true).map(({ name }) => name);
  const exact = fields.filter((field) => rows.some((row) => needsDigits(row[field] ?? null)));
  if (exact.length === 0) return rows.map((row) => ({ ...row }));
  const names = exact.filter((field) => rows.some((row) => row[field] instanceof Decimal) && isOnlyNamed(spec, field));
  return rows.map((row) => tupleOf(row, exact, names));
}

function tupleOf(row: Row, exact: readonly string[], names: readonly string[]): Record<string, unknown> {
  const tuple: Record<string, unknown> = { ...row };
  for (const field of exact) {
    const value = row[field] ?? null;
    if (value === null) continue;
    if (names.includes(field)) tuple[field] = String(value);
    else if (needsDigits(value)) {
      tuple[field] = Number(value);
      tuple[beside(field)] = String(value);
    }
  }
  return tuple;
}

function needsDigits(value: Value): boolean {
  return value instanceof Decimal || (typeof value === "number" && roundNumber(value) !== value);
}

/** Whether a spec uses a field only as nominal or ordinal. */
function isOnlyNamed(spec: unknown, field: string): boolean {
  let [named, other] = [false, false];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (isSpec(part)) {
      if (part["field"] === field && ["nominal", "ordinal"].includes(String(part["type"])) && part["bin"] === undefined)
        named = true;
      else if (Object.values(part).includes(field)) other = true;
      Object.values(part).forEach(visit);
    }
  };
  visit(spec);
  return named && !other;
}

/** A number as the query returned it, if unchanged; otherwise rounded to 12 digits. */
export function exactValue(tuple: Readonly<Record<string, unknown>>, field: string, value: number): number | string {
  const digits = tuple[beside(field)];
  const given = typeof digits === "string" ? Number(digits) : Number.NaN;
  if (given !== value && roundNumber(given) !== value) return roundNumber(value);
  return String(given) === digits ? given : String(digits);
}
