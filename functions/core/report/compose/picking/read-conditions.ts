import { Decimal } from "../../../decimal.ts";
import type { Comparable, Comparison } from "../../document/comparison.ts";
import { valueInWords } from "../../document/conditions-in-words.ts";
import type { RowCondition } from "../../document/document.ts";
import { hintNearMatch, nearMatch } from "../../../near-match.ts";
import type { Table, TableColumn } from "../../query/table.ts";
import type { ColumnType } from "../../template/template.ts";
import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { FormatError } from "../formats/format-error.ts";
import { columnValue } from "./column-value.ts";
import { readWhere, type WhereCondition, type WhereTerm } from "./written-where.ts";

const kinds: Readonly<Record<ColumnType, string>> = {
  integer: "numbers",
  number: "numbers",
  boolean: "true or false",
  date: "dates",
  timestamp: "moments",
  text: "texts",
};

/** What columns can be compared with each other. */
const comparable: Readonly<Record<ColumnType, string>> = { ...kinds, date: "moments" };

/**
 * The conditions of a directive's `where` on the rows of a table; none without `where`.
 *
 * @returns undefined, with a problem, if `where` is faulty
 */
export function readConditions(
  composition: Composition,
  directive: Directive,
  table: Table,
): readonly RowCondition[] | undefined {
  const conditions: RowCondition[] = [];
  for (const written of writtenWhere(composition, directive) ?? [undefined]) {
    const condition = written && settle(composition, directive, table, written);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return conditions;
}

/** @returns undefined, with a problem, if `where` cannot be read */
function writtenWhere(composition: Composition, directive: Directive): readonly WhereCondition[] | undefined {
  const pieces = directive.pieces("where");
  // The attribute may be empty because of a condition in the text: `where="{% if only %}region=Nord{% endif %}"`.
  if (pieces.every((piece) => "text" in piece && piece.text.trim() === "")) return [];
  try {
    return readWhere(pieces);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    addFault(composition, directive, {
      code: "invalid-attribute",
      message: `where cannot be read: ${error.message}`,
      seen: directive.name("where"),
      allowed: whereGrammar,
    });
    return undefined;
  }
}

/** What `where` may hold, for errors. */
export const whereGrammar =
  'where="region = North and year >= 2021": columns, one of = != < <= > >= in (…) is missing, and values, joined by and; put a value that holds a comma or a sign in quotation marks';

/** A condition with values of its column's type. @returns undefined, with a problem, if there are none */
function settle(
  composition: Composition,
  directive: Directive,
  table: Table,
  { column: name, sign, operands }: WhereCondition,
): RowCondition | undefined {
  const column = table.columns.find((candidate) => candidate.name === name);
  const names = table.columns.map((each) => each.name);
  if (column === undefined) {
    addFault(composition, directive, {
      code: "unknown-column",
      message: `the query "${table.name}" has no column "${name}"`,
      seen: name,
      allowed: names,
      ...hintNearMatch(name, names),
    });
    return undefined;
  }
  if (column.type === "boolean" && /[<>]/.test(sign)) {
    addFault(composition, directive, {
      code: "invalid-value",
      message: `where compares the column "${name}" by ${sign}, but it holds true or false`,
      seen: sign,
      allowed: ["=", "!="],
    });
    return undefined;
  }
  const moments = column.type === "date" || column.type === "timestamp" ? { moments: true as const } : {};
  if (sign === "is missing") return { column: name, value: null };
  if (sign === "is not missing") return { field: name, sign };
  const other = sign === "in" || sign === "not in" ? undefined : otherColumn(table, column, sign, operands[0]!);
  if (other !== undefined) {
    if (comparable[other.type] === comparable[column.type])
      return { field: name, sign, with: { column: other.name }, ...moments } as Comparison;
    addFault(composition, directive, {
      code: "invalid-value",
      message: `where compares the column "${name}", which holds ${kinds[column.type]}, with "${other.name}", which holds ${kinds[other.type]}`,
      seen: other.name,
      allowed: kinds[column.type],
    });
    return undefined;
  }
  const values = operands.map(({ value }) => columnValue(column.type, value));
  const wrong = values.indexOf(undefined);
  if (wrong >= 0) {
    refuseValue(composition, directive, column, operands[wrong]!, names);
    return undefined;
  }
  return conditionOf(name, sign, values as readonly Comparable[], moments);
}

function conditionOf(
  name: string,
  sign: Comparison["sign"],
  values: readonly Comparable[],
  moments: { readonly moments?: true },
): RowCondition {
  if (sign === "in" || sign === "not in") return { field: name, sign, with: { values }, ...moments };
  const value = values[0]!;
  if (sign === "=") return { column: name, value };
  // Whatever is not equal to no value has one.
  if (sign === "!=" && value === null) return { field: name, sign: "is not missing" };
  return { field: name, sign, with: { value }, ...moments } as Comparison;
}

/**
 * The column that an operand names: a word without quotation marks. After `=` in a column of texts it is a text, as in
 * `region=North`.
 */
function otherColumn(
  { columns }: Table,
  { type }: TableColumn,
  sign: Comparison["sign"],
  { value, bare }: WhereTerm,
): TableColumn | undefined {
  if (!bare || (type === "text" ? sign === "=" : columnValue(type, value) !== undefined)) return undefined;
  return columns.find(({ name }) => name === value);
}

function refuseValue(
  composition: Composition,
  directive: Directive,
  { name, type }: TableColumn,
  { value, bare }: WhereTerm,
  names: readonly string[],
): void {
  const near = bare ? nearMatch(String(value), names) : undefined;
  addFault(composition, directive, {
    code: "invalid-value",
    message: `where compares the column "${name}" with ${valueInWords(value)}, but it holds ${kinds[type]}`,
    seen: value instanceof Decimal ? String(value) : value,
    allowed: kinds[type],
    hint:
      near === undefined
        ? "give the value as a query returns it, without a format"
        : `did you mean the column "${near}"? A value is given as a query returns it, without a format`,
  });
}
