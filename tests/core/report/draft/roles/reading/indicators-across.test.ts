import { expect, test } from "vitest";
import { seeded } from "../../../dataset/seeded.ts";
import { openPlain } from "../../draft-of-text.ts";
import { faultsOfDraft } from "../../every-choice.ts";
import { reportOf } from "../../report-of-table.ts";

/** Places with a value of each indicator, some of them with several, as rows of both forms. */
function make(
  seed: number,
  indicators: readonly string[],
): { readonly long: readonly string[]; readonly wide: readonly string[] } {
  const random = seeded(seed);
  const places = Array.from({ length: 14 }, (_, at) => `Town ${"ABCDEFGHIJKLMN"[at]!}`);
  const cells = places.map(() => indicators.map((_, at) => Math.floor(random() * 900 * 10 ** at) + 100));
  return {
    wide: places.map((place, row) => `${place},${cells[row]!.join(",")}`),
    long: places.flatMap((place, row) => indicators.map((name, at) => `${place},${name},${cells[row]![at]!}`)),
  };
}

test.each([
  ["rent", "income"],
  ["beds", "doctors", "patients"],
  ["life expectancy", "gdp per capita", "area"],
])("rows of %s and others say what columns of them say", async (...indicators) => {
  for (const seed of [1, 2]) {
    const { long, wide } = make(seed, indicators);
    const byRows = await reportOf(await openPlain("place,variable,value", long));
    const byColumns = await reportOf(
      await openPlain(["place", ...indicators.toSorted()].join(","), wideIn(wide, indicators)),
    );
    expect(byRows.title).toBe(byColumns.title);
    expect(byRows.rows("ranking")).toEqual(byColumns.rows("ranking"));
  }
});

/** The rows with their columns in the order of the indicators' names. */
function wideIn(rows: readonly string[], indicators: readonly string[]): readonly string[] {
  const order = indicators.toSorted().map((name) => indicators.indexOf(name) + 1);
  return rows.map((row) => {
    const cells = row.split(",");
    return [cells[0], ...order.map((at) => cells[at])].join(",");
  });
}

test("each has the unit that stands beside it", async () => {
  const rows = ["A", "B", "C", "D"].flatMap((place, at) => [
    `${place},Rent,EUR,${700 + at}`,
    `${place},Floor space,m²,${60 + 2 * at}`,
  ]);
  const { rows: given } = await reportOf(await openPlain("city,indicator,unit,value", rows));
  expect(
    given("measures")
      .map(({ label, unit }) => [label, unit])
      .toSorted(),
  ).toEqual([
    ["Floor space", "m²"],
    ["Rent", "EUR"],
  ]);
});

test("a thing that has an indicator twice, or a time, is left as it is", async () => {
  const rows = make(3, ["rent", "income"]).long;
  const twice = await reportOf(await openPlain("place,variable,value", [...rows, "Town A,rent,5"])).catch(
    (error: unknown) => (error as Error).message,
  );
  expect(typeof twice === "string" ? twice : [...twice.draft.files.values()].join("\n")).not.toContain(
    'FILTER ("variable" =',
  );
  const dated = await reportOf(
    await openPlain(
      "year,place,variable,value",
      ["2023", "2024"].flatMap((year) => rows.map((row) => `${year},${row}`)),
    ),
  );
  expect([...dated.draft.files.values()].join("\n")).not.toContain('FILTER ("variable" =');
});

test.each(["en", "de", "zh"] as const)(
  "a table of indicators has no finding in %s, with each choice and more rows",
  async (language) => {
    const faults = await faultsOfDraft({
      head: "place,variable,value",
      rows: make(5, ["rent", "income", "beds"]).long,
      language,
      allPeriods: true,
    });
    expect(faults).toEqual([]);
  },
);
