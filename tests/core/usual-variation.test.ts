import { describe, expect, test } from "vitest";
import { leastValues, usualVariation } from "../../functions/core/usual-variation.ts";
import { dataset } from "./report/chart/chart-fixtures.ts";

/** Seeded numbers from 0 to 1 (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(values: readonly number[], random: () => number): number[] {
  const mixed = [...values];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** What the guide promises: of 100 series that only vary, at most so many rise, and as many fall. */
const promised = 4;
/** The same of short series whose values are skewed. */
const promisedOfSkewed = 7;
const rounds = process.env["SOAK"] === undefined ? 20 : 500;

/** The columns of a public table that are series of numbers, one for each group. */
const columnsOf = (file: string, group: string | undefined, columns: readonly string[]): number[][] =>
  columns.flatMap((column) =>
    [...Map.groupBy(dataset(file), (row) => (group === undefined ? "" : String(row[group])))]
      .map(([, rows]) => rows.map((row) => row[column]).filter((value) => typeof value === "number"))
      .filter((values) => values.length >= leastValues && new Set(values).size > 4),
  );

/** Series of public statistics, each in the order of its file. */
function publicSeries(): readonly (readonly number[])[] {
  const employment = Object.keys(dataset("us-employment.csv")[0]!).filter((name) => name !== "month");
  return [
    ...columnsOf("us-employment.csv", undefined, employment),
    ...columnsOf("gapminder.json", "country", ["life_expect", "fertility", "pop"]),
    ...columnsOf("stocks.csv", "symbol", ["price"]),
    ...columnsOf("unemployment-across-industries.json", "series", ["count", "rate"]),
    ...columnsOf("iowa-electricity.csv", "source", ["net_generation"]),
    ...columnsOf("global-temp.csv", undefined, ["temp"]),
    ...columnsOf("wheat.json", undefined, ["wheat", "wages"]),
    ...columnsOf("seattle-weather.csv", undefined, ["precipitation", "temp_max", "wind"]),
  ];
}

/** Rises and falls in 100 series. */
function ratesOf(makers: readonly ((random: () => number) => readonly number[])[]): { rises: number; falls: number } {
  let [rises, falls, all] = [0, 0, 0];
  for (const [seed, make] of makers.entries()) {
    const random = seeded(seed + 1);
    for (let round = 0; round < rounds; round++) {
      const found = usualVariation(make(random))!;
      rises += Number(found.rises);
      falls += Number(found.falls);
      all += 1;
    }
  }
  return { rises: (100 * rises) / all, falls: (100 * falls) / all };
}

/** Of mean 0 and deviation 1 (Box and Muller). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Of mean 1: skewed. */
const exponential = (random: () => number): number => -Math.log(1 - random());

describe("series that only vary", () => {
  test("200 public series, shuffled, rarely rise or fall", () => {
    const series = publicSeries().slice(0, 260);
    expect(series.length).toBeGreaterThanOrEqual(200);
    const { rises, falls } = ratesOf(series.map((values) => (random) => shuffled(values, random).slice(0, 60)));
    expect(Math.max(rises, falls)).toBeLessThanOrEqual(promised);
    // The rule can fail: it does let some pass.
    expect(Math.min(rises, falls)).toBeGreaterThan(0);
  });

  const kinds = {
    normal,
    uniform: (random: () => number): number => random(),
    "of two levels": (random: () => number): number => Math.round(random()),
    exponential,
  };
  test.each(Object.entries(kinds))("values that are %s rarely rise or fall, in series of any length", (_name, draw) => {
    for (const length of [8, 9, 10, 12, 16, 24, 40, 60, 120]) {
      const make = (random: () => number): number[] => Array.from({ length }, () => draw(random));
      const { rises, falls } = ratesOf(Array.from({ length: 100 }, () => make));
      const most = draw === exponential && length < 24 ? promisedOfSkewed : promised;
      expect(Math.max(rises, falls), `${length} values`).toBeLessThanOrEqual(most);
    }
  });
});

describe("series that change", () => {
  const random = seeded(7);
  const noise = Array.from({ length: 24 }, () => random() - 0.5);

  test("a trend, a jump at the end, and a level that lasts are seen; the other direction is not", () => {
    const trend = noise.map((value, at) => value + at / 4);
    const jump = noise.map((value, at) => value + (at === 23 ? 3 : 0));
    const level = noise.map((value, at) => value + (at >= 15 ? 0.9 : 0));
    for (const series of [trend, jump, level]) {
      expect(usualVariation(series)).toMatchObject({ rises: true, falls: false });
      expect(usualVariation(series.map((value) => -value))).toMatchObject({ rises: false, falls: true });
    }
  });

  test("a long constant series rises with any step, and fewer than eight values are not judged", () => {
    expect(usualVariation([5, 5, 5, 5, 5, 5, 5, 5])).toMatchObject({ rises: false, falls: false, low: 5, high: 5 });
    expect(usualVariation([5, 5, 5, 5, 5, 5, 5, 6])).toMatchObject({ rises: true, falls: false });
    expect(usualVariation([1, 2, 3, 4, 5, 6, 7])).toBeUndefined();
  });
});
