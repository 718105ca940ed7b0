import type { IndicatorRole } from "./indicator-role.ts";

/** The columns that the queries of indicators read. */
export function columnsOfIndicators(role: IndicatorRole | undefined): readonly string[] {
  if (role === undefined) return [];
  const { kind, value, target, unit, better } = role;
  return [kind.column, value.column, target?.column, unit, better?.column].filter((column) => column !== undefined);
}
