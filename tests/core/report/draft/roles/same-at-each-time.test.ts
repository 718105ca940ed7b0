import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { flows } from "../../../../../functions/core/report/draft/blocks/parts.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

/**
 * What a thing has (its area, what was installed, its seats) stands beside what is measured of it at each time. It has
 * no course, so no report is about it, and all times together would count it many times.
 */
interface Shape {
  readonly head: string;
  /** What each thing has, by its place. */
  readonly has: (thing: number) => number;
  readonly things: readonly string[];
  readonly times: readonly string[];
  readonly name: string;
}

const months = Array.from(
  { length: 18 },
  (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
);
const days = Array.from({ length: 75 }, (_, at) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10));
const years = Array.from({ length: 9 }, (_, at) => String(2012 + at));

const shapes: readonly Shape[] = [
  {
    name: "Fläche_m2",
    head: "Gebäude,Monat,Fläche_m2,Strom_kWh",
    things: ["Rathaus", "Bad", "Schule", "Depot", "Hort"],
    times: months,
    has: (at) => 900 + 410 * at,
  },
  {
    name: "装机容量(kW)",
    head: "电站,日期,装机容量(kW),发电量(kWh)",
    things: ["城东站", "开发区站", "水库站"],
    times: days,
    has: (at) => [1200, 2500, 1800][at]!,
  },
  {
    name: "Installed capacity kW",
    head: "Plant,Date,Installed capacity kW,Output kWh",
    things: ["Moor", "Hill"],
    times: days,
    has: (at) => 700 + 650 * at,
  },
  {
    name: "seats",
    head: "cinema,month,seats,admissions",
    things: ["Odeon", "Rex", "Star", "Plaza"],
    times: months,
    has: (at) => 180 + 57 * at,
  },
  {
    name: "Area km2",
    head: "Country,Year,Area km2,Tonnes landed",
    things: ["Norway", "Iceland", "Spain", "Ireland"],
    times: years,
    has: (at) => 385_000 - 71_503 * at,
  },
  {
    name: "门店面积",
    head: "门店,月份,门店面积,销售额",
    things: ["东城店", "西城店", "海淀店", "朝阳店"],
    times: months,
    has: (at) => 320 + 85 * at,
  },
];

function rowsOf({ things, times, has, name }: Shape, seed: number): readonly string[] {
  const random = numbersFrom(seed + name.length);
  return times.flatMap((time, at) =>
    things.map((thing, place) =>
      [thing, time, has(place), Math.round(2000 + 300 * place + 5000 * random() + at)].join(","),
    ),
  );
}

const digits = (text: string): string => text.replaceAll(/[\s,.’'   ]/g, "");

describe.each(shapes)("$name beside what is measured", { timeout: 60_000 }, (shape) => {
  test.each([1, 2, 3])("leads no report and has no sum over times (%i)", async (seed) => {
    const { measures } = await rolesOfText(shape.head, rowsOf(shape, seed));
    expect(measures[0]!.column).toBe(shape.head.split(",")[3]);
    for (const measure of measures.filter(({ column }) => column === shape.name)) expect(flows(measure)).toBe(false);
  });

  test("no page has the sum of all times", async () => {
    const { world, template } = await templateOf(await openText(shape.head, rowsOf(shape, 4)));
    const accepted = await acceptReport({ template: template.name }, world);
    const { document } = await layOutReport(accepted, world, () => {});
    const text = digits(
      shownLines(document)
        .map((line) => line.text)
        .join(" | "),
    );
    const one = shape.things.reduce((sum, _, at) => sum + shape.has(at), 0);
    for (const times of [shape.times.length, 12, 18, 6, 31, 29]) expect(text).not.toContain(String(one * times));
  });
});

test("what is the same of some things only is measured", async () => {
  const shape = shapes[3]!;
  const rows = rowsOf(shape, 5).map((row, at) => (at === 70 ? row.replace(/,(\d+),(\d+)$/, ",900,$2") : row));
  const { measures } = await rolesOfText(shape.head, rows);
  expect(measures.map(({ column }) => column)).toContain("seats");
});
