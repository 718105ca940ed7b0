import { expect, it } from "vitest";
import { Decimal } from "../../../../functions/core/decimal.ts";
import { testChart } from "./chart-fixtures.ts";

const rows = [
  {
    id: Decimal.parse("90071992547409930")!,
    amount: 1234567890123.45,
    total: Decimal.parse("12345678901234567890.12")!,
  },
  {
    id: Decimal.parse("90071992547409931")!,
    amount: 2234567890123.45,
    total: Decimal.parse("-12345678901234567890.13")!,
  },
];

it("attaches the digits that the query gave, whatever a double holds", async () => {
  const { chart } = await testChart(
    {
      data: { name: "data" },
      mark: "point",
      encoding: { x: { field: "amount", type: "quantitative" }, y: { field: "total", type: "quantitative" } },
    },
    rows,
  );
  expect(chart.csv).toBe(
    "amount,total\r\n1234567890123.45,12345678901234567890.12\r\n2234567890123.45,-12345678901234567890.13\r\n",
  );
});

it("keeps them through transforms that pass a number on, and rounds computed numbers", async () => {
  const transform = [
    { filter: "datum.amount > 0" },
    { calculate: "datum.amount / 3", as: "third" },
    { window: [{ op: "rank", as: "rank" }] },
  ];
  const { chart } = await testChart(
    {
      data: { name: "data" },
      transform,
      mark: "point",
      encoding: { x: { field: "amount", type: "quantitative" }, y: { field: "third", type: "quantitative" } },
    },
    rows,
  );
  expect(chart.csv).toBe("amount,third\r\n1234567890123.45,411522630041\r\n2234567890123.45,744855963374\r\n");
});

it("distinguishes names that are numbers with the same double", async () => {
  const { chart } = await testChart(
    {
      data: { name: "data" },
      mark: "bar",
      encoding: { y: { field: "id", type: "nominal" }, x: { field: "amount", type: "quantitative" } },
    },
    rows,
  );
  expect(chart.csv).toContain("90071992547409930");
  expect(chart.csv).toContain("90071992547409931");
  expect(chart.csv!.trim().split("\r\n")).toHaveLength(3);
});
