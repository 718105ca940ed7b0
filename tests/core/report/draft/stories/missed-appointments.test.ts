import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openBytes } from "../open-table.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

/** Of appointments it is asked first how many were missed, and by whom; those that were called off were made, too. */
interface Shape {
  readonly language: DraftLanguage;
  readonly title: string;
  readonly head: string;
  readonly who: readonly string[];
  readonly kept: string;
  readonly missed: string;
  readonly calledOff: string | undefined;
}

const shapes: readonly Shape[] = [
  {
    language: "en",
    title: "physio-clinic-appointments-2025",
    head: "appointment_id,date,therapist,status,fee_gbp",
    who: ["Moran", "Hughes", "Okafor"],
    kept: "Attended",
    missed: "Did not attend",
    calledOff: "Cancelled",
  },
  {
    language: "en",
    title: "dental list",
    head: "Appointment,Date,Dentist,Outcome,Fee",
    who: ["Ames", "Bell"],
    kept: "Completed",
    missed: "No-show",
    calledOff: undefined,
  },
  {
    language: "de",
    title: "Termine_Praxis_2025",
    head: "Termin,Datum,Behandler,Status,Betrag EUR",
    who: ["Kranz", "Vogt", "Lindner"],
    kept: "erschienen",
    missed: "nicht erschienen",
    calledOff: "abgesagt",
  },
  {
    language: "zh",
    title: "门诊挂号记录",
    head: "挂号编号,日期,医生,状态,费用(元)",
    who: ["王医生", "李医生", "赵医生"],
    kept: "已就诊",
    missed: "爽约",
    calledOff: "已退号",
  },
];

const cases = shapes.flatMap((shape) => [1, 2].map((seed) => ({ ...shape, seed })));

function rowsOf({ who, kept, missed, calledOff }: Shape, seed: number, later?: string): readonly string[][] {
  const random = numbersFrom(seed * 13 + who.length);
  return Array.from({ length: 360 }, (_, at) => {
    const own = who[Math.floor(random() * who.length)]!;
    const by = random() * (own === who[1] ? 0.6 : 1);
    const state = by < 0.11 ? missed : by < 0.2 && calledOff !== undefined ? calledOff : kept;
    const day = new Date(Date.UTC(2025, 0, 2 + Math.floor(at / 4))).toISOString().slice(0, 10);
    const isLater = later !== undefined && at >= 330;
    return [
      `T${4000 + at}`,
      day,
      own,
      isLater ? later : state,
      state === kept ? String(30 + Math.round(50 * random())) : "0",
    ];
  });
}

async function titleOf(shape: Shape, rows: readonly string[][], title = shape.title, head = shape.head) {
  const csv = Buffer.from([head, ...rows.map((row) => row.join(",")), ""].join("\n"));
  return (await reportOf(await openBytes(csv, "csv", title), { language: shape.language })).title;
}

describe.each(cases)("$title ($seed)", { timeout: 60_000 }, ({ seed, ...shape }) => {
  test("leads with how many were missed of all that were made", async () => {
    const rows = rowsOf(shape, seed);
    const count = rows.filter(([, , , state]) => state === shape.missed).length;
    const title = await titleOf(shape, rows);
    expect(title).toContain(shape.missed);
    expect(title.match(/\d+/g)).toEqual(expect.arrayContaining([String(count), "360"]));
  });

  test("but not while others are still to come", async () => {
    const later = { en: "Booked", de: "geplant", zh: "待就诊" }[shape.language];
    expect(await titleOf(shape, rowsOf(shape, seed, later))).not.toContain(`360 are “${shape.missed}”`);
  });
});

test("orders of a shop that nobody came for do not lead before what was sold", { timeout: 60_000 }, async () => {
  const rows = rowsOf(shapes[1]!, 5);
  const title = await titleOf(shapes[1]!, rows, "shop-orders", "Order,Date,Shop,Status,Amount USD");
  expect(title).not.toMatch(/^Status/);
});
