import { expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "./draft-of-text.ts";

const rates = [94.2, 92.2, 88, 87.5, 80.1, 79, 77.3, 76, 74.4, 70.9, 69, 66.6];

test.each([
  ["en", "S1 is 2.0 points ahead of S2"],
  ["de", "S1: 2,0 Prozentpunkte vor S2"],
  ["zh", "S1比S2高2.0个百分点"],
] as const)("in %s, the difference of two percentages is in points", async (language, said) => {
  const table = await openText(
    "school,pass_rate_pct",
    rates.map((rate, at) => `S${at + 1},${rate}`),
  );
  const { world, template } = await templateOf(table, { language });
  const accepted = await acceptReport({ template: template.name, parameters: {} }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  const figures = JSON.stringify(document.blocks.filter(({ type }) => type === "figure"));
  expect(figures).toContain(said);
});
