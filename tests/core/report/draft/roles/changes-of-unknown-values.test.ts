import { describe, expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const months = Array.from(
  { length: 40 },
  (_, at) => `${2001 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}-01`,
);

const measuresOf = async (name: string, cell: (next: () => number) => string): ReturnType<typeof rolesOfText> => {
  const next = numbersFrom(name.length);
  return await rolesOfText(
    `month,${name}`,
    months.map((month) => `${month},${cell(next)}`),
  );
};

describe("of values of which nothing is known no change is in percent", () => {
  test.each(["ALP", "Record max", "unadjusted", "Blau", "x7"])("%s", async (name) => {
    for (const size of [1, 12, 60]) {
      const { measures } = await measuresOf(name, (next) => (size * (1 + next())).toFixed(2));
      expect(measures.map(({ kind, adds }) => [kind, adds])).toEqual([["amount", false]]);
    }
  });

  test.each(["price", "price (EUR)", "weight_kg", "NOx (ppb)", "wind speed (km/h)"])(
    "but of %s it is",
    async (name) => {
      const { measures } = await measuresOf(name, (next) => (30 * (1 + next())).toFixed(2));
      expect(measures[0]!.kind).toBe("percent");
    },
  );
});

describe("what lies between 0 and 1 is not added up, whatever it is called", () => {
  test.each(["weather_rain", "sales", "snow", "visits"])("%s", async (name) => {
    let at = 0;
    const { measures } = await measuresOf(name, (next) => {
      at += 1;
      return at % 9 === 0 ? "0" : at % 9 === 1 ? "1" : next().toFixed(4);
    });
    expect(measures.map(({ adds }) => adds)).toEqual([false]);
  });
});

test.each(["inventory", "Stock", "months of supply", "Bestand"])("months of %s have no sum", async (name) => {
  const { measures } = await measuresOf(name, (next) => (2 + 9 * next()).toFixed(1));
  expect(measures[0]!.adds).toBe(false);
  const whole = await measuresOf(name, (next) => String(Math.floor(200 + 900 * next())));
  if (name !== "months of supply") expect(whole.measures[0]!.adds).toBe(true);
});

test("times of day without a sign are no measure", async () => {
  const next = numbersFrom(8);
  const rows = months.map((month, at) => {
    const clock = Math.floor(next() * 24) * 100 + Math.floor(next() * 60);
    return `${month},${(30 + 9 * next()).toFixed(1)},${at === 5 ? 2358 : clock}`;
  });
  expect((await rolesOfText("month,temperature,time.max", rows)).measures.map(({ column }) => column)).toEqual([
    "temperature",
  ]);
});
