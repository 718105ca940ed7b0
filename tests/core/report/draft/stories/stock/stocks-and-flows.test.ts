import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../../functions/core/report/generate-report.ts";
import { flows } from "../../../../../../functions/core/report/draft/blocks/parts.ts";
import { draftOf, openText, type Row, templateOf } from "../../draft-of-text.ts";
import { faultsOfDraft } from "../../every-choice.ts";
import { numbersFrom, rolesOfText } from "../../roles-of-text.ts";

/** Tables of what there was, what came, what went and what is left, in several orders and with a level beside them. */
interface Shape {
  readonly language: "en" | "de" | "zh";
  /** Heads of the columns in the order of the table. */
  readonly head: readonly (readonly [Column, string])[];
  readonly things: readonly string[];
  readonly times: readonly string[];
  readonly most: number;
}

type Column = "time" | "thing" | "opening" | "in" | "in2" | "out" | "closing" | "level";

const quarters = Array.from({ length: 12 }, (_, at) => `${2022 + Math.floor(at / 4)}Q${1 + (at % 4)}`);
const months = Array.from(
  { length: 24 },
  (_, at) => `${2023 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}`,
);
const oneYear = months.slice(0, 12);

const shapes: readonly Shape[] = [
  {
    language: "zh",
    head: [
      ["time", "季度"],
      ["thing", "部门"],
      ["level", "编制数"],
      ["opening", "期初人数"],
      ["in", "入职"],
      ["out", "离职"],
      ["closing", "期末人数"],
    ],
    things: ["研发中心", "生产部", "质量部", "销售部"],
    times: quarters,
    most: 9,
  },
  {
    language: "en",
    head: [
      ["thing", "Site"],
      ["time", "Month"],
      ["closing", "Left over"],
      ["opening", "Brought"],
      ["out", "Issued"],
      ["in", "Received"],
      ["level", "Shelf room"],
    ],
    things: ["North", "South", "Harbour", "Airport"],
    times: months,
    most: 40,
  },
  {
    language: "de",
    head: [
      ["time", "Monat"],
      ["thing", "Verein"],
      ["opening", "Mitglieder Anfang"],
      ["in", "Eintritte"],
      ["in2", "Übertritte"],
      ["out", "Austritte"],
      ["closing", "Mitglieder Ende"],
    ],
    things: ["Turnen", "Rudern", "Schach"],
    times: oneYear,
    most: 7,
  },
  {
    language: "en",
    head: [
      ["time", "Month"],
      ["opening", "Opening balance"],
      ["in", "Paid in"],
      ["out", "Paid out"],
      ["closing", "Closing balance"],
    ],
    things: [""],
    times: months,
    most: 400,
  },
  {
    language: "en",
    head: [
      ["thing", "Team"],
      ["time", "Quarter"],
      ["in", "Joined"],
      ["out", "Left"],
      ["closing", "Headcount"],
      ["level", "Establishment"],
    ],
    things: ["Nursing", "Theatre", "Pharmacy", "Wards"],
    times: quarters,
    most: 9,
  },
];

type Cells = Readonly<Record<Column, string | number>>;

function cellsOf({ things, times, most }: Shape, seed: number): readonly Cells[] {
  const random = numbersFrom(seed);
  const upTo = (high: number): number => Math.floor(random() * (high + 1));
  const stock = things.map((_, at) => most * (9 + 4 * at));
  const level = things.map((_, at) => most * (10 + 4 * at) + 1);
  return times.flatMap((time, at) =>
    things.map((thing, place) => {
      const opening = stock[place]!;
      const [came, moved, out] = [upTo(most), upTo(most), upTo(most * 2)];
      const hasMoved = shapes[2]!.things === things;
      stock[place] = Math.max(0, opening + came + (hasMoved ? moved : 0) - out);
      const went = opening + came + (hasMoved ? moved : 0) - stock[place]!;
      if (at > 0 && at % 8 === 0) level[place]! += 3 + place;
      return { time, thing, opening, in: came, in2: moved, out: went, closing: stock[place]!, level: level[place]! };
    }),
  );
}

function textOf({ head }: Shape, cells: readonly Cells[]): { readonly head: string; readonly rows: readonly string[] } {
  return {
    head: head.map(([, name]) => name).join(","),
    rows: cells.map((row) => head.map(([column]) => row[column]).join(",")),
  };
}

