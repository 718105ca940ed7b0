import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { rolesOfText } from "../roles-of-text.ts";

const buildings = ["Town hall", "School", "Pool"];
const months = Array.from({ length: 26 }, (_, at) => new Date(Date.UTC(2023, at, 1)).toISOString().slice(0, 10));

/** What each building uses in each month; the school's meter runs over in May 2024. */
const used = (building: number, month: number): number => 100 * (building + 1) + ((month * 7 + building * 3) % 12) * 20;
const readings = buildings.map((_, building) => {
  let reading = building === 1 ? 96_000 : 5000;
  return months.map((__, month) => {
    const now = reading;
    reading = (reading + used(building, month)) % 100_000;
    return now;
  });
});
const rows = months.flatMap((month, at) =>
  buildings.map((name, building) => `${name},${month},${readings[building]![at]!}`),
);

const heads = [
  ["en", "Building,Read on,Meter reading (m3)", "Consumption"],
  ["de", "Gebäude,Ablesedatum,Zählerstand (m3)", "Verbrauch"],
  ["zh", "楼宇,抄表日期,水表读数(m3)", "用量"],
] as const;

test.each(heads)(
  "of meters a report has what was used, and no sum of readings (%s)",
  { timeout: 60_000 },
  async (language, head, label) => {
    const { world, template } = await templateOf(await openText(head, rows), { language });
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables } = await layOutReport(accepted, world, () => {});
    expect(document.title).toContain(label);
    const cells = tables.get("cells")!.rows;
    for (const [building, name] of buildings.entries())
      for (const [at, month] of months.slice(0, -1).entries()) {
        const found = cells.find((cell) => cell["member"] === name && String(cell["period"]).startsWith(month));
        const isOver = readings[building]![at + 1]! < readings[building]![at]!;
        expect(found === undefined ? null : Number(found["value"])).toBe(isOver ? null : used(building, at));
      }
  },
);

test("an odometer tells the distance since the last time, whenever that was", { timeout: 60_000 }, async () => {
  const stops = Array.from({ length: 60 }, (_, at) => ({
    day: new Date(Date.UTC(2024, 0, 3 + at * 6)).toISOString().slice(0, 10),
    km: 12_000 + at * 410 + ((at * at) % 90),
  }));
  const { world, template } = await templateOf(
    await openText(
      "date,odometer_km",
      stops.map(({ day, km }) => `${day},${km}`),
    ),
  );
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  expect(document.title).toContain("Distance");
  const sum = tables.get("facts")!.rows.reduce((total, { value }) => total + Number(value ?? 0), 0);
  expect(sum).toBe(stops.at(-1)!.km - stops[0]!.km);
});

test("every choice of a report on meters renders, and the next readings do", { timeout: 120_000 }, async () => {
  expect(await faultsOfDraft({ head: heads[0][1], rows, language: "en", allPeriods: false })).toEqual([]);
});

const titles = [
  "Allotment water meter readings",
  "gas-meter-readings-2024",
  "Zählerstände Wasser",
  "Zaehlerstand_Gartenverein",
  "水表读数",
];

test.each(titles)("readings across become what was used as well (%s)", async (title) => {
  const periods = Array.from({ length: 9 }, (_, at) => `Q${1 + (at % 4)} ${2023 + Math.floor(at / 4)}`);
  const plots = Array.from({ length: 14 }, (_, plot) =>
    [
      `B${String(plot).padStart(2, "0")}`,
      ...periods.map((__, at) => 900 - 40 * plot + at * (5 + plot) + (at % 3)),
    ].join(","),
  );
  const roles = await rolesOfText(["Plot", ...periods].join(","), plots, title);
  expect(roles.measures[0]).toMatchObject({ called: "consumption", adds: true });
});
