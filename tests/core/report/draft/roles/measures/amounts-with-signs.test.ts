import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../../functions/core/report/draft/draft.ts";
import { acceptReport } from "../../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../../draft-of-text.ts";
import { rolesOfText } from "../../roles-of-text.ts";

/** An amount as a table has it, with what is written for none. */
interface Written {
  readonly sign: string;
  readonly of: (amount: number) => string;
  readonly none: string;
}

const english = (amount: number): string => amount.toLocaleString("en", { minimumFractionDigits: 2 });
const german = (amount: number): string => amount.toLocaleString("de", { minimumFractionDigits: 2 });

const notations: readonly Written[] = [
  { sign: "£", of: (amount) => `£${english(amount)}`, none: "" },
  { sign: "$", of: (amount) => `$${english(amount)}`, none: "n/a" },
  { sign: "€", of: (amount) => `${german(amount)} €`, none: "" },
  { sign: "EUR", of: (amount) => `EUR ${english(amount)}`, none: "-" },
  { sign: "¥", of: (amount) => `¥${english(amount)}`, none: "" },
];

/** What a record may have cost, or brought back. */
const names: readonly (readonly [DraftLanguage, head: string, name: string])[] = [
  ["en", "Return no.,Received,Depot", "Refund"],
  ["en", "Claim no.,Received,Depot", "Settlement"],
  ["en", "Job no.,Done,Depot", "Parts"],
  ["en", "Repair no.,Done,Depot", "Charge"],
  ["de", "Vorgang Nr.,Datum,Lager", "Erstattung"],
  ["de", "Auftrag Nr.,Datum,Lager", "Gebühr"],
  ["zh", "编号,日期,仓库", "退款"],
];

/** Hundredths of the rows without an amount. */
const empty = [0, 4, 30] as const;

const amountOf = (at: number): number => 7 + ((at * 9173) % 124_900) / 100;

const rowsOf = ({ of, none }: Written, percent: number): readonly string[] =>
  Array.from({ length: 300 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 3 + Math.floor(at * 0.97))).toISOString().slice(0, 10);
    const amount = hasNone(at, percent) ? none : of(amountOf(at));
    return `R${24_001 + at},${day},${["Leeds", "Bath", "Hull"][(at * 7) % 3]!},"${amount}"`;
  });

const hasNone = (at: number, percent: number): boolean => (at * 37) % 100 < percent;

const cases = names.flatMap((name, at) =>
  empty.map((percent, more) => [...name, percent, notations[(at + more) % notations.length]!] as const),
);

describe.each(cases)(
  "amounts of records (%s, %s, %s, %d in a hundred empty)",
  (language, head, name, percent, written) => {
    const rows = rowsOf(written, percent);

    test("add up, and have their sign as unit", { timeout: 30_000 }, async () => {
      const { measures, story } = await rolesOfText(`${head},${name}`, rows);
      expect(story).toBe("flow");
      expect(measures.find(({ column }) => column === name)).toMatchObject({ adds: true, unit: written.sign });
    });

    test("are printed with it, as their sum", { timeout: 60_000 }, async () => {
      const { world, template } = await templateOf(await openText(`${head},${name}`, rows), { language });
      const accepted = await acceptReport({ template: template.name, parameters: {} }, world);
      const { document } = await layOutReport(accepted, world, () => {});
      const text = shownLines(document)
        .map((line) => line.text)
        .join(" ")
        .replaceAll("\u00a0", " ");
      const sum = rows.reduce((all, _, at) => all + (hasNone(at, percent) ? 0 : amountOf(at)), 0);
      const words = unitWords[language][written.sign] ?? written.sign;
      const shown = Math.round(sum).toLocaleString(language);
      expect(text).toContain(language === "zh" ? `${shown}${words}` : `${shown} ${words}`);
    });
  },
);

/** The signs as reports write them behind a value. */
const unitWords: Readonly<Record<DraftLanguage, Readonly<Record<string, string>>>> = {
  en: { "£": "pounds", $: "dollars", "€": "euros" },
  de: {},
  zh: { "£": "英镑", $: "美元", "€": "欧元", EUR: "欧元", "¥": "元" },
};

const apart: readonly (readonly [name: string, sign: string])[] = [
  ["Unit price", "£"],
  ["Hourly rate", "$"],
  ["Price each", "€"],
  ["Stückpreis", "€"],
  ["Monthly rent", "£"],
  ["Salary", "$"],
];

test.each(apart)("prices and rates of records have none: %s", async (name, sign) => {
  const written = notations.find((one) => one.sign === sign)!;
  const { measures } = await rolesOfText(`Order no.,Date,Depot,${name}`, rowsOf(written, 4));
  const found = measures.find(({ column }) => column === name)!;
  expect([found.adds, found.unit]).toEqual([false, sign]);
});

test("nor has a course of values, each of a time of its own", async () => {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const month = `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
    return `${month},"$${english(1800 + ((at * 37) % 200))}"`;
  });
  const { measures } = await rolesOfText("Month,Gold", rows);
  expect(measures[0]).toMatchObject({ adds: false, unit: "$" });
});

test("a unit in the name stands before the sign of the cells", async () => {
  const written = notations[0]!;
  const { measures } = await rolesOfText("Return no.,Received,Depot,Refund (thousand £)", rowsOf(written, 0));
  expect(measures.map(({ unit }) => unit)).toContain("thousand £");
});
