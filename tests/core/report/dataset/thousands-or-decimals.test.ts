import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { shapeTable } from "../shape-table.ts";
import { readTable } from "./read-table.ts";
import { seeded } from "./seeded.ts";

type Sign = "," | ".";

const quote = (cell: string): string => (/[",;]/.test(cell) ? `"${cell}"` : cell);
const write = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quote).join(",")}\n`).join("");

async function profileOf(text: string): Promise<DatasetProfile> {
  const outcome = await readTable(new TextEncoder().encode(text), "csv");
  if ("refused" in outcome) throw new Error(`${outcome.problem.message}\n${text}`);
  return outcome.profile;
}

const otherOf = (sign: Sign): Sign => (sign === "," ? "." : ",");

/** Thousands with this sign, and numbers with it as their decimal mark: three digits follow it in both. */
const thousands = (n: number, sign: Sign): string => String(n).replace(/\B(?=(\d{3})+$)/g, sign);

const languages = {
  en: {
    month: "Month",
    title: "Tickets sold by month",
    note: "Note: no sailings in winter",
    total: "Total",
    none: "n/a",
  },
  de: { month: "Monat", title: "Verkaufte Karten", note: "Quelle: das Amt", total: "Summe", none: "k. A." },
  fr: { month: "Mois", title: "Billets vendus", note: "Source : l'office", total: "Total", none: "n.d." },
  zh: { month: "月份", title: "售票数", note: "资料来源：统计局", total: "总计", none: "暂无" },
} as const;

interface Made {
  readonly text: string;
  /** The numbers of the two unclear columns. */
  readonly numbers: readonly (readonly [number, number])[];
}

/**
 * A table of two columns whose values are all `d,ddd`, with another column that may say how they are meant, a title,
 * a total, a note and cells without value.
 */
function make(language: keyof typeof languages, sign: Sign, beside: (row: number) => string, seed: number): Made {
  const random = seeded(seed);
  const { month, title, note, total, none } = languages[language];
  const numbers = Array.from(
    { length: 14 },
    (_, at) =>
      [1001 + Math.floor(random() * 8900), at === 3 ? Number.NaN : 1001 + Math.floor(random() * 90_000)] as const,
  );
  const sum = (of: 0 | 1): number => numbers.reduce((all, row) => all + (Number.isNaN(row[of]) ? 0 : row[of]), 0);
  const cell = (n: number): string => (Number.isNaN(n) ? none : thousands(n, sign));
  const rows = [
    [month, "North", "South", "Beside"],
    ...numbers.map(([one, other], at) => [
      `2024-${String((at % 12) + 1).padStart(2, "0")}-${at < 12 ? "01" : "15"}`,
      cell(one),
      cell(other),
      beside(at),
    ]),
  ];
  const totals = seed % 2 === 0 ? [[total, cell(sum(0)), cell(sum(1)), ""]] : [];
  const notes =
    seed % 3 === 0
      ? [
          ["", "", "", ""],
          [note, "", "", ""],
        ]
      : [];
  const above =
    seed % 5 === 0
      ? [
          [title, "", "", ""],
          ["", "", "", ""],
        ]
      : [];
  return { text: write([...above, ...rows, ...totals, ...notes]), numbers };
}

/** Other columns that say which sign is the decimal mark of the file. */
const evidence: Readonly<Record<string, (point: Sign, row: number) => string>> = {
  "decimals of two digits": (point, row) => `${row + 30}${point}${10 + row}`,
  "decimals below one": (point, row) => `0${point}${100 + row}`,
  "thousands with decimals": (point, row) => `${row + 3}${otherOf(point)}450${point}5`,
  "two signs of thousands": (point, row) => `${row + 3}${otherOf(point)}450${otherOf(point)}${101 + row}`,
  "a number without a sign beside one with it": (point, row) =>
    row % 2 === 0 ? String(900 + row) : `1${otherOf(point)}${240 + row}`,
};

const names = Object.keys(languages) as (keyof typeof languages)[];

test.each(Object.keys(evidence))("%s decide for all columns of the file", async (kind) => {
  let seed = Object.keys(evidence).indexOf(kind);
  for (const point of [".", ","] as const) {
    for (const sign of [",", "."] as const) {
      // A column that only has points is one of decimals in the plain notation, unless the file says otherwise.
      if (kind.startsWith("a number") && (sign === "." || point === ",")) continue;
      seed += 1;
      const { text, numbers } = make(names[seed % names.length]!, sign, (row) => evidence[kind]!(point, row), seed);
      const { question, proposal, columns: plain } = await profileOf(text);
      expect(question, text).toBeUndefined();
      const isGroup = sign !== point;
      const read = proposal === undefined ? undefined : await shapeTable(text, stringify(proposal.recipe));
      const columns = read?.profile.columns ?? plain;
      const type = isGroup ? "integer" : "number";
      expect([columns[1]?.type, columns[2]?.type], text).toEqual([type, type]);
      if (read === undefined) continue;
      expect(Number(read.rows[0]![1]), text).toBeCloseTo(isGroup ? numbers[0]![0] : numbers[0]![0] / 1000, 6);
    }
  }
});

test("the sum of a row decides by the one reading that makes it", async () => {
  const random = seeded(4);
  const rows = Array.from({ length: 12 }, (_, at) => {
    const [one, other, third] = [1001 + Math.floor(random() * 8000), 1001 + Math.floor(random() * 8000), 601 + at];
    return [
      `place ${at}`,
      thousands(one, ","),
      thousands(other, ","),
      String(third),
      thousands(one + other + third, ","),
    ];
  });
  const profile = await profileOf(write([["place", "a", "b", "c", "all"], ...rows]));
  expect(profile.question).toBeUndefined();
  expect(profile.proposal?.numbers?.map(({ column, reads }) => [column, reads])).toEqual([
    ["a", rows[0]![1]!.replace(",", "")],
    ["b", rows[0]![2]!.replace(",", "")],
    ["all", rows[0]![4]!.replace(",", "")],
  ]);
});

test("what nothing decides, or what is contradicted, is asked", async () => {
  const beside: readonly ((row: number) => string)[] = [
    () => "x",
    (row) => String(row + 3),
    (row) => `0${row}`,
    // Of both kinds: a column that says one, and a column that says the other, are in one file below.
    (row) => `${(row % 12) + 1}.2024`,
    (row) => `${row + 1}.30`,
    (row) => (row % 2 === 0 ? `${row}.5` : `${row},5`),
    (row) => (row % 2 === 0 ? "4906" : `1,${240 + row}`),
  ];
  for (const [at, cell] of beside.entries()) {
    const { text, numbers } = make(at % 2 === 0 ? "en" : "de", ",", cell, at);
    const { question, proposal } = await profileOf(text);
    expect(proposal, text).toBeUndefined();
    expect(question?.columns.slice(0, 2), text).toEqual(["North", "South"]);
    const value = thousands(numbers[0]![0], ",");
    expect(question!.message).toContain(`${value} may be ${value.replace(",", "")} or ${value.replace(",", ".")}`);
    expect(question!.choices.map(({ says }) => says)).toEqual([
      `${value} is ${value.replace(",", "")}`,
      `${value} is ${value.replace(",", ".")}`,
    ]);
    for (const [which, { recipe }] of question!.choices.entries()) {
      const read = await shapeTable(text, stringify(recipe));
      expect(
        read.profile.columns.slice(1, 3).map(({ type }) => type),
        text,
      ).toEqual(which === 0 ? ["integer", "integer"] : ["number", "number"]);
      expect(read.rows).toHaveLength(14);
    }
  }
});

test("columns that are no numbers are asked nothing", async () => {
  for (const cell of ["1,23 m", "A 4,906", "1,2,3", "4,90", "2024-01", "4,9067"])
    expect(
      (await profileOf(write([["a", "b"], ...Array.from({ length: 5 }, (_, at) => [`n${at}`, cell])]))).question,
    ).toBe(undefined);
});

test("what a question, or a proposal, says of a number is what the file is then read as, whatever its sign", async () => {
  const forms: readonly ((n: string) => string)[] = [
    (n) => `-${n}`,
    (n) => `−${n}`,
    (n) => `(${n})`,
    (n) => `${n}-`,
    (n) => `€ -${n}`,
    (n) => `-${n} €`,
    (n) => `+${n}`,
    (n) => n,
  ];
  const random = seeded(11);
  for (const form of forms) {
    for (const beside of ["x", "0.5"]) {
      const rows = Array.from({ length: 14 }, (_, at) => {
        const [one, other] = [1, 2].map(() => form(thousands(1001 + Math.floor(random() * 8900), ",")));
        return [`place ${at}`, one!, other!, beside];
      });
      const text = write([["place", "North", "South", "beside"], ...rows]);
      const { question, proposal } = await profileOf(text);
      const said =
        proposal?.numbers?.map(({ reads, value, message }) => ({
          reads,
          value,
          says: message,
          recipe: proposal.recipe,
        })) ??
        question?.choices.map(({ reads, says, recipe }) => ({ reads, value: question.value, says, recipe })) ??
        [];
      expect(said.length, text).toBeGreaterThan(0);
      for (const { reads, value, says, recipe } of said) {
        const read = await shapeTable(text, stringify(recipe));
        const column = rows[0]!.indexOf(value);
        expect(Number(reads), `${value}: ${says}`).toBe(Number(read.rows[0]![column]));
        expect(says).toContain(`${value} is ${reads}`);
      }
    }
  }
});
