import { Decimal } from "../../../decimal.ts";
import { valueInWords } from "../../document/conditions-in-words.ts";
import type { RowCondition } from "../../document/document.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { Table } from "../../query/table.ts";
import type { ColumnType } from "../../template/template.ts";
import type { Composition } from "../composition.ts";
import { addFault, type Directive } from "../directive.ts";
import { attributePairs } from "./attribute-pairs.ts";
import { columnValue } from "./column-value.ts";

const kinds: Readonly<Record<ColumnType, string>> = {
  integer: "numbers",
  number: "numbers",
  boolean: "true or false",
  date: "dates",
  timestamp: "moments",
  text: "texts",
};

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
  const pairs = attributePairs(composition, directive, "where");
  if (pairs === undefined) return undefined;
  const names = table.columns.map(({ name }) => name);
  const conditions: RowCondition[] = [];
  for (const { name, value } of pairs) {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) {
      const hint = /[!<>]$/.test(name)
        ? { hint: "where compares with = only: put any other condition into the query" }
        : hintNearMatch(name, names);
      addFault(composition, directive, {
        code: "unknown-column",
        message: `the query "${table.name}" has no column "${name}"`,
        seen: name,
        allowed: names,
        ...hint,
      });
      return undefined;
    }
    const comparable = columnValue(column.type, value);
    if (comparable === undefined) {
      addFault(composition, directive, {
        code: "invalid-value",
        message: `where compares the column "${name}" with ${valueInWords(value)}, but it holds ${kinds[column.type]}`,
        seen: value instanceof Decimal ? String(value) : value,
        allowed: kinds[column.type],
        hint: "give the value as a query returns it, without a format",
      });
      return undefined;
    }
    conditions.push({ column: name, value: comparable });
  }
  return conditions;
}
