import { expect, test } from "vitest";
import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import type { Figure } from "../../../../functions/core/report/document/document.ts";
import { chartAttachments } from "../../../../functions/core/report/pdf/chart-attachments.ts";

test("the data of each chart that has some become a file that says whose they are", () => {
  const figures = [
    { id: "a", number: 3, chart: { name: "share" } },
    { id: "b", number: 4, chart: { name: "kept-back" } },
    { id: "c", number: 5, chart: { name: "lost" } },
  ] as unknown as Figure[];
  const charts = new Map([
    ["a", { alt: "Bars of shares.", csv: "year,share\n2021,0.5\n" }],
    ["b", { alt: "A line." }],
  ] as unknown as [string, Chart][]);
  expect(chartAttachments(figures, charts)).toEqual([
    {
      name: "figure-3-share.csv",
      description: "Data drawn in figure 3: Bars of shares.",
      type: "text/csv",
      body: new TextEncoder().encode("year,share\n2021,0.5\n"),
      relationship: "Data",
      figure: "a",
    },
  ]);
});
