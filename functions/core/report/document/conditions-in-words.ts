import type { RowCondition } from "./document.ts";

/** Conditions in words, for warnings: `region = "Nord" and year = 2021`. */
export function conditionsInWords(conditions: readonly RowCondition[]): string {
  return conditions.map(({ column, value }) => `${column} = ${valueInWords(value)}`).join(" and ");
}

export function valueInWords(value: RowCondition["value"]): string {
  return typeof value === "string" ? JSON.stringify(value) : value === null ? "no value" : String(value);
}
