import { defaultOperators, toValueSync } from "liquidjs";
import { Decimal, isNumeric, type Numeric } from "../../../decimal.ts";
import { ConditionError } from "./condition-error.ts";

type Operators = typeof defaultOperators;

/**
 * Liquid's operators, strict: values of different kinds are not compared, nothing is before or after a missing value,
 * and `and`, `or` and `not` take only true or false. A fault is not thrown at once but returned as a value,
 * `ConditionError`: `x != nil and x > 0` evaluates both sides, and the right one does not count if the left one
 * decides.
 */
export const strictOperators: Operators = {
  ...defaultOperators,
  "==": (left: unknown, right: unknown) => equal(left, right),
  "!=": (left: unknown, right: unknown) => negated(equal(left, right)),
  ">": ordered(">", (order) => order > 0),
  "<": ordered("<", (order) => order < 0),
  ">=": ordered(">=", (order) => order >= 0),
  "<=": ordered("<=", (order) => order <= 0),
  contains: (left: unknown, right: unknown) => contains(toValueSync(left), toValueSync(right)),
  not: (value: unknown) => negated(truth(value, "not")),
  and: (left: unknown, right: unknown) => decide(left, right, "and", false),
  or: (left: unknown, right: unknown) => decide(left, right, "or", true),
} as unknown as Operators;

/** A condition's value. @throws ConditionError if it is neither true nor false */
export function conditionOf(value: unknown): boolean {
  const found = truth(toValueSync(value));
  if (found instanceof ConditionError) throw found;
  return found;
}

/**
 * Whether two values are equal; a list equals a list of the same values. Only a missing value equals a missing value.
 */
export function equal(left: unknown, right: unknown): boolean | ConditionError {
  for (const side of [left, right]) if (side instanceof ConditionError) return side;
  // `nil`, `empty` and `blank` decide themselves what equals them.
  for (const [word, other] of [
    [left, right],
    [right, left],
  ]) {
    if (isWord(word)) return toValueSync(word.equals(other as never)) as boolean;
  }
  const [a, b] = [toValueSync(left), toValueSync(right)];
  if (missing(a) || missing(b)) return missing(a) && missing(b);
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (kindA !== kindB)
    return new ConditionError(`${shown(a)} is compared with ${shown(b)}, which it can never equal`, {
      seen: [plain(a), plain(b)],
      hint: hintFor(kindA, kindB),
    });
  if (kindA === "a list" && Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equal(item, b[index]) === true);
  return isNumeric(a) && isNumeric(b) ? compareNumbers(a, b) === 0 : a === b;
}

function ordered(
  operator: string,
  holds: (order: number) => boolean,
): (left: unknown, right: unknown) => boolean | ConditionError {
  return (left, right) => {
    for (const side of [left, right]) if (side instanceof ConditionError) return side;
    const [a, b] = [toValueSync(left), toValueSync(right)];
    if (missing(a) || missing(b)) {
      return new ConditionError(
        `${missing(a) ? "a missing value" : shown(a)} is compared by ${operator} with ${missing(b) ? "a missing value" : shown(b)}`,
        { seen: [plain(a), plain(b)], hint: `check for it first: != nil and … ${operator} …` },
      );
    }
    if (isNumeric(a) && isNumeric(b)) return holds(compareNumbers(a, b));
    if (typeof a === "string" && typeof b === "string") return holds(a < b ? -1 : a > b ? 1 : 0);
    const [kindA, kindB] = [kindOf(a), kindOf(b)];
    return new ConditionError(
      `${shown(a)} is compared by ${operator} with ${shown(b)}: it compares two numbers, or two texts or dates`,
      { seen: [plain(a), plain(b)], hint: hintFor(kindA, kindB) },
    );
  };
}