const digits = (text: string): string => text.replaceAll(/[\s,.’'  ]/g, "");
const nameOf = ({ head }: Shape, column: Column): string => head.find(([one]) => one === column)?.[1] ?? "";
const sum = (values: readonly (string | number)[]): number =>
  values.reduce<number>((total, one) => total + Number(one), 0);

describe.each(shapes)("$head", { timeout: 120_000 }, (shape) => {
  test.each([1, 2, 3])("begins with what is left and what was there (%i)", async (seed) => {
    const cells = cellsOf(shape, seed);
    const { head, rows } = textOf(shape, cells);
    const { world, template } = await templateOf(await openText(head, rows), { language: shape.language });
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables } = await layOutReport(accepted, world, () => {});
    const at = (time: string): readonly Cells[] => cells.filter((cell) => cell.time === time);
    const closing = sum(at(shape.times.at(-1)!).map((cell) => cell.closing));
    const opening = sum(at(shape.times[0]!).map((cell) => cell.opening));
    expect(digits(document.title)).toContain(`${closing}`);
    expect(digits(document.title)).toContain(`${opening}`);
    const [all] = tables.get("stock")!.rows as readonly Row[];
    expect(Number(all!["end_value"]) - Number(all!["begin_value"])).toBe(closing - opening);
    // Years, or months of one year: what came and went, and the share of what went.
    const isYears = shape.times !== oneYear;
    const parts = Map.groupBy(cells, ({ time }) => (isYears ? String(time).slice(0, 4) : String(time)));
    const names = (["in", "in2", "out"] as const).filter((column) => nameOf(shape, column) !== "");
    const ordered = [...names].sort(
      (a, b) =>
        Number(a === "out") - Number(b === "out") ||
        shape.head.findIndex(([one]) => one === a) - shape.head.findIndex(([one]) => one === b),
    );
    const expected = [...parts].map(([part, own]) => {
      const [first, last] = [own[0]!.time, own.at(-1)!.time];
      const [begin, end] = [
        sum(at(String(first)).map((cell) => cell.opening)),
        sum(at(String(last)).map((cell) => cell.closing)),
      ];
      const out = sum(own.map((cell) => cell.out));
      return [
        part,
        begin,
        ...ordered.map((name) => sum(own.map((cell) => cell[name]))),
        end,
        ((200 * out) / (begin + end)).toFixed(6),
      ];
    });
    const found = tables
      .get("stock_years")!
      .rows.map((row: Row) => [
        String(row["period"]),
        Number(row["begin_value"]),
        ...ordered.map((_, place) => Number(row[`f${place}`])),
        Number(row["end_value"]),
        Number(row["rate"]).toFixed(6),
      ]);
    expect(found).toEqual(expected);
  });

  test.each([4, 5])("adds up what moves, and no level over time (%i)", async (seed) => {
    const cells = cellsOf(shape, seed);
    const { head, rows } = textOf(shape, cells);
    const { measures, stock } = await rolesOfText(head, rows);
    expect(stock?.column).toBe(nameOf(shape, "closing"));
    expect(measures[0]!.column).toBe(nameOf(shape, "closing"));
    const named = (column: Column) => measures.find((one) => one.column === nameOf(shape, column));
    expect(named("opening")).toBeUndefined();
    for (const column of ["closing", "level"] as const) {
      const measure = named(column);
      if (measure !== undefined) expect(flows(measure), column).toBe(false);
    }
    for (const column of ["in", "out"] as const) expect(flows(named(column)!), column).toBe(true);
  });

  test("prints the sum of no level over a year", async () => {
    const cells = cellsOf(shape, 6);
    const { head, rows } = textOf(shape, cells);
    const { world, template } = await templateOf(await openText(head, rows), { language: shape.language });
    for (const measure of (await rolesOfText(head, rows)).measures) {
      const parameters = { measure: measure.key };
      const accepted = await acceptReport({ template: template.name, parameters }, world);
      const { document } = await layOutReport(accepted, world, () => {});
      const numbers = new Set(
        shownLines(document).flatMap(({ text }) => (text.match(/\d[\d.,]*/g) ?? []).map((one) => digits(one))),
      );
      for (const column of ["closing", "level", "opening"] as const)
        for (const year of new Set(shape.times.map((time) => time.slice(0, 4)))) {
          const total = sum(cells.filter(({ time }) => String(time).startsWith(year)).map((cell) => cell[column]));
          if (nameOf(shape, column) !== "") expect(numbers.has(String(total)), `${column} ${year}`).toBe(false);
        }
    }
  });
});

test.each([shapes[0]!, shapes[3]!])("every choice renders ($head)", { timeout: 240_000 }, async (shape) => {
  const { head, rows } = textOf(shape, cellsOf(shape, 7));
  expect(await faultsOfDraft({ head, rows, language: shape.language, allPeriods: false })).toEqual([]);
});

test("a total and its parts are no stock", { timeout: 60_000 }, async () => {
  const rows = months.flatMap((month, at) =>
    ["A", "B", "C"].map((shop, place) => {
      const [food, drink, back] = [
        100 + ((at * 37 + place * 11) % 60),
        40 + ((at * 13 + place * 7) % 30),
        (at * 5 + place) % 9,
      ];
      return `${month},${shop},${food},${drink},${back},${food + drink - back}`;
    }),
  );
  expect(
    (await draftOf(await openText("month,shop,food,drink,returned,net", rows))).files.has("queries/stock.sql"),
  ).toBe(false);
});
