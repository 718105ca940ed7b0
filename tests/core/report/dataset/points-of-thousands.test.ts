import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { shapeTable } from "../shape-table.ts";
import { readTable } from "./read-table.ts";
import { seeded } from "./seeded.ts";

/** How a column's numbers are written: thousands with a sign, or decimals with three digits. */
type Written = "thousands" | "decimals";
type Outcome = Written | "asked";

interface Column {
  readonly name: string;
  /** Lowest and highest whole number, or thousandths of decimals. */
  readonly from: number;
  readonly to: number;
  readonly step?: number;
}

interface Case {
  readonly title: string;
  readonly delimiter: ";" | "," | "\t";
  readonly sign: "." | ",";
  readonly first: readonly [name: string, cell: (row: number) => string];
  readonly columns: readonly Column[];
  readonly money?: string;
  readonly is: Outcome;
}

const places = (row: number): string => `Ort ${String.fromCodePoint(65 + row)}`;
const days = (row: number): string => `${String(row + 1).padStart(2, "0")}.03.2024`;

/** Numbers whose only sign stands before three digits, as offices of several languages write them. */
const cases: readonly Case[] = [
  {
    title: "inhabitants in German, without decimals in the file",
    delimiter: ";",
    sign: ".",
    first: ["Kreis", places],
    columns: [{ name: "Einwohner", from: 82_000, to: 240_000 }],
    is: "thousands",
  },
  {
    title: "mileage in German, in thousands",
    delimiter: ";",
    sign: ".",
    first: ["Kennzeichen", places],
    columns: [{ name: "Kilometerstand", from: 42_000, to: 300_000, step: 1000 }],
    is: "thousands",
  },
  {
    title: "rents below and above a thousand",
    delimiter: ";",
    sign: ".",
    first: ["Stadtteil", places],
    columns: [{ name: "Kaltmiete (€)", from: 390, to: 1900 }],
    is: "thousands",
  },
  {
    title: "a budget in thousands of euros, with amounts below a thousand",
    delimiter: ";",
    sign: ".",
    first: ["Produktbereich", places],
    columns: [
      { name: "Ansatz 2024 (Tsd. €)", from: 300, to: 9000, step: 10 },
      { name: "Ergebnis 2024 (Tsd. €)", from: 300, to: 9000, step: 10 },
    ],
    is: "thousands",
  },
  {
    title: "months across in German",
    delimiter: ";",
    sign: ".",
    first: ["Produktgruppe", places],
    columns: ["Januar", "Februar", "März", "Oktober"].map((name) => ({ name, from: 30_000, to: 120_000 })),
    is: "thousands",
  },
  {
    title: "visitors in Spanish",
    delimiter: ";",
    sign: ".",
    first: ["Municipio", places],
    columns: [{ name: "Habitantes", from: 1200, to: 90_000 }],
    is: "thousands",
  },
  {
    title: "amounts with a sign of euros, tabs between the fields",
    delimiter: "\t",
    sign: ".",
    first: ["Filiale", places],
    columns: [{ name: "Umsatz", from: 1200, to: 90_000 }],
    money: " €",
    is: "thousands",
  },
  {
    title: "population in English",
    delimiter: ",",
    sign: ",",
    first: ["Region", places],
    columns: [{ name: "Population", from: 1200, to: 90_000 }],
    is: "thousands",
  },
  {
    title: "dollars in English",
    delimiter: ",",
    sign: ",",
    first: ["Region", places],
    columns: [{ name: "North", from: 1200, to: 90_000 }],
    money: "$",
    is: "thousands",
  },
  {
    title: "人口 in Chinese",
    delimiter: ",",
    sign: ",",
    first: ["地区", places],
    columns: [{ name: "常住人口", from: 1200, to: 90_000 }],
    is: "thousands",
  },
  {
    title: "weights in English",
    delimiter: ",",
    sign: ".",
    first: ["sample", places],
    columns: [{ name: "weight_kg", from: 1200, to: 9000 }],
    is: "decimals",
  },
  {
    title: "coordinates",
    delimiter: ",",
    sign: ".",
    first: ["stop", places],
    columns: [
      { name: "lat", from: 47_001, to: 53_999 },
      { name: "lon", from: 7_001, to: 12_999 },
    ],
    is: "decimals",
  },
  {
    title: "fitted values of no known name, in English",
    delimiter: ",",
    sign: ".",
    first: ["term", places],
    columns: [
      { name: "a", from: 1001, to: 9000 },
      { name: "b", from: 1001, to: 9000 },
    ],
    is: "decimals",
  },
  {
    title: "exchange rates with semicolons",
    delimiter: ";",
    sign: ".",
    first: ["date", places],
    columns: [{ name: "exchange_rate", from: 1001, to: 9000 }],
    is: "decimals",
  },
  {
    title: "weights in German",
    delimiter: ";",
    sign: ",",
    first: ["Kreis", places],
    columns: [{ name: "Gewicht (kg)", from: 1001, to: 9000 }],
    is: "decimals",
  },
  {
    title: "weights in German with points",
    delimiter: ";",
    sign: ".",
    first: ["Datum", days],
    columns: [{ name: "Gewicht (kg)", from: 1001, to: 9000 }],
    is: "decimals",
  },
  {
    title: "a German column that may be either",
    delimiter: ";",
    sign: ".",
    first: ["Kreis", places],
    columns: [{ name: "Wert", from: 1001, to: 9000 }],
    is: "asked",
  },
  {
    title: "inhabitants in German beside weights",
    delimiter: ";",
    sign: ".",
    first: ["Kreis", places],
    columns: [
      { name: "Einwohner", from: 1001, to: 9000 },
      { name: "Gewicht (kg)", from: 1001, to: 9000 },
    ],
    is: "asked",
  },
  {
    title: "columns that only a comma is in",
    delimiter: ",",
    sign: ",",
    first: ["Month", places],
    columns: [{ name: "North", from: 1001, to: 9000 }],
    is: "asked",
  },
];

