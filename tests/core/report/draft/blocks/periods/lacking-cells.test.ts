import { describe, expect, test } from "vitest";
import { openText } from "../../draft-of-text.ts";
import { openBytes } from "../../open-table.ts";
import { numbersFrom } from "../../roles-of-text.ts";
import { reportOf } from "../../report-of-table.ts";

/**
 * Values of parts of members by year, some of which are empty: a sum without them is no year to set beside the others.
 * The oracle adds up the cells itself.
 */
interface Shape {
  readonly title: string;
  readonly names: readonly [string, string, string, string];
  readonly members: readonly string[];
  readonly parts: readonly string[];
  readonly years: number;
  /** Parts, years and members that have no value. */
  readonly lacks: (member: number, part: number, year: number) => boolean;
  readonly seed: number;
}

type Cells = ReadonlyMap<string, number | undefined>;

const first = 1996;

function cellsOf({ members, parts, years, lacks, seed }: Shape): Cells {
  const next = numbersFrom(seed);
  const cells = new Map<string, number | undefined>();
  for (const member of members.keys())
    for (const part of parts.keys())
      for (let year = 0; year < years; year += 1) {
        const value = Math.round((40 + 30 * member + 9 * part + 2 * year + 12 * next()) * 10) / 10;
        cells.set(`${member},${part},${year}`, lacks(member, part, year) ? undefined : value);
      }
  return cells;
}

const shown = (value: number | undefined): string => (value === undefined ? "" : value.toFixed(1));

const years = ({ years: count }: Shape): readonly number[] => Array.from({ length: count }, (_, at) => at);

function across(shape: Shape, cells: Cells) {
  const [one, two] = shape.names;
  const lines = shape.members.flatMap((member, at) =>
    shape.parts.map((part, place) =>
      [member, part, ...years(shape).map((year) => shown(cells.get(`${at},${place},${year}`)))].join(","),
    ),
  );
  const head = [one, two, ...years(shape).map((year) => first + year)].join(",");
  return openBytes(Buffer.from(`${head}\n${lines.join("\n")}\n`), "csv", shape.title);
}

function along(shape: Shape, cells: Cells) {
  const [one, two, time, value] = shape.names;
  const lines = years(shape).flatMap((year) =>
    shape.members.flatMap((member, at) =>
      shape.parts.map((part, place) =>
        [first + year, member, part, shown(cells.get(`${at},${place},${year}`))].join(","),
      ),
    ),
  );
  return openText([time, one, two, value].join(","), lines);
}

/** Each year's sum, and how many of its cells are empty. */
const sumsOf = (shape: Shape, cells: Cells): readonly { readonly sum: number; readonly empty: number }[] =>
  years(shape).map((year) => {
    const own = [...cells].filter(([key]) => key.endsWith(`,${year}`)).map(([, value]) => value);
    return { sum: own.reduce<number>((a, b) => a + (b ?? 0), 0), empty: own.filter((one) => one === undefined).length };
  });

const beginnings: readonly (readonly [string, Shape, string])[] = [
  [
    "en",
    {
      title: "electricity generation GWh",
      names: ["country", "source", "year", "generation_gwh"],
      members: ["Norway", "Chile", "Kenya", "Japan", "Ghana", "Italy"],
      parts: ["Coal", "Wind", "Solar", "Bioenergy"],
      years: 20,
      lacks: (member, part, year) => part === 3 && year < 3 && member % 2 === 0 && !(year === 2 && member === 0),
      seed: 3,
    },
    "1996 (3), 1997 (3), 1998 (2)",
  ],
  [
    "de",
    {
      title: "Stromverbrauch MWh",
      names: ["Standort", "Energieträger", "Jahr", "Verbrauch in MWh"],
      members: ["Rathaus", "Hallenbad", "Bauhof", "Bücherei", "Feuerwehr"],
      parts: ["Strom", "Gas", "Fernwärme"],
      years: 16,
      lacks: (member, part, year) => year === 0 && part === 1 && member < 2,
      seed: 5,
    },
    "1996 (2)",
  ],
  [
    "zh",
    {
      title: "粮食产量（吨）",
      names: ["地区", "品种", "年份", "产量（吨）"],
      members: ["东区", "西区", "南区", "北区", "中区"],
      parts: ["小麦", "水稻", "玉米"],
      years: 18,
      lacks: (member, part, year) => year < 2 && part === 2 && member === 3,
      seed: 8,
    },
    "1996年（1）、1997年（1）",
  ],
];

