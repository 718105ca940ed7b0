import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../../functions/core/report/generate-report.ts";
import { draftOf, type Row, templateOf } from "../../draft-of-text.ts";
import { faultsOfDraft } from "../../every-choice.ts";
import { openBytes } from "../../open-table.ts";
import { numbersFrom } from "../../roles-of-text.ts";

/** Readings of things that only grow, some of them wrong or missing; and what was really used. */
interface Shape {
  readonly title: string;
  readonly language: "en" | "de" | "zh";
  /** Days of the readings, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  readonly things: readonly string[];
  /** Heads of the columns: of the thing, of the day, of the reading. */
  readonly heads: readonly [string, string, string];
  /** How a day stands above its column; undefined if each reading has a row. */
  readonly across?: (day: string) => string;
  readonly begin: number;
  readonly step: number;
}

const ends = (year: number, months: number): readonly string[] =>
  Array.from({ length: months }, (_, at) => new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10));
const firsts = (year: number, months: number): readonly string[] =>
  Array.from({ length: months }, (_, at) => new Date(Date.UTC(year, at, 1)).toISOString().slice(0, 10));
const years = Array.from({ length: 7 }, (_, at) => `${2018 + at}-12-31`);
const german = (day: string): string => day.split("-").toReversed().join(".");

const shapes: readonly Shape[] = [
  {
    title: "Zählerstände Strom 2024",
    language: "de",
    days: ends(2024, 13),
    things: ["Rathaus", "Bad", "Bauhof", "Hort", "Museum", "Depot", "Schule"],
    heads: ["Gebäude", "", ""],
    across: german,
    begin: 40_000,
    step: 900,
  },
  {
    title: "Wasser Allmende",
    language: "de",
    days: years,
    things: ["Parzelle 1", "Parzelle 2", "Parzelle 3", "Parzelle 4", "Parzelle 5"],
    heads: ["Garten", "", ""],
    across: (day) => `Zählerstand ${german(day)}`,
    begin: 100,
    step: 40,
  },
  {
    title: "boiler readings",
    language: "en",
    days: firsts(2024, 13),
    things: ["Church", "Hall", "Clinic", "Library", "Depot"],
    heads: ["Building", "Read on", "Meter reading (m3)"],
    begin: 5000,
    step: 300,
  },
  {
    title: "fleet",
    language: "en",
    days: ends(2023, 19),
    things: ["Van 1", "Van 2", "Truck", "Minibus"],
    heads: ["Vehicle", "Date", "Odometer (km)"],
    begin: 60_000,
    step: 1500,
  },
  {
    title: "plant log",
    language: "en",
    days: ends(2024, 13),
    things: ["Press", "Saw", "Lathe", "Crane", "Pump"],
    heads: ["Machine", "Date", "Operating hours"],
    begin: 8000,
    step: 170,
  },
  {
    title: "Printers, meter readings",
    language: "en",
    days: ends(2024, 13),
    things: ["Office", "Reception", "Archive", "Studio"],
    heads: ["Printer", "", ""],
    across: (day) => day,
    begin: 20_000,
    step: 2500,
  },
  {
    title: "园区电表读数",
    language: "zh",
    days: ends(2024, 13),
    things: ["一号楼", "二号楼", "食堂", "车间", "宿舍"],
    heads: ["楼宇", "", ""],
    across: (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日"),
    begin: 30_000,
    step: 1200,
  },
  {
    title: "抄表记录",
    language: "zh",
    days: firsts(2024, 13),
    things: ["一号楼", "二号楼", "食堂", "车间"],
    heads: ["楼宇", "抄表日期", "表底数(kWh)"],
    begin: 30_000,
    step: 1200,
  },
];

/** What stands in the table for a thing, by the places of its days; and what it used as far as that is known. */
interface Read {
  readonly thing: string;
  readonly shown: readonly (number | undefined)[];
  readonly used: number;
  readonly kind: "whole" | "gap" | "noEnd" | "exchanged" | "slip";
}

/** The first things have each another fault; the others have none. */
const kinds: readonly Read["kind"][] = ["whole", "gap", "noEnd", "exchanged", "slip"];

function read({ things, days, begin, step }: Shape, seed: number): readonly Read[] {
  const random = numbersFrom(seed);
  return things.map((thing, place) => {
    const kind = things.length < kinds.length && place === 0 ? "gap" : (kinds[place] ?? "whole");
    const uses = days.slice(1).map(() => Math.round(step * (0.5 + random()) * (1 + (place % 3))));
    const first = Math.round(begin * (1 + place * 0.7));
    const at = 2 + Math.floor(random() * (days.length - 4));
    let reading = first;
    const shown: (number | undefined)[] = [first];
    let used = 0;
    for (const [before, use] of uses.entries()) {
      const now = before + 1;
      const isExchange = kind === "exchanged" && now === at;
      reading = isExchange ? 7 : reading + use;
      used += isExchange ? 0 : use;
      shown.push(reading);
    }
    if (kind === "gap") shown[at] = undefined;
    if (kind === "noEnd") {
      shown[days.length - 1] = undefined;
      used -= uses.at(-1)!;
    }
    if (kind === "slip") shown[at]! += 8_000_000;
    return { thing, shown, used, kind };
  });
}

function textOf(shape: Shape, all: readonly Read[]): string {
  const { heads, days, across } = shape;
  const rows =
    across === undefined
      ? days.flatMap((day, at) => all.map(({ thing, shown }) => [thing, day, shown[at] ?? ""].join(",")))
      : all.map(({ thing, shown }) => [thing, ...shown.map((one) => one ?? "")].join(","));
  const head = across === undefined ? heads.join(",") : [heads[0], ...days.map(across)].join(",");
  return `${[head, ...rows].join("\n")}\n`;
}

const open = async (shape: Shape, all: readonly Read[]) =>
  await openBytes(Buffer.from(textOf(shape, all)), "csv", shape.title);

const digits = (text: string): string => text.replaceAll(/[\s,.’'  ]/g, "");

describe.each(shapes)("$title", { timeout: 120_000 }, (shape) => {
  test.each([1, 2, 3])("tells what each thing used, and never less than nothing (%i)", async (seed) => {
    const all = read(shape, seed);
    const { world, template } = await templateOf(await open(shape, all));
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables } = await layOutReport(accepted, world, () => {});
    const found = new Map(tables.get("meters")!.rows.map((row: Row) => [String(row["member"]), Number(row["value"])]));
    expect(Object.fromEntries([...found].toSorted())).toEqual(
      Object.fromEntries(all.map(({ thing, used }) => [thing, used] as const).toSorted()),
    );
    // The title has the first thing, what it used, and what all did.
    const total = all.reduce((sum, { used }) => sum + used, 0);
    const most = all.toSorted((a, b) => b.used - a.used)[0]!;
    const title = digits(document.title);
    expect(title).toContain(digits(most.thing));
    expect(title).toContain(String(most.used));
    expect(title).toContain(String(total));
    for (const row of tables.get("cells")!.rows) expect(Number(row["value"] ?? 0)).toBeGreaterThanOrEqual(0);
    const text = shownLines(document)
      .map((line) => line.text)
      .join("\n");
    for (const { thing, kind } of all.filter((one) => one.kind !== "whole"))
      expect(
        text.split(/(?<=[.。])\s*/).some((line) => line.includes(thing)),
        `${thing}: ${kind}`,
      ).toBe(true);
    const odd = tables
      .get("meters_odd")!
      .rows.filter((row: Row) => row["day"] !== null)
      .map((row: Row) => String(row["member"]));
    expect(odd.toSorted()).toEqual(
      all.flatMap(({ thing, kind }) => (kind === "exchanged" || kind === "slip" ? [thing] : [])).toSorted(),
    );
  });

  test("is drafted in its language, without readings that are added up", async () => {
    const all = read(shape, 4);
    const { world, template } = await templateOf(await open(shape, all), { language: shape.language });
    const accepted = await acceptReport({ template: template.name }, world);
    const { document } = await layOutReport(accepted, world, () => {});
    const text = shownLines(document)
      .map((line) => line.text)
      .join(" | ");
    const last = all.reduce((sum, { shown }) => sum + (shown.at(-1) ?? 0), 0);
    expect(digits(text)).not.toContain(String(last));
  });
});

test.each([shapes[0]!, shapes[3]!, shapes[7]!])(
  "every choice of a report on meters renders ($title)",
  { timeout: 180_000 },
  async (shape) => {
    const [head = "", ...rows] = textOf(shape, read(shape, 5)).trim().split("\n");
    expect(await faultsOfDraft({ head, rows, language: shape.language, allPeriods: false })).toEqual([]);
  },
);

const falls = (at: number, place: number): number => 100 + ((at * 37 + place * 11) % 50);

describe("what is no meter", { timeout: 60_000 }, () => {
  const days = ends(2024, 13);
  const long = (name: string, value: (at: number, place: number) => number): string =>
    `${[`Site,Date,${name}`, ...days.flatMap((day, at) => ["A", "B", "C", "D"].map((site, place) => `${site},${day},${value(at, place)}`))].join("\n")}\n`;

  test.each([
    ["a thermometer's readings fall", "Reading", falls],
    ["cumulative cases are no meter's", "Cumulative cases", (at: number, place: number) => 10 + at * (7 + place)],
    ["people are not", "Population", (at: number, place: number) => 9000 + at * (70 + place)],
    ["hours of each month are not", "Operating hours", falls],
  ] as const)("%s", async (_, name, value) => {
    const table = await openBytes(Buffer.from(long(name, value)), "csv", "table");
    expect((await draftOf(table)).files.has("queries/meters.sql")).toBe(false);
  });
});
