import { expect, test } from "vitest";
import { draftOf, openText } from "../draft-of-text.ts";

const cities = ["Bergen", "Gent", "Porto", "Turku"] as const;

/** Yearly rows of four cities with a day and a year, each `shift` years before it. */
function rowsOf(shift: number, day: string): readonly string[] {
  return Array.from({ length: 15 }, (_, at) => 2005 + at).flatMap((year) =>
    cities.map((city, at) => `${city},${year}-${day},${year - shift},${900 + at * 40 + ((year * 37 + at * 11) % 90)}`),
  );
}

test.each([
  ["of the year", 0, "01-01"],
  ["of the year after", 1, "01-01"],
  ["the last of the year", 0, "12-31"],
] as const)("a column of years beside a day %s tells the time", { timeout: 60_000 }, async (_, shift, day) => {
  const table = await openText("city,date,year,visitors_thousand", rowsOf(shift, day));
  const { files } = await draftOf(table, { language: "en" });
  const sql = [...files].flatMap(([path, text]) => (path.startsWith("queries/") ? [text] : [])).join("\n");
  expect(sql).toContain('make_date("year"::INTEGER, 1, 1)');
});

test("years that differ from those of the days by row are still two times", { timeout: 60_000 }, async () => {
  const rows = rowsOf(0, "01-01").map((row, at) =>
    row.replace(/,(\d{4}),/, (_, year) => `,${Number(year) - (at % 3)},`),
  );
  const table = await openText("city,date,year,visitors_thousand", rows);
  await expect(draftOf(table, { language: "en" })).rejects.toMatchObject({ problems: [{ code: "two-times" }] });
});
