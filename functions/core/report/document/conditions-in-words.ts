import type { Comparable } from "./comparison.ts";
import type { RowCondition } from "./document.ts";

/** Conditions in words, for warnings: `region = "Nord" and year >= 2021`. */
export function conditionsInWords(conditions: readonly RowCondition[]): string {
  return conditions.map(inWords).join(" and ");
}

function inWords(condition: RowCondition): string {
  if ("column" in condition) return `${condition.column} = ${valueInWords(condition.value)}`;
  const { field, sign } = condition;
  if (!("with" in condition)) return `${field} ${sign}`;
  const { with: other } = condition;
  if ("values" in other) return `${field} ${sign} (${other.values.map(valueInWords).join(", ")})`;
  return `${field} ${sign} ${"column" in other ? other.column : valueInWords(other.value)}`;
}

export function valueInWords(value: Comparable): string {
  return typeof value === "string" ? JSON.stringify(value) : value === null ? "no value" : String(value);
}
