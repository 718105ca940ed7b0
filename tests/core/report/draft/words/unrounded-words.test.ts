import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";

async function textOf(head: string, rows: readonly string[], language: DraftLanguage): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return shownLines(document)
    .map((line) => line.text)
    .join("\n");
}

const asEachTime = /as much as each time before|so viel wie bisher jedes Mal|各期的变化相同/;

test.each(["en", "de", "zh"] as const)("changes that only print alike are not each the same (%s)", async (language) => {
  const next = numbersFrom(5);
  let people = 200_000;
  const rows = Array.from({ length: 60 }, (_, month) => {
    people *= 1 + (0.09 + 0.02 * next()) / 100;
    return `${new Date(Date.UTC(2019, month, 1)).toISOString().slice(0, 10)},${people.toFixed(1)}`;
  });
  expect(await textOf("month,population", rows, language)).not.toMatch(asEachTime);
});

const half = /half of the|die Hälfte liegt|一半在\d/;

test.each(["en", "de", "zh"] as const)(
  "where many values are equal, no half lies between two of them (%s)",
  async (language) => {
    const next = numbersFrom(8);
    const rows = Array.from({ length: 300 }, (_, at) => {
      const type = ["E", "H", "M"][at % 3]!;
      const share = next() < 0.4 ? 100 : type === "H" ? 90 + 5 * next() : 97 + 3 * next();
      return `${type},${share.toFixed(1)}`;
    });
    const text = await textOf("school_type,pct_tested", rows, language);
    const values = rows.map((row) => Number(row.split(",")[1])).toSorted((a, b) => a - b);
    const within = values.filter((value) => value >= values[75]! && value <= values[225]!).length;
    expect(within).toBeGreaterThan(0.65 * values.length);
    expect(text).not.toMatch(half);
  },
);
