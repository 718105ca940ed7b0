import { expect, test } from "vitest";
import { traceReport } from "./trace-report.ts";

test("the numbers of a legend are named on every page of its table", async () => {
  const { numbers, report } = await traceReport({
    "template.yaml": 'title: T\ndate: "2026-01-31"\n',
    "queries/projects.sql":
      "SELECT 'Project ' || chr(65 + i::INT % 26) AS name, i * 1.5 AS margin FROM range(90) AS t(i)",
    "report.md":
      '# Projects\n\n::table{data="projects" title="Margins" columns="name: Project, margin: Margin | percent: 1 | bad if < 40 | watch if < 62.5"}\n',
  });
  expect(report.pages).toBeGreaterThan(1);
  expect(numbers.filter(({ kind }) => kind === "unknown")).toEqual([]);
  const first = numbers.filter(({ page, text }) => page === 1 && text === "62.5");
  expect(first.map(({ kind }) => kind)).toEqual(["words"]);
});