describe("a course of sums leaves out the years in which some of their rows are empty", { timeout: 60_000 }, () => {
  for (const [language, shape, listed] of beginnings)
    for (const [layout, open] of [
      ["across", across],
      ["along", along],
    ] as const)
      test(`${language}, years ${layout}`, async () => {
        const cells = cellsOf(shape);
        const sums = sumsOf(shape, cells);
        const whole = sums.flatMap(({ sum, empty }, at) => (empty === 0 ? [{ year: first + at, sum }] : []));
        const { text, rows } = await reportOf(await open(shape, cells));
        const [headline] = rows("headline");
        const at = (name: string): string => String(headline![name]).slice(0, 4);
        expect(rows("course").map(({ period }) => String(period).slice(0, 4))).toEqual(
          whole.map(({ year }) => String(year)),
        );
        expect(at("begin")).toBe(String(whole[0]!.year));
        expect(Number(headline!["begin_change"])).toBeCloseTo(100 * (whole.at(-1)!.sum / whole[0]!.sum - 1), 6);
        const least = whole.toSorted((a, b) => a.sum - b.sum)[0]!;
        expect([at("lowest_period"), Number(headline!["lowest"]).toFixed(1)]).toEqual([
          String(least.year),
          least.sum.toFixed(1),
        ]);
        expect(text).toContain(listed);
        if (layout === "across") {
          const empty = sums.reduce((sum, one) => sum + one.empty, 0);
          const all = { en: cells.size, de: cells.size, zh: cells.size }[language as "en" | "de" | "zh"];
          expect(rows("gaps").map(({ missing, rows_of: of }) => [Number(missing), Number(of)])).toEqual([[empty, all]]);
          expect(text).toContain({ en: " cells", de: " Zellen", zh: "个单元格" }[language]!);
        }
      });
});

test("a last year with empty rows is told and has no change of those that lack some", { timeout: 60_000 }, async () => {
  const shape: Shape = {
    ...beginnings[0]![1],
    lacks: (member, part, year) => year === 19 && part === 3 && member === 1,
    seed: 11,
  };
  const cells = cellsOf(shape);
  for (const open of [across, along]) {
    const { text, rows } = await reportOf(await open(shape, cells), { compare: "country" });
    const sums = sumsOf(shape, cells);
    expect(Number(rows("headline")[0]!["value"])).toBeCloseTo(sums.at(-1)!.sum, 6);
    const of = (year: number): number =>
      [...cells]
        .filter(([key]) => key.endsWith(`,${year}`) && !key.startsWith("1,"))
        .reduce((sum, [, value]) => sum + value!, 0);
    expect(Number(rows("headline")[0]!["change"])).toBeCloseTo(100 * (of(19) / of(18) - 1), 6);
    expect(rows("ranking").find(({ member }) => member === "Chile")!["change"]).toBeNull();
    expect(text).toContain("no value");
    expect(text).not.toMatch(/the lowest (of|since|was|\d)|highest value/);
    expect(rows("headline")[0]!["begin_change"]).toBeNull();
  }
});

test("parts that are empty throughout lack nothing", { timeout: 60_000 }, async () => {
  const shape: Shape = { ...beginnings[0]![1], lacks: (member, part) => part === 3 && member < 2, seed: 13 };
  const cells = cellsOf(shape);
  const { rows, text } = await reportOf(await across(shape, cells));
  expect(rows("course")).toHaveLength(20);
  expect(text).not.toContain("leaves out");
});

test("parts that begin in the middle leave the course, and nothing is called lowest", { timeout: 60_000 }, async () => {
  const shape: Shape = {
    ...beginnings[0]![1],
    lacks: (member, part, year) => part === 3 && member === 1 && year < 10,
    seed: 17,
  };
  const { rows, text } = await reportOf(await across(shape, cellsOf(shape)), { compare: "country" });
  expect(rows("course")).toHaveLength(20);
  expect(rows("headline")[0]!["unlike"]).toBe(true);
  expect(rows("headline")[0]!["begin_change"]).toBeNull();
  expect(text).not.toMatch(/the lowest (of|since|was|\d)|highest value/);
  expect(text).toContain("1996 (1)");
});
