import { describe, expect, test } from "vitest";
import { openText, rowsOf } from "../../draft-of-text.ts";
import { openBytes } from "../../open-table.ts";
import { numbersFrom, rolesOfText } from "../../roles-of-text.ts";

const dayOf = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
const places = ["Bridge", "Canal", "Park"];

/** Rows of each day of three months and place with two whole numbers, the second a part of the first. */
function daily(seed: number, days = 91): readonly (readonly [string, string, number, number])[] {
  const next = numbersFrom(seed);
  return Array.from({ length: days }, (_, at) =>
    places.map((place) => {
      const all = 200 + Math.floor(next() * 700);
      return [dayOf(at), place, all, Math.floor(next() * 0.1 * all)] as const;
    }),
  ).flat();
}

async function addsOf(
  head: string,
  lines: readonly string[],
  title?: string,
): Promise<Readonly<Record<string, boolean>>> {
  const { measures } = await rolesOfText(head, lines, title);
  return Object.fromEntries(measures.map(({ column, adds }) => [column, adds]));
}

describe("who passes a counter adds up", { timeout: 60_000 }, () => {
  test.each([
    ["date,counter,bicycles", "bicycles", undefined],
    ["date,site,cyclists", "cyclists", "cycle_counts_2024"],
    ["date,location,pedestrians", "pedestrians", "pedestrian_counters"],
    ["date,road,vehicles", "vehicles", "traffic-2024"],
    ["day,count_site,trucks", "trucks", "table"],
    ["Datum,Zählstelle,Radfahrende", "Radfahrende", undefined],
    ["Datum,Straße,Kfz", "Kfz", "Verkehrszählung_2024"],
    ["Datum,Ort,Fußgänger", "Fußgänger", "Passantenzählung"],
    ["日期,监测点,自行车", "自行车", undefined],
    ["日期,路段,机动车", "机动车", "车流量统计2024"],
    ["日期,地点,行人", "行人", "行人计数"],
  ] as const)("%s", async (head, column, title) => {
    const rows = daily(column.length);
    const lines = rows.map(([day, place, all]) => [day, place, all].join(","));
    expect(await addsOf(head, lines, title)).toMatchObject({ [column]: true });
    const table = await openBytes(Buffer.from(`${head}\n${lines.join("\n")}\n`), "csv", title ?? "table");
    const total = rows.reduce((sum, [, , all]) => sum + all, 0);
    expect(Number((await rowsOf(table))("whole")[0]!["value"])).toBe(total);
  });

  test.each([
    ["date,car_park,parked_cars", "parked_cars", "counts"],
    ["date,car_park,cars", "cars", "parking_counts"],
    ["date,depot,vehicles", "vehicles", "fleet_counts"],
    ["date,shop,bikes_in_stock", "bikes_in_stock", "stock_count"],
    ["date,road,vehicles_per_day_average", "vehicles_per_day_average", "traffic"],
    ["date,household,cars", "cars", "table"],
    ["Datum,Parkhaus,Fahrzeuge geparkt", "Fahrzeuge geparkt", "Zählung"],
    ["日期,停车场,停放车辆", "停放车辆", "统计"],
  ] as const)("what there is does not: %s", async (head, column, title) => {
    const lines = daily(column.length).map(([day, place, all]) => [day, place, all].join(","));
    const { measures } = await rolesOfText(head, lines, title);
    const one = measures.find((measure) => measure.column === column);
    expect(one === undefined || !one.adds || one.lasting === true || /stock/.test(column)).toBe(true);
  });
});

describe("what a part of is counted adds up as the part does", { timeout: 60_000 }, () => {
  test.each([
    ["date,line,inspected,rejected", "inspected", "rejected"],
    ["date,line,tested,faulty", "tested", "faulty"],
    ["date,machine,parts,scrapped", "parts", "scrapped"],
    ["Datum,Linie,Geprüft,Fehlerhaft", "Geprüft", "Fehlerhaft"],
    ["Datum,Linie,Gefertigt,Ausschuss", "Gefertigt", "Ausschuss"],
    ["日期,产线,检验,不合格", "检验", "不合格"],
    ["date,team,attempts,successful", "attempts", "successful"],
  ] as const)("%s", async (head, all, part) => {
    const rows = daily(all.length + 3);
    const lines = rows.map((row) => row.join(","));
    expect(await addsOf(head, lines)).toMatchObject({ [all]: true, [part]: true });
    const totals = await rowsOf(await openText(head, lines));
    const [rate] = totals("rate");
    const sum = (at: 2 | 3): number => rows.reduce((total, row) => total + row[at], 0);
    expect(Number(rate!["value"] ?? rate!["rate"])).toBeCloseTo((100 * sum(3)) / sum(2), 6);
  });

  test.each([
    ["date,class,enrolled,attended", "enrolled"],
    ["Datum,Klasse,gemeldet,anwesend", "gemeldet"],
    ["日期,班级,注册,实到", "注册"],
  ] as const)("those who could have come do not: %s", async (head, all) => {
    const lines = daily(all.length).map((row) => row.join(","));
    expect((await addsOf(head, lines))[all]).not.toBe(true);
  });
});
