import { expect, test } from "vitest";
import { planChunks } from "./plan-chunks.ts";

const window = (name: string, mutants: number) => ({ name: `functions/core/${name}`, from: 1, to: 8, mutants });

test("a sample is divided into slices of all stages, and these by stage", () => {
  const windows = [window("layout/table/a.ts", 6), window("errors.ts", 1), window("chart/b.ts", 4), window("layout/c.ts", 5), window("layout/d.ts", 7), window("pdf/e.ts", 2)];
  const [a, ground, b, c, d, e] = windows;
  expect(planChunks(windows, 10)).toEqual([
    { name: "1-ground", stage: ".", windows: [ground] },
    { name: "1-chart", stage: "chart", windows: [b] },
    { name: "1-layout", stage: "layout", windows: [a] },
    { name: "2-layout", stage: "layout", windows: [c, d] },
    { name: "3-pdf", stage: "pdf", windows: [e] },
  ]);
  expect(planChunks([], 10)).toEqual([]);
});
