import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openPlain, openText, type Row, rowsOf, templateOf } from "../draft-of-text.ts";

/** What the pages of a draft say. */
async function textOf(
  head: string,
  rows: readonly string[],
  language: DraftLanguage = "en",
  parameters: Row = {},
): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const accepted = await acceptReport({ template: template.name, parameters }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  return shownLines(document)
    .map(({ text }) => text)
    .join("\n");
}

const many = (count: number, row: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at));

describe("a division of the whole by another column", () => {
  const customers = ["Alm", "Bern", "Chur", "Alm", "Dorn"];
  // Two years of them: of one, all are divided, and not those of a month.
  const invoices = many(24 * 30, (at) => {
    const [month, row] = [1 + (Math.floor(at / 30) % 12), at % 30];
    const day = `${2023 + Math.floor(at / 360)}-${String(month).padStart(2, "0")}-${String(1 + ((3 * row) % 30 > 27 ? 27 : (3 * row) % 30)).padStart(2, "0")}`;
    return `${day},${["paid", "open", "paid"][at % 3]!},${customers[at % 5]!},${80 + 10 * (Math.floor(row / 5) % 4)}`;
  });

  test.each([
    ["en", "paid: 66% of the total, December 2024"],
    ["de", "paid: 66 % der Summe, Dezember 2024"],
    ["zh", "paid占66%，2024年12月"],
  ] as const)("names the period that it is of (%s)", { timeout: 30_000 }, async (language, said) => {
    expect(
      (await textOf("date,status,customer,net", invoices, language, { period: "latest" })).replaceAll("\u00a0", " "),
    ).toContain(said);
  });

  const cities = many(
    60,
    (at) =>
      `${["Peru", "Chile", "Cuba"][at % 3]!},${["admin", "minor", "", "admin", ""][at % 5]!},${80 + 10 * (Math.floor(at / 15) % 4)}`,
  );

  test.each([
    ["en", "admin: 40% of the total", "without one"],
    ["de", "admin: 40 % der Summe", "ohne Angabe"],
    ["zh", "admin占40%", "未注明"],
  ] as const)("has what names none as a part of the whole (%s)", { timeout: 30_000 }, async (language, said, rest) => {
    const table = await openText("country,capital,population", cities);
    const divided = (await rowsOf(table, {}, { language }))("divided");
    expect(
      divided
        .filter(({ grouping }) => grouping === "capital")
        .map(({ member, share }) => `${String(member)} ${Number(share)}`),
    ).toEqual(["admin 40", "minor 20", `${rest} 40`]);
    expect((await textOf("country,capital,population", cities, language)).replaceAll("\u00a0", " ")).toContain(said);
  });

  test.each([
    ["en", "Left out: 8 rows with no value in “Side”.", "8 rows without one left out"],
    ["de", "Nicht gezählt, da ohne Angabe in „Side“: 8 Zeilen.", "8 Zeilen ohne Angabe fehlen"],
    ["zh", "“Side”未注明的8行不计。", "不含未注明的8行"],
  ] as const)(
    "or is told where it is no part of a sum (%s)",
    { timeout: 30_000 },
    async (language, compared, beside) => {
      const records = many(
        40,
        (at) => `${["North", "South"][at % 2]!},${["a", "b", "", "c", "b"][at % 5]!},${3 + ((7 * at) % 23)}.5`,
      );
      expect(await textOf("region,side,temperature", records, language)).toContain(compared);
      expect(await textOf("region,side,temperature", records, language, { by: "region" })).toContain(beside);
    },
  );

  test("counts what names none also where it is compared over time", async () => {
    const rows = invoices.map((row) => row.replace(",Chur,", ",,").replace(",Dorn,", ",Alm,"));
    const ranking = (await rowsOf(await openText("date,status,customer,net", rows), { by: "customer" }))("ranking");
    expect(ranking.map(({ member, share }) => `${String(member)} ${Number(share)}`)).toEqual(["Alm 60", "Bern 20"]);
  });
});

const firms = (value: number): readonly string[] => [
  ...many(20, (at) => `Firm ${String.fromCharCode(65 + at)},${20 - at}`),
  `Total Energy Services,${value}`,
];

describe("a name that begins with Total", () => {
  test.each([
    [19, 21],
    [210, 20],
  ])("is that of a total only if it is the sum of the others: %d", async (value, members) => {
    const rows = await rowsOf(await openText("company,sales", firms(value)));
    expect(rows("standing")[0]).toMatchObject({ members });
  });

  test("is also that of a part, if all such make up the others", async () => {
    const parts = ["North,10", "South,20", "Total Inland,30", "East,15", "West,7", "Total Coast,22"];
    const draft = await draftOf(await openPlain("region,sales", parts));
    expect(draft.files.get("queries/facts.sql")).toContain("'Total Coast', 'Total Inland'");
  });
});

const calls = (sales: number): readonly string[] =>
  many(90, (at) => `${["Sales", "Technical"][at % 2]!},${(at % 2 === 0 ? sales : 37) + 2 * Math.floor(at / 2) - 44}`);

describe("medians of groups", () => {
  test.each([
    [27, "Technical has the highest median"],
    [36, "The medians hardly differ"],
  ])("of %d s and 37 s", { timeout: 30_000 }, async (sales, said) => {
    expect(await textOf("queue,temperature", calls(sales))).toContain(said);
  });
});

/** Ages of men and women, each of a row. */
const ages = (from: number, to: number): readonly string[] =>
  many(2 * (to - from + 1), (at) => `${from + Math.floor(at / 2)},${at % 2 === 0 ? "F" : "M"},${900 + at}`);

test.each([
  // A band that holds less than half of its ages is one with its neighbour.
  [0, 90, "0–9", "80–90"],
  [0, 93, "0–9", "80–93"],
  [0, 94, "0–9", "90–94"],
  [0, 99, "0–9", "90–99"],
  [18, 92, "18–29", "80–92"],
  [15, 64, "15–19", "60–64"],
  [16, 64, "16–29", "60–64"],
] as const)(
  "the first and the last band of ages %d to %d are named by what they hold",
  async (from, to, first, last) => {
    const table = await openText("age,sex,population", ages(from, to));
    const ranking = (await rowsOf(table))("ranking");
    const names = ranking.map(({ member }) => String(member));
    expect([names[0], names.at(-1)]).toEqual([first, last]);
    // Each band holds the ages that its name says, and all rows are in one.
    const held = names.map((name) => {
      const [low = 0, high = low] = name.split("–").map(Number);
      return Array.from({ length: high - low + 1 }, (_, more) => 4 * (low + more - from) + 1801).reduce(
        (sum, value) => sum + value,
        0,
      );
    });
    expect(ranking.map(({ value }) => value)).toEqual(held);
  },
);

test.each([
  ["en", "“Age” is put together to bands of ten; the first and the last may hold more or fewer."],
  [
    "de",
    "„Age“ ist zu Gruppen von je zehn zusammengefasst; die erste und die letzte können mehr oder weniger umfassen.",
  ],
  ["zh", "“Age”每十个数值合为一组，首尾两组可多可少。"],
] as const)("the report says that ages are put together (%s)", async (language, sentence) => {
  const table = await openText("age,sex,population", ages(0, 90));
  expect((await draftOf(table, { language })).files.get("report.md")).toContain(sentence);
  const few = await openText("age,sex,population", ages(0, 20));
  expect((await draftOf(few, { language })).files.get("report.md")).not.toContain(sentence);
});
