import { Decimal, isNumeric, type Numeric } from "../../decimal.ts";

/** What a cell of a query's result holds, or is compared with. */
export type Comparable = string | boolean | Numeric | null;

/** Signs that compare a cell with one other value. */
export const comparingSigns = ["<=", ">=", "!=", "<", ">", "="] as const;

/** All signs of conditions. */
export const signs = [...comparingSigns, "in", "not in", "is missing", "is not missing"] as const;

/** How a column is compared with something: `margin < 0`, `region in ('North', 'South')`, `goal is missing`. */
export type Comparison = { readonly field: string } & (
  | {
      readonly sign: (typeof comparingSigns)[number];
      /** A value, or the column of the query that holds it. */
      readonly with: { readonly value: Comparable } | { readonly column: string };
      /** Whether both sides are dates or timestamps. */
      readonly moments?: true;
    }
  | {
      readonly sign: "in" | "not in";
      readonly with: { readonly values: readonly Comparable[] };
      readonly moments?: true;
    }
  | { readonly sign: "is missing" | "is not missing" }
);

/** Thrown for two values that cannot be compared. */
export class UnlikeValues extends Error {}

/**
 * Whether a row meets a condition. A missing value meets only `is missing`, and `in` with a missing value in its list.
 *
 * @throws UnlikeValues for values of different kinds, and for true and false compared by their order
 */
export function meets(condition: Comparison, row: Readonly<Record<string, unknown>>): boolean {
  const left = (row[condition.field] ?? null) as Comparable;
  switch (condition.sign) {
    case "is missing":
      return left === null;
    case "is not missing":
      return left !== null;
    case "in":
      return condition.with.values.some((value) => isOneOf(condition, left, value));
    case "not in":
      return left !== null && !condition.with.values.some((value) => isOneOf(condition, left, value));
  }
  const right = (
    "column" in condition.with ? (row[condition.with.column] ?? null) : condition.with.value
  ) as Comparable;
  // Of what is missing nothing is said.
  if (left === null || right === null) return false;
  const order = orderOf(condition, left, right);
  if (condition.sign === "=") return order === 0;
  if (condition.sign === "!=") return order !== 0;
  if (typeof left === "boolean")
    throw new UnlikeValues(
      `compares "${condition.field}" by ${condition.sign}, but it holds true or false: use = or !=`,
    );
  return { "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[condition.sign];
}

function isOneOf(condition: Comparison, left: Comparable, value: Comparable): boolean {
  return left === null || value === null ? left === value : orderOf(condition, left, value) === 0;
}

function orderOf(condition: Comparison, left: NonNullable<Comparable>, right: NonNullable<Comparable>): number {
  const moments = "moments" in condition && condition.moments === true;
  const order = moments ? compare(placeInTime(left), placeInTime(right)) : compare(left, right);
  if (order !== undefined) return order;
  throw new UnlikeValues(
    `compares "${condition.field}", which holds ${JSON.stringify(left)}, with ${JSON.stringify(right)}: numbers with numbers, texts with texts`,
  );
}

/** A date or timestamp as a text whose order is that of time: `2026-12-31` is its midnight, and no zone follows. */
function placeInTime(value: NonNullable<Comparable>): string {
  return String(value).replace(/T00:00:00Z$|Z$/, "");
}

/** @returns undefined for values of different kinds */
function compare(left: NonNullable<Comparable>, right: NonNullable<Comparable>): number | undefined {
  if (isNumeric(left) && isNumeric(right)) {
    const [one, other] = [Decimal.from(left), Decimal.from(right)];
    return one === undefined || other === undefined ? Number(left) - Number(right) : one.compare(other);
  }
  if (typeof left !== typeof right || isNumeric(left)) return undefined;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The columns that a condition reads. */
export function columnsOf(condition: Comparison): readonly string[] {
  return "with" in condition && "column" in condition.with
    ? [condition.field, condition.with.column]
    : [condition.field];
}
