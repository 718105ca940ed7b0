import { describe, expect, it } from "vitest";
import { createAggregate, type AggregateName } from "../../../../../functions/core/report/compose/table/aggregate.ts";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { Value } from "../../../../../functions/core/report/query/table.ts";

function aggregate(name: AggregateName, ...values: readonly Value[]): Value {
  const made = createAggregate(name);
  for (const value of values) made.add(value);
  return made.result();
}

describe("an aggregate", () => {
  it("sums decimals exactly", () => {
    expect(aggregate("sum", 0.1, 0.2, null)).toBe(0.3);
    const big = Decimal.parse("90071992547409931.25")!;
    expect(String(aggregate("sum", big, 0.5))).toBe("90071992547409931.75");
  });

  it("takes the mean of the values that there are", () => {
    expect(aggregate("avg", 1, 2, null, 6)).toBe(3);
    expect(String(aggregate("avg", 1, 0, 0))).toBe("0.33333333333333333333");
    expect(String(aggregate("avg", -2, 0, 0))).toBe("-0.66666666666666666666");
    expect(aggregate("avg", 0.1, 0.2)).toBe(0.15);
  });

  it("finds the least and the largest of numbers, dates and texts", () => {
    expect([aggregate("min", 10, 9, 11), aggregate("max", 10, 9, 11)]).toEqual([9, 11]);
    expect([aggregate("min", "2024-02-01", "2023-12-31"), aggregate("max", "2024-02-01", "2023-12-31")]).toEqual([
      "2023-12-31",
      "2024-02-01",
    ]);
    expect(String(aggregate("max", Decimal.parse("9007199254740993")!, Decimal.parse("9007199254740993.5")!))).toBe(
      "9007199254740993.5",
    );
  });

  it("counts values, and has none where nothing was", () => {
    expect(aggregate("count", "a", null, 0, false)).toBe(3);
    expect(aggregate("count")).toBe(0);
    expect((["sum", "avg", "min", "max"] as const).map((name) => aggregate(name, null))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
