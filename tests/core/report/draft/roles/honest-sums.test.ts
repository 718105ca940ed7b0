import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";

const months = Array.from(
  { length: 18 },
  (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
);

test("a change since the beginning is of all members that have a value, or there is none", async () => {
  // Each country lacks one month, so none has a value in every period.
  const countries = ["France", "Germany", "Italy", "Spain"];
  const rows = countries.flatMap((country, place) =>
    months.flatMap((month, at) =>
      at === place * 2 + 1 || (place === 3 && at === 0) ? [] : `${country},${month},${100 * (place + 1) + at}`,
    ),
  );
  const found = await rowsOf(await openText("country,month,exports_usd_m", rows), { against: "previous" });
  // Spain began later: the change of the other three is none of the four.
  expect(found("headline")[0]).toMatchObject({
    now: "2024-06-01",
    value: 1000 + 4 * 17,
    lasting: 3,
    begin_change: null,
    fewest: 3,
    most: 4,
  });
});

test("a day that has only begun is not the last one of readings", async () => {
  const rows = Array.from({ length: 12 * 20 + 4 }, (_, at) => {
    const time = new Date(Date.UTC(2025, 4, 1) + at * 7_200_000).toISOString().slice(0, 19);
    return `${time},${["import", "clean"][at % 2]},${(20 + (at % 5)).toFixed(1)}`;
  });
  const found = await rowsOf(await openText("started,job,duration_s", rows));
  expect(found("headline")[0]).toMatchObject({ now: "2025-05-20" });
});

test("that each sensor has as many readings is not what a report is about", async () => {
  const rows = [700, 701, 702].flatMap((device, place) =>
    Array.from({ length: 24 * 8 }, (_, at) => {
      const time = new Date(Date.UTC(2025, 0, 1) + at * 3_600_000).toISOString().slice(0, 19);
      return `${time},${device},${(5 + place + (at % 7) / 10).toFixed(1)}`;
    }),
  );
  const { questions } = await draftOf(await openText("ts,device_id,temperature", rows));
  expect(questions.find(({ name }) => name === "about")).toMatchObject({ chosen: "temperature" });
});

test("a code has the name beside it, and blanks are no name", async () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) =>
      `${at < 2 ? "Central" : `Field ${at}`},X${String.fromCharCode(65 + Math.floor(at / 26))}${String.fromCharCode(65 + (at % 26))},${100 + 7 * at}`,
  );
  const named = (await rowsOf(await openText("name,icao,passengers", rows)))("ranking");
  expect(named).toHaveLength(30);
  expect(named.map(({ member }) => member)).toEqual(expect.arrayContaining(["Central (XAA)", "Central (XAB)"]));
  const blank = Array.from({ length: 40 }, (_, at) => ({
    town: ["Bern ", " Wien", "", "Graz"][at % 4]!,
    sales: 10 + at,
  }));
  const table = await openText(
    "town,sales",
    blank.map(({ town, sales }) => `"${town}",${sales}`),
  );
  expect((await rowsOf(table))("ranking").map(({ member }) => member)).toEqual(["Graz", "Wien", "Bern"]);
});

test.each(["01.2023", "1/2023"])("months written as %s are times", async (first) => {
  const rows = months.map((month, at) => {
    const [year, part] = month.split("-");
    return `${first.startsWith("0") ? part! : Number(part)}${first.includes(".") ? "." : "/"}${year},${10 + at}`;
  });
  expect((await rowsOf(await openText("Monat,Umsatz", rows)))("headline")[0]).toMatchObject({
    now: "2024-06-01",
    value: 27,
  });
});
