import { expect, test } from "vitest";
import { projectLiquid } from "../../../../../functions/core/report/compose/liquid/project-liquid.ts";

test("a condition that goes on with a sentence is one text with it", () => {
  const text = "The\n{%- if a %} low {{ b }}\n{%- else %} high\n{%- endif %} was told.\n";
  expect(projectLiquid(text)!.text.trim()).not.toMatch(/\n[ \t]*\n/);
});

test("a condition that begins its paragraph, or stands after a heading, stays apart from it", () => {
  for (const before of ["", "## Sales\n", "Words.\n\n"]) {
    const text = `${before}{% if a %}\nOne.\n{% else %}\nTwo.\n{% endif %}\n`;
    expect(projectLiquid(text)!.text).toMatch(/One\.\s*\n\s*\n\s*Two\./);
  }
});

test.each([
  [
    "values on a line",
    `It rose.\n{% if a %}${"and {{ a }} ".repeat(2_000)}{% else %}fell{% endif %}\nand ends.\n`,
    2_001,
  ],
  ["tags", `It rose and\n${"{% assign a = 1 %}\n".repeat(4_000)}{% if a %}and falls{% endif %}\n`, 2],
  ["conditions", `It rose\n${"{% if a %}\nand {{ a }}\n{% endif %}\n".repeat(2_000)}`, 2_000],
])("a text with thousands of %s is read in time that grows with its length", (_, text, words) => {
  expect(projectLiquid(text)!.text.match(/\band\b/g)).toHaveLength(words);
});
