import type { LimitRole } from "./limit-role.ts";

/** The columns that the queries of limits read. */
export function columnsOfLimits(role: LimitRole | undefined): readonly string[] {
  if (role === undefined) return [];
  const { pairs, kind, unit, name, sides, groups } = role;
  const bounds = pairs.flatMap(({ measure, lower, upper }) => [
    measure.column,
    ...[lower, upper].flatMap((bound) => [bound?.column, bound?.beside]),
  ]);
  return [...bounds, kind?.column, unit, name?.column, sides, ...groups.map(({ column }) => column)].filter(
    (column) => column !== undefined,
  );
}
