import { expect, test } from "vitest";
import { planChunks } from "./plan-chunks.ts";

const window = (name: string, mutants: number) => ({ name: `functions/core/${name}`, from: 1, to: 8, mutants });

test("a sample is divided into slices of all stages, and these by stage", () => {
  const windows = [
    window("report/layout/table/a.ts", 6),
    window("errors.ts", 1),
    window("report/f.ts", 1),
    window("report/chart/b.ts", 4),
    window("report/layout/c.ts", 5),
    window("report/layout/d.ts", 7),
    window("report/pdf/e.ts", 2),
  ];
  const [a, ground, front, b, c, d, e] = windows;
  expect(planChunks(windows, 10)).toEqual([
    { name: "1-ground", stage: ".", windows: [ground] },
    { name: "1-report", stage: "report", windows: [front] },
    { name: "1-report-chart", stage: "report/chart", windows: [b] },
    { name: "1-report-layout", stage: "report/layout", windows: [a] },
    { name: "2-report-layout", stage: "report/layout", windows: [c, d] },
    { name: "3-report-pdf", stage: "report/pdf", windows: [e] },
  ]);
  expect(planChunks([], 10)).toEqual([]);
});
