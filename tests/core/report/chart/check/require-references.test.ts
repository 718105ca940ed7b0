import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { testChart } from "../chart-fixtures.ts";

const spec = {
  width: 100,
  height: 100,
  data: [{ name: "table", values: [{ a: 1 }] }],
  scales: [{ name: "across", domain: [0, 1], range: "width" }],
  marks: [{ type: "rect", from: { data: "tabel" }, encode: { update: { x: { scale: "acros", field: "a" } } } }],
};

test("a Vega spec that names what it does not define is refused", async () => {
  const error = await testChart(spec, [], {}, "vega").catch((caught: unknown) => caught);
  expect(error instanceof BroadsheetError && error.problems).toMatchObject([
    { code: "unknown-data", seen: "tabel", allowed: ["table"] },
    { code: "unknown-scale", seen: "acros", allowed: ["across"] },
  ]);
});

test("drawn as authored, it gets warnings", async () => {
  const { warnings } = await testChart(
    { ...spec, marks: [{ ...spec.marks[0], from: { data: "table" } }] },
    [],
    { authored: {} },
    "vega",
  );
  expect(warnings.map(({ seen }) => seen)).toContain("acros");
});
