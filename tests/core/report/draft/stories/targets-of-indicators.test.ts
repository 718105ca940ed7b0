import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { betterSide } from "../../../../../functions/core/report/draft/names/target-names.ts";
import { draftOf, openText } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "./subject-shapes.ts";

interface Indicator {
  readonly name: string;
  readonly unit: string;
  readonly base: number;
  /** Undefined where nobody can know. */
  readonly better: "high" | "low" | undefined;
}

interface Shape {
  readonly language: DraftLanguage;
  readonly columns: Readonly<Record<"kind" | "period" | "value" | "target" | "unit", string>>;
  /** The column that says which side is better, and its words. */
  readonly direction?: readonly [name: string, high: string, low: string];
  readonly indicators: readonly Indicator[];
}

const shapes: readonly Shape[] = [
  {
    language: "en",
    columns: { kind: "KPI", period: "Month", value: "Value", target: "Target", unit: "Unit" },
    indicators: [
      { name: "On-time delivery", unit: "%", base: 94, better: "high" },
      { name: "Customer complaints", unit: "count", base: 14, better: "low" },
      { name: "Lead time", unit: "days", base: 6, better: "low" },
      { name: "Planned shutdowns", unit: "count", base: 3, better: undefined },
    ],
  },
  {
    language: "de",
    columns: { kind: "Kennzahl", period: "Monat", value: "Ist", target: "Soll", unit: "Einheit" },
    indicators: [
      { name: "Liefertreue", unit: "%", base: 95, better: "high" },
      { name: "Ausschuss", unit: "%", base: 2, better: "low" },
      { name: "Krankenstand", unit: "%", base: 5, better: "low" },
    ],
  },
  {
    language: "zh",
    columns: { kind: "指标", period: "月份", value: "实际值", target: "目标值", unit: "单位" },
    direction: ["方向", "越高越好", "越低越好"],
    indicators: [
      { name: "营业收入", unit: "万元", base: 1200, better: "high" },
      { name: "客诉件数", unit: "件", base: 40, better: "low" },
      { name: "甲项", unit: "个", base: 8, better: "low" },
      { name: "人均产值", unit: "万元", base: 9, better: "high" },
    ],
  },
];

interface Made {
  readonly head: string;
  readonly rows: readonly string[];
  /** Of the last month. */
  readonly reached: readonly string[];
  readonly missed: readonly string[];
  readonly missing: readonly string[];
  readonly values: ReadonlyMap<string, number>;
}

const months = Array.from({ length: 14 }, (_, at) => `202${at < 12 ? 4 : 5}-${String((at % 12) + 1).padStart(2, "0")}`);

/** Indicators over months, with the columns in an order of chance; the last one has no value in the last month. */
function make({ columns, direction, indicators }: Shape, seed: number): Made {
  const next = numbersFrom(seed);
  const [reached, missed, missing]: [string[], string[], string[]] = [[], [], []];
  const values = new Map<string, number>();
  const cells = months.flatMap((month, at) =>
    indicators.map(({ name, unit, base, better }, place) => {
      const isLast = at === months.length - 1;
      const isMissing = isLast && place === indicators.length - 1;
      // One is as high as its target.
      const value = isLast && place === 0 ? base : Number((base * (0.93 + 0.14 * next())).toFixed(1));
      if (isMissing) missing.push(name);
      else if (isLast) {
        values.set(name, value);
        if (better !== undefined) ((better === "high" ? value >= base : value <= base) ? reached : missed).push(name);
      }
      const words = direction === undefined ? {} : { [direction[0]]: better === "high" ? direction[1] : direction[2] };
      return {
        [columns.kind]: name,
        [columns.period]: month,
        [columns.value]: isMissing ? "" : String(value),
        [columns.target]: String(base),
        [columns.unit]: unit,
        ...words,
      };
    }),
  );
  const names = Object.keys(cells[0]!)
    .map((name) => ({ name, seat: next() }))
    .sort((a, b) => a.seat - b.seat)
    .map(({ name }) => name);
  const rows = cells.map((row) => names.map((name) => row[name]).join(","));
  return { head: names.join(","), rows, reached, missed, missing, values };
}

const made = shapes.flatMap((shape) => [1, 2].map((seed) => ({ shape, seed, ...make(shape, seed) })));

test.each(made)("$shape.language, $seed: which indicators reach their targets", { timeout: 60_000 }, async (one) => {
  const { shape, head, rows, reached, missed, missing, values } = one;
  const table = await openText(head, rows);
  const { language, columns } = shape;
  const { rows: found, title, draft } = await reportOf(table, { language });
  const of = (state: string): string[] =>
    found("indicators")
      .filter((row) => row["state"] === state)
      .map((row) => String(row["member"]));
  expect(of("reached")).toEqual(reached.toSorted());
  expect(of("missed")).toEqual(missed.toSorted());
  expect(of("missing")).toEqual(missing);
  for (const row of found("indicators"))
    expect(row["value"] === null ? undefined : Number(row["value"])).toBe(values.get(String(row["member"])));
  expect(title).toContain(String(reached.length + missed.length));
  // A target is never drawn for a value that is not there.
  const measures = draft.files.get("queries/facts.sql")!;
  expect(measures).toContain(`"${columns.value}"`);
  expect(measures).not.toContain(`"${columns.target}"`);
});

test.each(made.filter(({ seed, shape }) => seed === 1 && shape.language !== "de"))(
  "$shape.language: every choice and the next rows print",
  { timeout: 60_000 },
  async ({ head, rows, shape: { language } }) => {
    expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
  },
);

test("of months across, too", { timeout: 60_000 }, async () => {
  const rows = ["Lead time,days,6,5,5,7", "On-time delivery,%,95,93.5,96,94.8", "Scrap,%,2,1.8,2.2,2"];
  const table = await openText("KPI,Unit,Target,2025-01,2025-02,2025-03", rows);
  const { rows: found, title } = await reportOf(table);
  expect(found("indicators").map((row) => [row["member"], row["value"], row["state"]])).toEqual([
    ["Lead time", 7, "missed"],
    ["On-time delivery", 94.8, "missed"],
    ["Scrap", 2, "reached"],
  ]);
  expect(title).toBe("KPI: 1 of 3 reaches its target, March 2025");
});

test("several values of an indicator at a time are of members, and have no overview", { timeout: 60_000 }, async () => {
  const next = numbersFrom(5);
  const rows = months.flatMap((month) =>
    ["North", "South"].flatMap((plant) =>
      ["Output", "Scrap"].map((kind) => `${kind},${plant},${month},${(50 + 9 * next()).toFixed(1)},55`),
    ),
  );
  const { files } = await draftOf(await openText("KPI,Plant,Month,Value,Target", rows));
  expect([...files.keys()]).not.toContain("queries/indicators.sql");
});

test.each([
  ["Customer complaints", "low"],
  ["Revenue", "high"],
  ["Cost of sales", undefined],
  ["Staff", undefined],
  ["Durchlaufzeit", "low"],
  ["准时交付率", "high"],
])("of %s, %s is better", (name, side) => {
  expect(betterSide(name)).toBe(side);
});
