import { BroadsheetError } from "../../../errors.ts";
import type { ColumnType } from "../../template/template.ts";
import { type Comparison, comparisons, type QueryFilter, type TypedColumn } from "../change.ts";

const ordered: readonly Comparison[] = ["=", "!=", "<", "<=", ">", ">=", "empty", "filled"];

/** The comparisons that a column of a type allows. */
export const comparisonsOf: Readonly<Record<ColumnType, readonly Comparison[]>> = {
  text: ["=", "!=", "contains", "begins", "empty", "filled"],
  integer: ordered,
  number: ordered,
  date: ordered,
  timestamp: ordered,
  boolean: ["=", "!=", "empty", "filled"],
};

const examples: Readonly<Record<ColumnType, string>> = {
  text: "any text",
  integer: "a whole number such as 1200",
  number: "a number such as 1200.5",
  date: "a day such as 2025-01-31",
  timestamp: "a day such as 2025-01-31, or a moment such as 2025-01-31 14:00:00",
  boolean: "true or false",
};

/**
 * A condition in SQL. A row without a value differs from every value, and is neither more nor less.
 *
 * @param quoted a name in SQL
 * @param pointer to the filter in the request
 * @throws BroadsheetError `invalid-request` for a comparison that the column's type does not allow, or a value that is
 *   none of it
 */
export function writeFilter(
  filter: QueryFilter,
  { name, type }: TypedColumn,
  quoted: (name: string) => string,
  pointer: string,
): string {
  const column = quoted(name);
  const allowed = comparisonsOf[type];
  if (!allowed.includes(filter.is))
    throw invalid(
      `a column of type ${type} is not compared so`,
      `${pointer}/is`,
      filter.is,
      comparisons.filter((each) => allowed.includes(each)),
    );
  if (filter.is === "empty") return `${column} IS NULL`;
  if (filter.is === "filled") return `${column} IS NOT NULL`;
  if ((filter.value === undefined) === (filter.parameter === undefined))
    throw invalid("a filter has either a value or a parameter", pointer, filter, "value or parameter");
  const value =
    filter.parameter === undefined
      ? literal(filter.value!, type, `${pointer}/value`)
      : parameter(filter.parameter, pointer);
  switch (filter.is) {
    case "contains":
      return `contains(${column}, ${value})`;
    case "begins":
      return `starts_with(${column}, ${value})`;
    case "!=":
      return `${column} IS DISTINCT FROM ${value}`;
    default:
      return `${column} ${filter.is} ${value}`;
  }
}

function parameter(name: string, pointer: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `$${name}`;
  throw invalid("this is no parameter", `${pointer}/parameter`, name, "the name of a parameter of the template");
}

/** A value in SQL. */
function literal(value: string, type: ColumnType, pointer: string): string {
  const words = value.trim();
  switch (type) {
    case "text":
      if (value.includes("\0")) break;
      return `'${value.replaceAll("'", "''")}'`;
    case "integer":
    case "number":
      // A whole number is compared with others too: more than 1200.5.
      if (!/^-?\d{1,18}(?:\.\d{1,12})?$/.test(words)) break;
      return words;
    case "boolean":
      if (words !== "true" && words !== "false") break;
      return words;
    case "date":
      if (!isDay(words)) break;
      return `DATE '${words}'`;
    case "timestamp": {
      const [day = "", time = "00:00:00"] = words.split(/[ T]/);
      if (!isDay(day) || !/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time)) break;
      return `TIMESTAMP '${day} ${time}'`;
    }
  }
  throw invalid("the value does not suit the column", pointer, value, examples[type]);
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (day === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function invalid(message: string, pointer: string, seen: unknown, allowed: unknown): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer },
    seen,
    allowed,
  });
}
