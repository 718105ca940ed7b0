import { describe, expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const places = ["Alm", "Bern", "Chur", "Dorn", "Elm", "Furt"];
const kinds = ["flu", "measles", "mumps"];
const years = Array.from({ length: 9 }, (_, at) => 2010 + at);

const measured = async (head: string, rows: readonly string[]): Promise<readonly string[]> =>
  (await rolesOfText(head, rows)).measures.map(({ column }) => column);

describe("what belongs to fewer things than there are rows is not added up over the rows", () => {
  test.each(["population", "residents", "Inhabitants_total", "budget"])(
    "%s of a place and year, beside each kind",
    async (name) => {
      const next = numbersFrom(name.length);
      const sizes = new Map<string, number>();
      const rows = kinds.flatMap((kind) =>
        places.flatMap((place) =>
          years.map((year) => {
            const key = `${place}${year}`;
            const size = sizes.get(key) ?? 1000 + Math.floor(next() * 90_000);
            sizes.set(key, size);
            return `${kind},${place},${year},${Math.floor(next() * 900)},${size}`;
          }),
        ),
      );
      expect(await measured(`kind,place,year,cases,${name}`, rows)).toEqual(["cases"]);
    },
  );

  test.each(["national_population", "total sales of the country"])("%s of a year, beside each place", async (name) => {
    const next = numbersFrom(name.length);
    const whole = new Map(years.map((year) => [year, 100_000 + Math.floor(next() * 90_000)]));
    const rows = places.flatMap((place) =>
      years.map((year) => `${place},${year},${Math.floor(next() * 900)},${whole.get(year)!}`),
    );
    expect(await measured(`place,year,births,${name}`, rows)).toEqual(["births"]);
  });

  test.each(["pops66", "gdp", "area_km2"])("%s of where people came from, beside each way", async (name) => {
    const next = numbersFrom(name.length);
    const size = new Map(places.map((place) => [place, Math.floor(next() * 90_000)]));
    const rows = places.flatMap((from) =>
      places
        .filter((to) => to !== from)
        .map((to) => `${from},${to},${Math.floor(next() * 900)},${size.get(from)!},${size.get(to)!}`),
    );
    expect(await measured(`source,destination,migrants,${name},${name}_to`, rows)).toEqual(["migrants"]);
  });

  test("days of a holiday, repeated on each of its days", async () => {
    const rows = years.flatMap((year) =>
      ["New Year", "Harvest", "Spring"].flatMap((holiday, of) =>
        Array.from({ length: 2 + of }, (_, at) => `${year}-0${3 * of + 1}-0${at + 1},${holiday},${2 + of}`),
      ),
    );
    expect(await measured("date,holiday,days", rows)).toEqual(["*"]);
  });

  test("but what each row has of its own stays, if it is the only one", async () => {
    const next = numbersFrom(3);
    const rows = places.flatMap((place) =>
      years.flatMap((year) => kinds.map((kind) => `${kind},${place},${year},${Math.floor(next() * 900)}`)),
    );
    expect(await measured("kind,place,year,cases", rows)).toEqual(["cases"]);
  });
});
