import { describe, expect, test } from "vitest";
import { openBytes } from "../../open-table.ts";
import { reportOf } from "../../report-of-table.ts";
import { numbersFrom } from "../../roles-of-text.ts";

/**
 * A table that is of two years, as its title says, has no unfinished last month because nothing happened in its last
 * days; without such a title, or where the title says more, nobody knows. The months are those of the rows.
 */
const titles: readonly (readonly [title: string, isWhole: boolean])[] = [
  ["donations Apr23-Mar25", true],
  ["gifts April 2023 to March 2025", true],
  ["Spenden April 2023 bis März 2025", true],
  ["donations", false],
  ["donations 2023-2026", false],
];

describe.each(titles)("%s", { timeout: 60_000 }, (title, isWhole) => {
  test.each([20, 24, 26])("with the last record on the %ith of March", async (lastDay) => {
    const random = numbersFrom(lastDay);
    const lines: string[] = [];
    for (let month = 3; month < 27; month += 1)
      for (let of = 0; of < 14; of += 1) {
        const isLast = month === 26;
        const day = 2 + Math.floor((of * (isLast ? lastDay - 2 : 26)) / 13);
        const date = new Date(Date.UTC(2023, month, day)).toISOString().slice(0, 10);
        const amount = 5 + Math.floor(90 * random());
        lines.push(`${date},R${month}${of},${amount}`);
      }
    const csv = Buffer.from(`date,receipt,amount\n${lines.join("\n")}\n`);
    const report = await reportOf(await openBytes(csv, "csv", title));
    const periods = report.rows("periods").map(({ key }) => String(key));
    expect(periods.includes("2025-03")).toBe(isWhole);
    expect(periods).toContain("2025-02");
  });
});
