import { Decimal } from "../decimal.ts";
import type { Row, Table, Value } from "../query/table.ts";
import { roundNumber } from "./round-number.ts";
import { isSpec } from "./spec.ts";

/** Name of the field that keeps a number's digits beside it in a tuple. */
const beside = (field: string): string => `\u0000${field}`;

/**
 * A table's rows as tuples that Vega may write into. Vega calculates with doubles, and what it computes is rounded to 12 digits; what it only hands on is to be attached
 * with all the digits that the query gave. So a number becomes its nearest double, and where 12 digits would not do, its digits stand beside it, which transforms copy
 * along. Numbers that no double holds are text where a spec only names things by them: as doubles two of them could be one.
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

/** Whether all that a spec says of a field is that it is nominal or ordinal. */
function isOnlyNamed(spec: unknown, field: string): boolean {
  let [named, other] = [false, false];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (isSpec(part)) {
      if (part["field"] === field && ["nominal", "ordinal"].includes(String(part["type"])) && part["bin"] === undefined) named = true;
      else if (Object.values(part).includes(field)) other = true;
      Object.values(part).forEach(visit);
    }
  };
  visit(spec);
  return named && !other;
}

/** A number as the query gave it, where it is still that; else rounded to 12 digits. */
export function exactValue(tuple: Readonly<Record<string, unknown>>, field: string, value: number): number | string {
  const digits = tuple[beside(field)];
  const given = typeof digits === "string" ? Number(digits) : Number.NaN;
  if (given !== value && roundNumber(given) !== value) return roundNumber(value);
  return String(given) === digits ? given : String(digits);
}