function contains(whole: unknown, part: unknown): boolean | ConditionError {
  for (const side of [whole, part]) if (side instanceof ConditionError) return side;
  if (typeof whole === "string" && typeof part === "string") return whole.includes(part);
  if (Array.isArray(whole) && kindOf(part) !== "a row" && kindOf(part) !== "a list") {
    if (missing(part)) return whole.some(missing);
    const found = whole.filter((item) => !missing(item)).map((item) => equal(item, part));
    // A list without one value of this kind can never contain it.
    return (
      found.includes(true) ||
      (found.find((item) => item instanceof ConditionError) && found.every((item) => item instanceof ConditionError)
        ? (found[0] as ConditionError)
        : false)
    );
  }
  return new ConditionError(
    `${shown(whole)} cannot contain ${shown(part)}: a text contains a text, and a list a value`,
    {
      seen: [plain(whole), plain(part)],
      ...(missing(whole) ? { hint: "check for it first: != nil and … contains …" } : {}),
    },
  );
}

/** `and` is decided by a left side that is false, `or` by one that is true. */
function decide(left: unknown, right: unknown, word: string, decisive: boolean): boolean | ConditionError {
  const first = truth(toValueSync(left), word);
  return first instanceof ConditionError || first === decisive ? first : truth(toValueSync(right), word);
}

function truth(value: unknown, word?: string): boolean | ConditionError {
  if (typeof value === "boolean" || value instanceof ConditionError) return value;
  const role = word === undefined ? "the condition is" : `${word} takes conditions, but got`;
  if (missing(value))
    return new ConditionError(`${role} a missing value, which is neither true nor false`, {
      seen: null,
      hint: "compare it: == true, == nil or != nil",
    });
  return new ConditionError(`${role} ${shown(value)}, which is neither true nor false`, {
    seen: plain(value),
    hint: Array.isArray(value)
      ? "check how many there are: .size > 0"
      : kindOf(value) === "a text"
        ? 'compare it: != nil, != "" or == "…"'
        : "compare it: != nil, > 0 or == …",
  });
}

function negated(value: boolean | ConditionError): boolean | ConditionError {
  return value instanceof ConditionError ? value : !value;
}

interface Word {
  equals(other: unknown): unknown;
}

/** Whether a value is one of Liquid's words for no value; a `Decimal` has an `equals`, too. */
function isWord(value: unknown): value is Word {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Decimal) &&
    !Array.isArray(value) &&
    typeof (value as Partial<Word>).equals === "function"
  );
}

function missing(value: unknown): boolean {
  return value === null || value === undefined;
}

function compareNumbers(a: Numeric, b: Numeric): number {
  return typeof a === "number" && typeof b === "number" ? a - b : Decimal.from(a)!.compare(Decimal.from(b)!);
}

type Kind = "a number" | "a text" | "true or false" | "a list" | "a row" | "a missing value";

function kindOf(value: unknown): Kind {
  if (missing(value)) return "a missing value";
  if (typeof value === "number" || value instanceof Decimal) return "a number";
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return "true or false";
  return Array.isArray(value) ? "a list" : "a row";
}

function hintFor(one: Kind, other: Kind): string {
  const kinds = [one, other];
  if (kinds.includes("a number") && kinds.includes("a text"))
    return "write a number without quotation marks; a column of texts becomes numbers in its query: CAST(… AS DOUBLE)";
  if (kinds.includes("a list")) return "check how many there are: .size > 0, or name a column of one row: .first.…";
  if (kinds.includes("a row")) return "name one of its columns";
  return "compare values of the same kind";
}

function shown(value: unknown): string {
  const kind = kindOf(value);
  if (kind === "a list") return `a list of ${(value as readonly unknown[]).length}`;
  if (kind === "a row" || kind === "a missing value") return kind;
  if (kind === "a text")
    return `the text ${JSON.stringify((value as string).length > 60 ? `${(value as string).slice(0, 60)}…` : value)}`;
  return kind === "a number" ? `the number ${String(value)}` : String(value);
}

function plain(value: unknown): unknown {
  const kind = kindOf(value);
  return kind === "a missing value"
    ? null
    : value instanceof Decimal
      ? String(value)
      : kind === "a list" || kind === "a row"
        ? shown(value)
        : value;
}
