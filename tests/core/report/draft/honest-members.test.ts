import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "./draft-of-text.ts";

const months = ["2024-01", "2024-02", "2024-03", "2024-04"];

test.each(["ticker", "symbol"])("a %s that is spelt like a total is one of the others", async (column) => {
  const rows = ["AAPL", "ALL", "SUM", "MSFT", "NVDA", "IBM"].map((name, at) => `${name},${10 + at}`);
  const found = (await rowsOf(await openText(`${column},price_usd`, rows)))("ranking");
  expect(found.map(({ member }) => member)).toEqual(["IBM", "NVDA", "MSFT", "SUM", "ALL", "AAPL"]);
});

test("codes with names beside them are totals only by their names", async () => {
  const codes = ["ALL", "SUM", ...Array.from({ length: 20 }, (_, at) => `T${at}`), "XX"];
  const rows = codes.map((code, at) => `${code},${at === 22 ? "Total" : `Company ${at === 3 ? 2 : at}`},${10 + at}`);
  const found = (await rowsOf(await openText("symbol,name,price_usd", rows)))("ranking");
  expect(found.map(({ member }) => member)).toEqual(expect.arrayContaining(["Company 0 (ALL)", "Company 1 (SUM)"]));
  expect(found).toHaveLength(22);
});

test("what has no value is counted apart", async () => {
  const rows = Array.from({ length: 20 }, (_, at) => `Element ${at},${at % 4 === 0 ? "" : 1.5 + at}`);
  const table = await openText("name,density", rows);
  expect((await rowsOf(table))("standing")[0]).toMatchObject({ members: 15, missing: 5 });
  expect((await draftOf(table)).files.get("report.md")).toContain("no value");
});

test("a change says of how many it is, and who is missing is named", async () => {
  const rows = ["Austria", "Belgium", "Croatia", "Denmark", "Estonia"].flatMap((country, place) =>
    months.flatMap((month, at) =>
      (place === 0 && at === 3) || (place === 1 && at === 0) ? [] : [`${country},${month},${100 * (place + 1) + at}`],
    ),
  );
  const table = await openText("country,month,exports_usd_m", rows);
  // Croatia, Denmark and Estonia have a value at both ends; Belgium began later, Austria's last month is missing.
  expect((await rowsOf(table))("headline")[0]).toMatchObject({
    compared: 4,
    lasting: 3,
    absents: 2,
    absent: "Austria, Belgium",
  });
});

test("months of different lengths and equal changes are told", async () => {
  const days = Array.from({ length: 90 }, (_, at) => new Date(Date.UTC(2025, 0, 1) + at * 86_400_000));
  const daily = days.map((day, at) => `${day.toISOString().slice(0, 10)},${100 + (at % 3)}`);
  const told = (await rowsOf(await openText("date,sales", daily), {}, { period: "month" }))("headline")[0];
  expect(told).toMatchObject({ days: 31, before_days: 28 });
  const drift = days.slice(0, 30).map((day, at) => `${day.toISOString().slice(0, 10)},${(4 - at / 1000).toFixed(3)}`);
  expect((await rowsOf(await openText("date,battery_level", drift)))("headline")[0]).toMatchObject({ even: true });
});
