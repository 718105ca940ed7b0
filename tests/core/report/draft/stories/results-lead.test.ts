import { describe, expect, test } from "vitest";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** Titles of tables of tests, and other columns of theirs, of which the title names some or none. */
const tables = [
  ["en", "lift-inspections-2025", "Inspection date", "Defects", "Inspection due", ["yes", "no"]],
  ["en", "defects-of-lift-inspections", "Date", "Defects", "Lift in use", ["Y", "N"]],
  ["en", "boiler-tests", "Tested on", "Hours of test", "Boiler test booked", ["yes", "no"]],
  ["de", "Prüfungen_Mängel_2025", "Datum", "Anzahl Mängel", "Prüfung angemeldet", ["ja", "nein"]],
  ["zh", "电梯检验缺陷表", "日期", "缺陷数", "是否电梯检验员", ["是", "否"]],
] as const;

/** How a column of results is called in each language, how tests end, and what became of those that did not. */
const ends = {
  en: [
    ["Result", "Pass", "Pass with advisory", "Fail", "No access"],
    ["Outcome", "Passed", "Merit", "Failed", "Cancelled"],
    ["Test result", "PASS", "Conditional pass", "FAIL", "Deferred"],
  ],
  de: [["Ergebnis", "bestanden", "bestanden mit Auflagen", "nicht bestanden", "abgesagt"]],
  zh: [["检验结果", "合格", "有条件合格", "不合格", "缺检"]],
} as const;

const cases = tables.flatMap(([language, title, date, measure, flag, answers]) =>
  ends[language].flatMap((states) =>
    [true, false].map((areAllTaken) => ({ language, title, date, measure, flag, answers, states, areAllTaken })),
  ),
);

describe.each(cases)("$title, $states.0, all taken: $areAllTaken", (one) => {
  const { language, title, date, measure, flag, answers, states, areAllTaken } = one;
  const [column, passed, partly, failed, notTaken] = states;

  test("leads with how many passed or failed", { timeout: 60_000 }, async () => {
    const next = numbersFrom(31 + title.length);
    const drawn = Array.from({ length: 200 }, () => {
      const by = next();
      if (by < 0.12) return failed;
      return by < 0.2 && !areAllTaken ? notTaken : by < 0.4 ? partly : passed;
    });
    const rows = drawn.map((result, at) =>
      [
        `2025-${String(1 + (at % 11)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")}`,
        ["North", "South", "West"][at % 3],
        result,
        result === passed ? 0 : 1 + Math.floor(9 * next()),
        answers[next() < 0.5 ? 0 : 1],
      ].join(","),
    );
    const head = [date, { en: "Owner", de: "Bezirk", zh: "地区" }[language], column, measure, flag].join(",");
    const csv = Buffer.from([head, ...rows, ""].join("\n"));
    const report = await reportOf(await openBytes(csv, "csv", title), { language });
    const count = (of: readonly string[]): number => drawn.filter((state) => of.includes(state)).length;
    const [told, of] = areAllTaken
      ? [count([failed]), drawn.length]
      : [count([passed, partly]), count([passed, partly, failed])];
    expect(report.title.match(/\d+/g)).toEqual(expect.arrayContaining([String(told), String(of)]));
    expect(report.title).toContain(areAllTaken ? failed : passed);
  });
});

test("a state that is no result of a test does not lead before amounts", { timeout: 60_000 }, async () => {
  const rows = Array.from(
    { length: 120 },
    (_, at) =>
      `2025-${String(1 + (at % 9)).padStart(2, "0")}-11,${["North", "South"][at % 2]},${50 + ((at * 37) % 90)},${at % 7 === 0 ? "Failed" : "Delivered"}`,
  );
  const csv = Buffer.from(["Date,Depot,Sales,Result", ...rows, ""].join("\n"));
  const { title } = await reportOf(await openBytes(csv, "csv", "sales"), { language: "en" });
  expect(title).not.toContain("Failed");
});
