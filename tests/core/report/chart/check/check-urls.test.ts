import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { testChart } from "../chart-fixtures.ts";

const spec = { data: { url: "data/cars.csv" }, mark: "bar", encoding: { x: { field: "a" } } };

test("data to be fetched is refused", async () => {
  const error = await testChart(spec).catch((caught: unknown) => caught);
  expect(error instanceof BroadsheetError && error.problems[0]?.message).toContain("data/cars.csv");
});

const read = async (): Promise<Uint8Array> => new TextEncoder().encode("a\n1\n");

test("a file that the settings can read is not", async () => {
  const { chart } = await testChart(spec, [], { authored: { read } });
  expect(chart.width).toBeGreaterThan(0);
});
