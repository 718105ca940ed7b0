import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** Months of one year are asked for the year: what it came to, who had most of it, or its mean. */
const plain = (text: string): string => text.replaceAll(/(?<=\d)[.,   ](?=\d{3})/g, "");

async function textOf(head: string, rows: readonly string[], language: DraftLanguage): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return plain(
    shownLines(document)
      .map(({ text }) => text)
      .join(" "),
  );
}

const months = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, "0")}`);

describe.each([
  { language: "en", head: "Shop,Month,Sales USD", shops: ["Ash", "Birch", "Cedar", "Elm", "Oak"] },
  { language: "de", head: "Gebäude,Monat,Strom_kWh", shops: ["Bad", "Depot", "Hort", "Rathaus"] },
  { language: "zh", head: "门店,月份,销售额（元）", shops: ["东城店", "西城店", "海淀店"] },
] as const)("members in $language", { timeout: 60_000 }, ({ language, head, shops }) => {
  test.each([1, 2])("the year has a sum, and somebody had most of it (%i)", async (seed) => {
    const random = numbersFrom(seed + shops.length);
    const cells = months.flatMap((month) =>
      shops.map((shop, at) => ({ shop, month, value: Math.round(900 + 170 * at + 1500 * random()) })),
    );
    const text = await textOf(
      head,
      cells.map(({ shop, month, value }) => `${shop},${month},${value}`),
      language,
    );
    const sums = shops.map((shop) => cells.reduce((sum, one) => sum + (one.shop === shop ? one.value : 0), 0));
    expect(text).toContain(String(sums.reduce((a, b) => a + b, 0)));
    const most = Math.max(...sums);
    const top = shops[sums.indexOf(most)]!;
    const said = { en: `${top} had most, ${most}`, de: `das meiste: ${top} mit ${most}`, zh: `${top}最多，为${most}` };
    expect(text).toContain(said[language]);
  });
});

describe.each([
  {
    language: "en",
    sums: "Month,Orders",
    means: "Month,Temperature °C",
    said: [/The whole of 2024 came to (\d+)/, /The mean of 2024 was (\d+\.\d)/],
  },
  {
    language: "de",
    sums: "Monat,Bestellungen",
    means: "Monat,Auslastung (%)",
    said: [/Summe des Jahres 2024: (\d+)/, /Mittel des Jahres 2024: ([\d,]+)/],
  },
  {
    language: "zh",
    sums: "月份,订单数",
    means: "月份,气温（℃）",
    said: [/2024年全年合计(\d+)/, /2024年全年平均(\d+\.\d)/],
  },
] as const)("one course in $language", { timeout: 60_000 }, ({ language, sums, means, said }) => {
  test("has the sum or the mean of its year, and none of a year that is not whole", async () => {
    const random = numbersFrom(9);
    const values = months.map(() => Math.round(200 + 300 * random()));
    const rows = months.map((month, at) => `${month},${values[at]}`);
    const sum = values.reduce((a, b) => a + b, 0);
    expect(said[0].exec(await textOf(sums, rows, language))?.[1]).toBe(String(sum));
    const decimals = months.map((month, at) => `${month},${values[at]! / 10}`);
    const mean = Number(said[1].exec(await textOf(means, decimals, language))?.[1]?.replace(",", "."));
    expect(Math.abs(mean - sum / 120)).toBeLessThanOrEqual(0.0501);
    expect(await textOf(sums, rows.slice(0, 11), language)).not.toMatch(said[0]);
    expect(await textOf(sums, rows.toSpliced(4, 1), language)).not.toMatch(said[0]);
  });
});
