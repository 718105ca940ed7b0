import { columnsOfIndicators } from "./indicator/columns-of-indicators.ts";
import { columnsOfLimits } from "./limit/columns-of-limits.ts";
import type { Subjects } from "./table-subjects.ts";

/** The columns that the queries on limits, on targets of indicators, on levels of items and on recommendations read. */
export function columnsOfGoals({ plan, indicators, limit, recommend, inventory }: Subjects): readonly string[] {
  return [
    ...(plan?.each === undefined ? [] : [plan.each.column]),
    ...(recommend === undefined ? [] : [recommend.measure, ...recommend.groups].map(({ column }) => column)),
    ...(inventory === undefined
      ? []
      : [inventory.quantity, inventory.level, inventory.cost, inventory.group, ...inventory.names].flatMap(
          (one) => one?.column ?? [],
        )),
    ...columnsOfIndicators(indicators),
    ...columnsOfLimits(limit),
  ];
}
