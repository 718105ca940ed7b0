import { nearMatch } from "../../../near-match.ts";
import type { Table, TableColumn } from "../../query/table.ts";
import type { ColumnType } from "../../template/template.ts";
import { FormatError } from "../formats/format-error.ts";
import { columnValue } from "../picking/column-value.ts";
import type { CellRule, RuleCondition } from "./cell-rules.ts";

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

function settle(condition: RuleCondition, { columns, rows }: Pick<Table, "columns" | "rows">): RuleCondition {
  const typeOf = (name: string): ColumnType | undefined => {
    const type = columns.find((column: TableColumn) => column.name === name)?.type;
    return type === "text" && rows.every((row) => (row[name] ?? null) === null) ? undefined : type;
  };
  const { field, sign, with: other } = condition;
  const type = typeOf(field);
  if (type === undefined) return condition;
  if (type === "boolean" && sign !== "=" && sign !== "!=")
    throw new FormatError(`a rule compares "${field}" by ${sign}, but it holds true or false: use = or !=`);
  const refuse = (what: string, remedy: string): never => {
    throw new FormatError(`a rule compares "${field}", which holds ${held[type]}, with ${what}: ${remedy}`);
  };
  const kind: Kind = kindOf[type];
  if ("column" in other) {
    const second = typeOf(other.column);
    if (second !== undefined && kindOf[second] !== kind)
      refuse(
        `"${other.column}", which holds ${held[second]}`,
        "numbers with numbers, dates with dates, texts with texts",
      );
    return kind === "moment" ? { ...condition, moments: true } : condition;
  }
  const { value } = other;
  const shown = typeof value === "string" ? `'${value}'` : String(value);
  if (kind === "moment") {
    const moment = typeof value === "string" ? columnValue(type, value) : undefined;
    if (moment === undefined) return refuse(shown, written.moment);
    return { ...condition, with: { value: moment }, moments: true };
  }
  const literal: Kind = typeof value === "string" ? "text" : typeof value === "boolean" ? "boolean" : "number";
  return literal === kind ? condition : refuse(shown, written[kind]);
}

/** What to write instead of a column that a condition names and the query does not have: `status = Green`. */
export function hintOfColumn(
  rules: readonly CellRule[] | undefined,
  name: string,
  names: readonly string[],
): { readonly hint?: string } {
  const operand = rules?.some(({ conditions }) =>
    conditions.some(({ with: other }) => "column" in other && other.column === name),
  );
  const near = nearMatch(name, names);
  const quoted = `to compare with a text or a date, put it between single quotes: '${name.replace(/^"(.*)"$/, "$1")}'`;
  if (operand !== true) return near === undefined ? {} : { hint: `did you mean "${near}"?` };
  return { hint: near === undefined ? quoted : `did you mean "${near}"? Otherwise, ${quoted}` };
}
