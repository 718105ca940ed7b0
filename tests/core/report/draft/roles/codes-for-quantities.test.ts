import { describe, expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const columnsOf = async (head: string, rows: readonly string[]): Promise<readonly string[]> =>
  (await rolesOfText(head, rows)).measures.map(({ column }) => column);

/** So many different whole numbers between two, in no order. */
function drawn(count: number, most: number, next: () => number): readonly number[] {
  const found = new Set<number>();
  while (found.size < count) found.add(1 + Math.floor(next() * most));
  return [...found];
}

const kinds = ["wood", "field", "town"];

describe("whole numbers none of which repeats, though many would by chance", () => {
  test.each([
    [150, 400, "KOD"],
    [400, 1200, "com"],
    [900, 9000, "Objekt"],
    [250, 300, "wert_id2"],
  ])("%i of %i called %s name their rows", async (count, most, name) => {
    const next = numbersFrom(count);
    const numbers = drawn(count, most, next);
    const rows = numbers.map((number) => `${kinds[number % 3]!},${number},${Math.floor(next() * 90 + next() * 900)}`);
    expect(await columnsOf(`kind,${name},usage`, rows)).toEqual(["usage"]);
  });

  test.each([
    ["sales", 400, 1200],
    ["population", 200, 90_000],
  ])("but %s are measured", async (name, count, most) => {
    const next = numbersFrom(count);
    const rows = drawn(count, most, next).map((number) => `${kinds[number % 3]!},${number}`);
    expect(await columnsOf(`kind,${name}`, rows)).toEqual([name]);
  });
});

describe("whole numbers under the name of one thing each", () => {
  const things = ["district", "County", "school", "municipality", "station", "Branch"];
  test.each(things)("%s, each with a number of its own, measures nothing", async (name) => {
    const next = numbersFrom(name.length);
    const rows = drawn(120, 90_000, next).map(
      (number) => `${kinds[number % 3]!},${number},${Math.floor(next() * 900)}`,
    );
    expect(await columnsOf(`kind,${name},usage`, rows)).toEqual(["usage"]);
  });

  test.each(["districts", "school pupils", "households"])("but %s are counted", async (name) => {
    const next = numbersFrom(name.length);
    const rows = drawn(120, 90_000, next).map((number) => `${kinds[number % 3]!},${number}`);
    expect(await columnsOf(`kind,${name}`, rows)).toEqual([name]);
  });
});

describe("numbers from 0 or 1 that each row has the next of", () => {
  test.each([
    ["score", 0, 61],
    ["Level", 1, 25],
    ["points", 0, 101],
    ["mark", 1, 40],
  ])("%s from %i are a scale, of which there is no median", async (name, from, count) => {
    const next = numbersFrom(count);
    const rows = Array.from({ length: count }, (_, at) => `${from + at},${Math.floor(next() * 900)}`);
    expect(await columnsOf(`${name},pupils`, [...rows, ",12"])).toEqual(["pupils"]);
  });
});

describe("codes of two or three kinds, and of places by short names", () => {
  test.each([
    ["trt", 2],
    ["edema", 3],
    ["CT", 14],
    ["REG", 7],
    ["zn", 9],
  ])("%s of %i values measures nothing", async (name, count) => {
    const next = numbersFrom(count);
    const rows = Array.from({ length: 40 * count }, (_, at) => {
      return `${kinds[at % 3]!},${1 + (at % count)},${(next() * 90).toFixed(1)}`;
    });
    expect(await columnsOf(`kind,${name},strength`, rows)).toEqual(["strength"]);
  });

  test.each(["note", "Footnote", "rank order", "Anmerkung"])("numbers of a %s neither", async (name) => {
    const next = numbersFrom(5);
    const rows = Array.from({ length: 90 }, () => {
      return `${kinds[Math.floor(next() * 3)]!},${1 + Math.floor(next() * 40)},${(next() * 90).toFixed(1)}`;
    });
    expect(await columnsOf(`kind,${name},strength`, rows)).toEqual(["strength"]);
  });

  test.each(["children", "rooms", "gears"])("but %s are counted", async (name) => {
    const next = numbersFrom(9);
    const rows = Array.from({ length: 200 }, (_, at) => `${kinds[at % 3]!},${1 + Math.floor(next() * 6)}`);
    expect(await columnsOf(`kind,${name}`, rows)).toEqual([name]);
  });
});

describe("times as numbers", () => {
  test.each(["date", "time", "Jahr"])("a %s with decimals is a time, and no measure", async (name) => {
    const rows = ["Aa", "Bb", "Cc"].flatMap((town, of) =>
      Array.from({ length: 36 }, (_, at) => {
        const month = (at % 12) + 1;
        const year = 2001 + Math.floor(at / 12);
        return `${town},${year},${month},${40 + ((at * (37 + of)) % 23)},${(year + (month - 1) / 12).toFixed(8)}`;
      }),
    );
    expect(await columnsOf(`town,year,month,sales,${name === "Jahr" ? "Datum" : name}`, rows)).toEqual(["sales"]);
  });

  test.each([18, 20, 23])("days and times without signs are no measure, also at %i o'clock", async (hour) => {
    const next = numbersFrom(hour);
    const rows = Array.from({ length: 120 }, (_, at) => {
      const day = `2533082${5 + (at % 3)}`;
      return `${kinds[at % 3]!},${day}${hour - (at % 7)}3000,${(next() * 90).toFixed(1)}`;
    });
    expect(await columnsOf("kind,exptime,strength", rows)).toEqual(["strength"]);
  });
});
