import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderOnce } from "../../functions/local/render-once.ts";
import { readPdf } from "../core/report/pdf/read-pdf.ts";

const templates = join(import.meta.dirname, "../../templates");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "editions-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function flagship(parameters: Readonly<Record<string, string>>) {
  return (
    await renderOnce({
      name: "high-tech-industries",
      folder: join(templates, "high-tech-industries"),
      parameters,
      datasets: {},
    })
  ).report;
}

/** Renders the profile of a dataset and returns the text of its pages. */
async function profile(file: string, text: string, language: "en" | "zh" = "en") {
  const path = join(folder, file);
  writeFileSync(path, text);
  const { report } = await renderOnce({
    name: "dataset-profile",
    folder: join(templates, "dataset-profile"),
    parameters: { language },
    datasets: { data: path },
  });
  const { pages } = await readPdf(report.pdf);
  // Line ends count as the spaces that they replace; Chinese has none.
  const words = pages.map(({ sequences }) =>
    sequences
      .map((sequence) => sequence.text)
      .join(" ")
      .replaceAll(/\s+/g, language === "zh" ? "" : " "),
  );
  return { warnings: report.warnings, first: words[0]!, all: words.join(" ") };
}

describe("the flagship is drawn without a warning", () => {
  test.each([2023, 2024, 2025])("%i", async (year) => {
    for (const [language, currency] of year % 2 === 0
      ? ([
          ["en", "CNY"],
          ["zh", "USD"],
        ] as const)
      : ([
          ["en", "USD"],
          ["zh", "CNY"],
        ] as const)) {
      // Vega's text metrics belong to one report at a time.
      const { warnings, pages } = await flagship({ year: String(year), language, currency });
      expect(warnings, language).toEqual([]);
      expect(pages).toBeGreaterThanOrEqual(6);
      expect(pages).toBeLessThanOrEqual(8);
    }
  });

  test.each<Readonly<Record<string, string>>>([
    { year: "2022" },
    { rate: "0.99" },
    { rate: "20.01" },
    { rate: "1e300" },
    { rate: "0" },
    { weights: '{"relief": 1e9}' },
    { weights: '{"relief": -1}' },
  ])("%o is refused", async (parameters) => {
    await expect(flagship(parameters)).rejects.toMatchObject({
      problems: [
        expect.objectContaining({
          where: expect.objectContaining({ pointer: expect.stringMatching(/\/(year|rate|weights)/) }),
        }),
      ],
    });
  });

  test("weights that are all zero give a report without a composite", async () => {
    const { warnings, pdf } = await flagship({ weights: '{"institutions": 0, "intensity": 0, "relief": 0}' });
    expect(warnings).toEqual([]);
    const { pages } = await readPdf(pdf);
    expect(pages.flatMap(({ sequences }) => sequences.map(({ text }) => text)).join(" ")).not.toContain("composite");
  });
});

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");
const odd: readonly (readonly [file: string, text: string, says: string])[] = [
  ["one-row.csv", "a,b,c\n1,x,2024-01-01\n", "1 row and 3 columns, every cell filled"],
  [
    "one-column.csv",
    `value\n${lines(40, (i) => String((i * i) % 37))}\n`,
    "40 rows and 1 column, every cell filled The data came without a name or a source. No row stands out",
  ],
  [
    "nulls.csv",
    `a,b,c\n${lines(12, () => ",,")}\n`,
    "12 rows and 3 columns, 0% of the cells filled The data came without a name or a source. Every cell is empty.",
  ],
  ["some-nulls.csv", `a,b,c\n${lines(12, (i) => `${i},,`)}\n`, "24 of 36 cells are empty, spread over 2 columns."],
  [
    "wide.csv",
    `${Array.from({ length: 300 }, (_, i) => `c${i}`).join(",")}\n${lines(5, (row) => Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? `t${row}` : String(row * i))).join(","))}\n`,
    "5 rows and 300 columns",
  ],
  ["long.csv", `id,text\n${lines(20, (i) => `${i},${"lorem ipsum ".repeat(400 + i)}`)}\n`, "20 rows and 2 columns"],
  [
    "nested.json",
    JSON.stringify(
      Array.from({ length: 40 }, (_, i) => ({
        order: i,
        lines: i % 2 === 0 ? [] : [{ sku: `S${i % 4}`, quantity: i % 3, price: 12 }],
        at: { city: ["Bern", "Basel"][i % 2] },
      })),
    ),
    "No row stands out.",
  ],
  [
    "tail.csv",
    `v,w\n${lines(60, (i) => `${i < 50 ? 10 + (i % 9) : 9000 + 50 * i},${i}`)}\n`,
    "No single row stands out; 10 values lie far from the rest of their column",
  ],
  [
    // Means over two years are not drawn, and so are not spoken of.
    "two-years.csv",
    `unit,year,v\n${lines(6, (i) => [2020, 2021].map((year) => `u${i},${year},${i + year}`).join("\n"))}\nTotal,2020,900\nTotal,2021,901\n`,
    "The rows of totals are left out of the search for outliers",
  ],
  ["no-rows.csv", "a,b\n", "0 rows and 2 columns"],
];

describe("the profile of an odd dataset is drawn without a warning", () => {
  test.each(odd)("%s", async (file, text, says) => {
    for (const language of ["en", "zh"] as const) {
      // Vega's text metrics belong to one report at a time.
      const { warnings, first, all } = await profile(file, text, language);
      expect(warnings, language).toEqual([]);
      expect(all).not.toMatch(/NaN|undefined|Infinity|\{\{/);
      if (language === "en") expect(first).toContain(says);
    }
  });
});

describe("what the profile says of", () => {
  test("a tie: no value is called the most common", async () => {
    const shops = `store,size\n${lines(36, (i) => `${["Genève", "Zürich", "Basel"][i % 3]},${["s", "m", "l", "x"][Math.min(i % 6, 3)]}`)}\n`;
    const { all } = await profile("tie.csv", shops);
    expect(all).toContain("Genève, Zürich, Basel, 12 each");
    expect(all).not.toMatch(/Most values of store/);
    expect((await profile("tie.csv", shops, "zh")).all).toContain("Genève、Zürich、Basel，各12行");
  });

  test("numbers and dates written as text: on page 1 and under the rows to check", async () => {
    const dates = ["2024-01-0", "3.4.202", "Mar 3 202", "5/03/202"];
    const text = `revenue,paid,day\n${lines(36, (i) => `"${(1000 + i * 137).toLocaleString("en-US")}",${i % 6 === 0 ? "n/a" : i % 3 === 0 ? `(${450 + i}.00)` : `"$${3 + (i % 9)},200.75"`},${dates[i % 4]}${(i % 8) + 1}`)}\n`;
    const { first, all } = await profile("written.csv", text);
    expect(first).toContain(
      "Numbers or dates seem to be written as text in 3 columns: revenue, paid, day. In revenue, 36 of 36 values look like numbers with a thousands separator. 6 rows are worth a check.",
    );
    expect(first).toContain("and 3 columns");
    expect(all).toContain("3 columns of text look like numbers or dates");
    expect(all).toContain("n/a (6)");
    expect((await profile("written.csv", text, "zh")).first).toContain(
      "3个文本列的取值像数值或日期：revenue、paid、day；其中“revenue”列36个取值中有36个像数值（带千分位分隔符）。",
    );
  });
});
