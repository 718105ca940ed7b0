import { expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { openText, rowsOf, templateOf } from "./draft-of-text.ts";

async function textOf(head: string, rows: readonly string[]): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows));
  const accepted = await acceptReport({ template: template.name }, world);
  const { document } = await layOutReport(accepted, world, () => {});
  return shownLines(document)
    .map(({ text }) => text)
    .join("\n")
    .replaceAll("\u00a0", " ");
}

const printed = (of: readonly { readonly usd: number }[]): string =>
  `${of.reduce((sum, { usd }) => sum + usd, 0).toLocaleString("en")} USD`;

const month = (at: number): string => `2024-${String(at + 1).padStart(2, "0")}`;

test("a table of indicators shows the value of each", { timeout: 60_000 }, async () => {
  const kpis = [
    ["Complaints", "count", 12],
    ["Energy use", "kWh", 4200],
    ["Delivery on time", "%", 94],
    ["Scrap rate", "%", 2],
  ] as const;
  const rows = kpis.flatMap(([name, unit, size]) =>
    Array.from({ length: 12 }, (_, at) => `${name},${month(at)},${size + (at % 3)},${unit}`),
  );
  const text = await textOf("KPI,Month,Value,Unit", rows);
  const others = (await rowsOf(await openText("KPI,Month,Value,Unit", rows)))("others");
  expect(others.map(({ label, value }) => [label, Number(value)])).toEqual([
    ["Delivery on time", 96],
    ["Energy use", 4202],
    ["Scrap rate", 4],
  ]);
  expect(text).toContain("4,202");
  expect(text).not.toContain("By Unit");
  expect(text).not.toContain("median");
});

test("of up to five, each value is said, and of how many rows they are", { timeout: 60_000 }, async () => {
  const given = Array.from({ length: 60 }, (_, at) => ({
    segment: ["Major", "Regular", "New"][at % 3]!,
    usd: 100 + ((at * 7919 + at * at * 31) % 400),
  }));
  const text = await textOf(
    "donor no.,segment,donations USD",
    given.map(({ segment, usd }, at) => `${10_000 + 3 * at},${segment},${usd}`),
  );
  expect(text).toContain(`60 rows add up to ${printed(given)}: `);
  for (const name of ["Major", "Regular", "New"])
    expect(text).toContain(`${name} ${printed(given.filter(({ segment }) => segment === name))}`);
});

test("users of a day are not added up to those of a week: their mean is called one", { timeout: 60_000 }, async () => {
  const text = await textOf(
    "Date,Users,Sessions",
    Array.from({ length: 140 }, (_, at) => {
      const day = new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
      return `${day},${500 + (at % 7)},${700 + (at % 7)}`;
    }),
  );
  expect(text).toMatch(/Users, mean: 503/);
});

test("the parts of each day are told as a whole, with every reason", { timeout: 60_000 }, async () => {
  const reasons = ["Breakdown", "Cleaning", "Changeover", "No material"];
  const text = await textOf(
    "Line,Date,Downtime minutes,Reason",
    Array.from({ length: 120 }, (_, at) => {
      const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(at / 3))).toISOString().slice(0, 10);
      return `L${1 + (at % 3)},${day},${20 + (at % 9)},${reasons[(at * 7 + Math.floor(at / 5)) % 4]!}`;
    }),
  );
  const total = Array.from({ length: 120 }, (_, at) => 20 + (at % 9)).reduce((sum, value) => sum + value, 0);
  expect(text).toContain(`${total.toLocaleString("en")} min in all`);
  expect(text).not.toContain("without a value");
});

test("a column of yes and no that has a line is none that no choice shows", { timeout: 60_000 }, async () => {
  const kinds = ["Arm", "Site", "Ward", "Diet", "Shift", "Team"];
  const rows = Array.from({ length: 90 }, (_, at) =>
    [
      `S-${100 + 7 * at}`,
      ...kinds.map((_kind, of) => "ABCD"[(at * (2 * of + 3) + Math.floor(at / (of + 2))) % 4]!),
      at % 4 === 1 ? "yes" : "no",
      `${20 + ((at * 37) % 61)}.5`,
    ].join(","),
  );
  const text = await textOf(`subject,${kinds.join(",")},diabetes,bmi`, rows);
  expect(text).toMatch(/Diabetes\*\*: yes, 23 of 90/);
  expect(text).toMatch(/no choice shows: “subject”/);
  expect(text.replace(/^.*no choice shows/su, "")).not.toContain("diabetes");
});
