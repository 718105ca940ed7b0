import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

/** A median of some members says of how many, wherever it stands beside the measure that a report is about. */
const years = [2019, 2020, 2021, 2022, 2023];
const places = Array.from({ length: 12 }, (_, at) => `Land ${"ABCDEFGHIJKL"[at]!}`);
/** Members without a value of the second measure in the last year. */
const lacking = 5;

const values = (place: number, year: number): readonly [string, string] => [
  (40 + 3 * place + (year - 2019) + ((place * 7 + year) % 5) / 10).toFixed(1),
  year === 2023 && place < lacking ? "" : (20 + 4 * place + ((place * 3 + year) % 7) / 10).toFixed(1),
];

const wide = places.flatMap((place, at) => years.map((year) => [place, year, ...values(at, year)].join(",")));
const long = places.flatMap((place, at) =>
  years.flatMap((year) =>
    values(at, year).map((value, of) =>
      [place, ["Internet users, % of population", "Renewable share, % of total"][of]!, year, value]
        .map((cell) => `"${cell}"`)
        .join(","),
    ),
  ),
);

const tables: readonly (readonly [string, string, readonly string[]])[] = [
  ["columns", "Country,Year,internet_users_pct,renewable_share_pct", wide],
  ["rows that name what they measure", "Country,Indicator,Year,Value", long],
];
const said: Readonly<Record<DraftLanguage, string>> = { en: "7 of 12", de: "7 von 12", zh: "12项中的7项" };

describe.each(tables)("measures in %s", { timeout: 60_000 }, (_, head, rows) => {
  test.each(["en", "de", "zh"] as const)("in %s", async (language) => {
    const { text } = await reportOf(await openText(head, rows), { language });
    expect(text).toContain(said[language]);
  });
});
