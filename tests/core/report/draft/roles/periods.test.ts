import { expect, test } from "vitest";
import { openPlain, openText, rowsOf } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";

const day = (at: number, from = Date.UTC(2023, 0, 1)): string =>
  new Date(from + at * 86_400_000).toISOString().slice(0, 10);
const month = (at: number): string => `${2021 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
const of = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

test.each(["by", "in all"])(
  "stocks are added up %s over what makes a member, and only then averaged over days",
  async (what) => {
    const rows = of(400).flatMap((at) =>
      ["North", "South"].flatMap((region) =>
        ["a", "b"].map(
          (kind) =>
            `${day(at)},${region},${kind},${(region === "North" ? 30 : 20) + (kind === "a" ? at % 5 : -(at % 5))}`,
        ),
      ),
    );
    const table = await openText("date,region,kind,employees", rows);
    const found = await rowsOf(table, { by: "region" }, { adds: true });
    if (what === "by") expect(found("standing")[0]).toMatchObject({ first: "North", first_value: 60, last_value: 40 });
    else expect(found("headline")[0]).toMatchObject({ value: 100 });
  },
);

test("stocks of years are added up over what makes a member, beside flows too", async () => {
  const rows = [2019, 2020, 2021, 2022].flatMap((year) =>
    ["North", "South"].flatMap((region) =>
      ["a", "b"].map(
        (kind, at) => `${year},${region},${kind},${30 + (year - 2018) * (1 - 2 * at)},${year - 2000 + at}`,
      ),
    ),
  );
  const table = await openText("year,region,kind,population,sales", rows);
  const found = await rowsOf(table, { by: "region", measure: "population" });
  expect(found("headline")[0]).toMatchObject({ value: 120 });
});

/** Dated records: so many in each month. */
const records = (counts: readonly number[]): string[] =>
  counts.flatMap((count, at) =>
    of(count).map(
      (n) => `${month(at).slice(0, 8)}${String((n % 28) + 1).padStart(2, "0")},${n % 2 === 0 ? "shop" : "web"},5`,
    ),
  );

test("a slump in the middle stays, and a month without records is 0", async () => {
  const counts = [60, 60, 60, 60, 6, 60, 0, 60, 60, 60, 60, 60, 60, 60];
  const rows = [...records(counts), `${month(14)},shop,5`];
  const found = await rowsOf(await openText("date,channel,sales", rows));
  expect(found("course").map(({ value }) => value)).toEqual(counts);
  expect(found("period_choices").some(({ key }) => key === "2021-07")).toBe(false);
});

test("years in which few members report stay, unless they are the first or last", async () => {
  const few = new Set([2017, 2020]);
  const rows = of(11).flatMap((at) =>
    of(few.has(2010 + at) ? 6 : 10).map((place) => `${2010 + at},Shop ${"abcdefghij"[place]!},${10 + place}`),
  );
  const found = await rowsOf(await openText("year,shop,sales", rows));
  expect(found("periods").map(({ key }) => key)).toEqual(of(10).map((at) => String(2010 + at)));
});

const until = async (months: number, at: (index: number) => string): Promise<unknown> => {
  const table = await openText(
    "month,sales",
    of(months).map((index) => `${at(index)},${100 + index}`),
  );
  return (await rowsOf(table, {}, { period: "quarter" }))("headline")[0]?.["now"];
};

const end = (index: number): string => new Date(Date.UTC(2021, index + 1, 0)).toISOString().slice(0, 10);

test("months make a complete quarter up to its last month", async () => {
  expect(await until(30, month)).toBe("2023-04-01");
  expect(await until(29, month)).toBe("2023-01-01");
  expect(await until(30, end)).toBe("2023-04-01");
  expect(await until(29, end)).toBe("2023-01-01");
});

const untilDay = async (last: string): Promise<unknown> => {
  const days = (Date.parse(last) - Date.UTC(2023, 0, 1)) / 86_400_000 + 1;
  const table = await openText(
    "date,sales",
    of(days).map((at) => `${day(at)},${100 + (at % 9)}`),
  );
  return (await rowsOf(table))("headline")[0]?.["now"];
};

test("days without gaps make a complete month with its last day", async () => {
  expect(await untilDay("2024-07-28")).toBe("2024-06-01");
  expect(await untilDay("2024-07-31")).toBe("2024-07-01");
});

test("ages that are written without a sign between them are no years", async () => {
  const states = ["Alm", "Bern", "Chur", "Dorn", "Elm", "Furt", "Gais", "Horn"];
  const rows = states.flatMap((state, at) =>
    ["2021", "2022", "2023"].map(
      (year, more) => `${state},${year},${500 + 31 * at + more},${210 + at},${220 + at},${290 + at}`,
    ),
  );
  const { title, draft } = await reportOf(await openPlain("state,year,deaths,pop1517,pop1820,pop2124", rows));
  expect(title).toContain("2023");
  expect([...draft.files.values()].join("\n")).not.toContain("UNPIVOT");
});