const group = (n: number, sign: string): string => String(n).replace(/\B(?=(\d{3})+$)/g, sign);

interface Made {
  readonly text: string;
  readonly numbers: readonly (readonly number[])[];
}

/** The file of a case: its numbers in the reading that is right, and how they are written. */
function make({ delimiter, sign, first: [head, cell], columns, money = "", is }: Case, seed: number): Made {
  const random = seeded(seed);
  const numbers = Array.from({ length: 16 }, () =>
    columns.map(({ from, to, step = 1 }) => {
      const n = Math.floor(from + random() * (to - from));
      return n - (n % step);
    }),
  );
  // A number of each kind, of those with both.
  for (const [at, { from }] of columns.entries()) {
    if (from < 1000) numbers[0]![at] = 1240;
    if (from < 1000) numbers[1]![at] = 718;
  }
  const quote = (text: string): string => (text.includes(delimiter) ? `"${text}"` : text);
  const written = (n: number): string => {
    const bare = group(n, sign);
    return money === "$" ? `$${bare}` : `${bare}${money}`;
  };
  const rows = numbers.map((row, at) => [cell(at), ...row.map((n) => quote(written(n)))].join(delimiter));
  const scale = is === "decimals" ? 1000 : 1;
  return {
    text: `${[head, ...columns.map(({ name }) => name)].join(delimiter)}\n${rows.join("\n")}\n`,
    numbers: numbers.map((row) => row.map((n) => n / scale)),
  };
}

async function profileOf(text: string): Promise<DatasetProfile> {
  const outcome = await readTable(new TextEncoder().encode(text), "csv");
  if ("refused" in outcome) throw new Error(`${outcome.problem.message}\n${text}`);
  return outcome.profile;
}

/** The numbers that a recipe makes of a file. */
async function numbersOf(text: string, recipe: unknown): Promise<readonly (readonly number[])[]> {
  const { rows } = await shapeTable(text, stringify(recipe));
  return rows.map((row) => row.slice(1).map(Number));
}

test.each(cases)("$title: $is", async (one) => {
  const { text, numbers } = make(one, cases.indexOf(one) + 1);
  const { question, proposal, columns } = await profileOf(text);
  if (one.is === "asked") {
    expect(question?.columns, text).toEqual(one.columns.map(({ name }) => name));
    for (const [which, { recipe }] of question!.choices.entries()) {
      const isDecimal = (which === 0) === (one.sign === ".");
      const expected = numbers.map((row) => row.map((n) => (isDecimal ? n / 1000 : n)));
      expect(await numbersOf(text, recipe), text).toEqual(expected);
    }
    return;
  }
  expect(question, text).toBeUndefined();
  // Without a recipe, numbers with points are decimals.
  if (proposal !== undefined) expect(await numbersOf(text, proposal.recipe), text).toEqual(numbers);
  else expect([one.is, columns.slice(1).every(({ type }) => type === "number")], text).toEqual(["decimals", true]);
});
