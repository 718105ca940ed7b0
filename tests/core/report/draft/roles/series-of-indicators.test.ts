import { expect, test } from "vitest";
import { draftOf, openText } from "../draft-of-text.ts";

const months = Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, "0")}`);
const indicators = [
  ["On-time delivery", "%", 90],
  ["Complaints", "count", 12],
  ["Order backlog", "orders", 240],
] as const;

/** A list of indicators as offices keep it: each row names what it measures, in which unit, and what was aimed at. */
const rows = indicators.flatMap(([name, unit, base]) =>
  months.map((month, at) => `${name},${month},${base + ((at * 7) % 5)},${base},${unit}`),
);

test("a report on one of several indicators names them all, and each has its own unit", async () => {
  const { files, questions } = await draftOf(await openText("KPI,Month,Value,Target,Unit", rows));
  const text = files.get("report.md")!;
  expect(text).toContain("“KPI” says what a row measures:");
  for (const [name] of indicators) expect(text).toContain(name);
  const about = questions.find(({ name }) => name === "about")!;
  expect(about.choices.map(({ label }) => label).sort()).toEqual(indicators.map(([name]) => name).sort());
  const measures = files.get("queries/measures.sql")!;
  expect(measures).toMatch(/'on_time_delivery', 'On-time delivery', 'On-time delivery, %', '%', '%'/);
  expect(measures).toMatch(/'order_backlog', 'Order backlog', 'Order backlog, orders', 'orders'/);
  expect(measures).toMatch(/'complaints', 'Complaints', 'Complaints', '', ''/);
});

test("what a laboratory measures in several units is never put together", async () => {
  const samples = months.flatMap((month, at) =>
    ["01", "08", "15"].flatMap((day) => [
      `${month}-${day},East,COD,${30 + ((at * 7) % 11)},mg/L`,
      `${month}-${day},East,pH,${(6.5 + ((at * 3) % 8) / 10).toFixed(1)},pH`,
    ]),
  );
  const { questions } = await draftOf(await openText("Sampled,Outlet,Pollutant,Concentration,Unit", samples));
  const about = questions.find(({ name }) => name === "about")!;
  expect(about.choices.map(({ label }) => label).sort()).toEqual(["COD", "pH"]);
});
