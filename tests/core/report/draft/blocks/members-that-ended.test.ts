import { expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";
import { numbersFrom } from "../roles-of-text.ts";

test.each([
  [20, 9, 2],
  [30, 20, 3],
  [24, 8, 4],
])("of %i years the last counts, though most members ended in year %i and %i are left", async (years, end, left) => {
  const next = numbersFrom(years);
  const names = ["Measles", "Mumps", "Polio", "Rubella", "Smallpox", "Hepatitis", "Pertussis", "Cholera", "Typhus"];
  const rows = names.flatMap((name, at) =>
    Array.from(
      { length: at < left ? years : end },
      (_, year) => `${1950 + year},${name},${Math.floor(300 + 200 * next())}`,
    ),
  );
  const found = await rowsOf(await openText("year,disease,cases", rows));
  expect(String(found("headline")[0]!["now"])).toContain(String(1950 + years - 1));
});

test("but a last year in which few of the members of the year before have a value does not", async () => {
  const next = numbersFrom(3);
  const rows = Array.from({ length: 12 }, (_, at) => `Town ${"ABCDEFGHIJKL"[at]!}`).flatMap((name, at) =>
    Array.from({ length: at < 2 ? 20 : 19 }, (_, year) => `${1990 + year},${name},${Math.floor(300 + 200 * next())}`),
  );
  const found = await rowsOf(await openText("year,town,cases", rows));
  expect(String(found("headline")[0]!["now"])).toContain("2008");
});
