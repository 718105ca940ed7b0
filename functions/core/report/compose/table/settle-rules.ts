import { nearMatch } from "../../../near-match.ts";
import type { Comparable, Comparison } from "../../document/comparison.ts";
import type { Table, TableColumn } from "../../query/table.ts";
import type { ColumnType } from "../../template/template.ts";
import { FormatError } from "../formats/format-error.ts";
import { columnValue } from "../picking/column-value.ts";
import type { CellRule } from "./cell-rules.ts";

/** What can be compared with each other: a date and a timestamp are both moments. */
type Kind = "number" | "boolean" | "moment" | "text";

const kindOf = {
  integer: "number",
  number: "number",
  boolean: "boolean",
  date: "moment",
  timestamp: "moment",
  text: "text",
} as const satisfies Record<ColumnType, Kind>;

const held: Readonly<Record<ColumnType, string>> = {
  integer: "numbers",
  number: "numbers",
  boolean: "true or false",
  date: "dates",
  timestamp: "timestamps",
  text: "texts",
};

const written: Readonly<Record<Kind, string>> = {
  number: "write a number without quotes, as in < 0",
  boolean: "write = true or = false",
  moment: "write a date as '2026-12-31', or a timestamp as '2026-12-31 10:00'",
  text: "write a text in single quotes, as in = 'late'",
};

/**
 * Rules whose conditions fit the types of a table's columns: a text beside a date or timestamp becomes one, and a
 * condition between two kinds is refused before any row is asked. A column of texts without any value is of every kind.
 *
 * @throws FormatError for a condition that compares two kinds, or true and false by their order
 */
export function settleRules(rules: readonly CellRule[], table: Pick<Table, "columns" | "rows">): readonly CellRule[] {
  return rules.map((rule) => ({ ...rule, conditions: rule.conditions.map((each) => settle(each, table)) }));
}

function settle(condition: Comparison, { columns, rows }: Pick<Table, "columns" | "rows">): Comparison {
  const typeOf = (name: string): ColumnType | undefined => {
    const type = columns.find((column: TableColumn) => column.name === name)?.type;
    return type === "text" && rows.every((row) => (row[name] ?? null) === null) ? undefined : type;
  };
  const { field, sign } = condition;
  const type = typeOf(field);
  if (type === undefined || !("with" in condition)) return condition;
  if (type === "boolean" && /[<>]/.test(sign))
    throw new FormatError(`a rule compares "${field}" by ${sign}, but it holds true or false: use = or !=`);
  const refuse = (what: string, remedy: string): never => {
    throw new FormatError(`a rule compares "${field}", which holds ${held[type]}, with ${what}: ${remedy}`);
  };
  const kind: Kind = kindOf[type];
  const moments = kind === "moment" ? { moments: true as const } : {};
  const settled = (value: Comparable): Comparable => {
    const shown = typeof value === "string" ? `'${value}'` : String(value);
    if (kind === "moment") {
      const moment = typeof value === "string" ? columnValue(type, value) : undefined;
      return moment === undefined ? refuse(shown, written.moment) : moment;
    }
    const literal: Kind = typeof value === "string" ? "text" : typeof value === "boolean" ? "boolean" : "number";
    return literal === kind ? value : refuse(shown, written[kind]);
  };
  if ("values" in condition.with)
    return { ...condition, with: { values: condition.with.values.map(settled) }, ...moments } as Comparison;
  if ("value" in condition.with)
    return { ...condition, with: { value: settled(condition.with.value) }, ...moments } as Comparison;
  const { column } = condition.with;
  const second = typeOf(column);
  if (second !== undefined && kindOf[second] !== kind)
    refuse(`"${column}", which holds ${held[second]}`, "numbers with numbers, dates with dates, texts with texts");
  return { ...condition, ...moments } as Comparison;
}

/** What to write instead of a column that a condition names and the query does not have: `status = Green`. */
export function hintOfColumn(
  rules: readonly CellRule[] | undefined,
  name: string,
  names: readonly string[],
): { readonly hint?: string } {
  const operand = rules?.some(({ conditions }) =>
    conditions.some((each) => "with" in each && "column" in each.with && each.with.column === name),
  );
  const near = nearMatch(name, names);
  const quoted = `to compare with a text or a date, put it between single quotes: '${name.replace(/^"(.*)"$/, "$1")}'`;
  if (operand !== true) return near === undefined ? {} : { hint: `did you mean "${near}"?` };
  return { hint: near === undefined ? quoted : `did you mean "${near}"? Otherwise, ${quoted}` };
}
