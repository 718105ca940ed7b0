import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, type Row, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "../stories/subject-shapes.ts";

const of = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** How tables write their periods, with the first day of each. */
const grains = {
  month: (at: number) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  week: (at: number) => `2024-W${String(at + 1).padStart(2, "0")}`,
  year: (at: number) => String(2005 + at),
} as const;
type Grain = keyof typeof grains;
const firstDay: Readonly<Record<Grain, (at: number) => string>> = {
  month: (at) => `${grains.month(at)}-01`,
  week: (at) => new Date(Date.UTC(2024, 0, 1) + at * 7 * 86_400_000).toISOString().slice(0, 10),
  year: (at) => `${grains.year(at)}-01-01`,
};

const towns = ["Aarau", "Bern", "Chur", "Davos", "Egg", "Flims"];
const periods = 14;

type Cell = (at: number, town: number) => number | undefined;

/** Values that swing by little. */
const steady: Cell = (at, town) => 400 * (town + 1) + 10 * ((at * 7 + town * 3) % 5);

/** A table of towns over time: with rows for each period, or with periods across. */
function tableOf(cell: Cell, grain: Grain, how: "rows" | "across", of_: number = towns.length): [string, string[]] {
  const shown = towns.slice(0, of_);
  if (how === "across")
    return [
      `town,${of(periods).map(grains[grain]).join(",")}`,
      shown.map(
        (town, place) =>
          `${town},${of(periods)
            .map((at) => cell(at, place) ?? "")
            .join(",")}`,
      ),
    ];
  return [
    "period,town,sales",
    of(periods).flatMap((at) =>
      shown.flatMap((town, place) => {
        const value = cell(at, place);
        return value === undefined ? [] : [`${grains[grain](at)},${town},${value}`];
      }),
    ),
  ];
}

interface Printed {
  readonly headline: Row;
  readonly course: readonly Row[];
  readonly lines: readonly string[];
}

async function printed([head, rows]: [string, string[]], language: DraftLanguage = "en"): Promise<Printed> {
  const { world, template } = await templateOf(await openText(head, rows), { language, adds: true });
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  const lines = shownLines(document).map(({ text }) => text);
  return { headline: tables.get("headline")!.rows[0]!, course: tables.get("course")!.rows, lines };
}

/** What all towns add up to, by a code of its own. */
const totalOf = (cell: Cell, at: number): number =>
  of(towns.length).reduce((sum, town) => sum + (cell(at, town) ?? 0), 0);

const day = (value: unknown): string => String(value).slice(0, 10);

/** One town ends for good, and one lacks a value in between. */
const ending: Cell = (at, town) => ((town === 1 && at > 8) || (town === 4 && at === 5) ? undefined : steady(at, town));

describe.each([
  ["month", "rows", "en"],
  ["week", "rows", "de"],
  ["year", "rows", "zh"],
  ["month", "across", "zh"],
] as const)("by %s in %s (%s)", (grain, how, language) => {
  test("who lacks only the last period stays in all others", async () => {
    const cell: Cell = (at, town) => (at === periods - 1 && town === 2 ? undefined : steady(at, town));
    const { headline, course, lines } = await printed(tableOf(cell, grain, how), language);
    const own = of(periods - 1).map((at) => totalOf(cell, at));
    expect(course.map(({ value }) => Number(value))).toEqual(own);
    expect(headline).toMatchObject({ value: own.at(-1), highest: Math.max(...own), lowest: Math.min(...own) });
    expect(day(headline["now"])).toBe(firstDay[grain](periods - 2));
    // It is said at the beginning, before the first heading.
    const until = lines.findIndex((line) => /^(Over time|Verlauf|随时间的变化)$/.test(line));
    expect(lines.slice(0, until).join(" ")).toContain("Chur");
  });

  test("a last period in which all fall by more than half is left out, and told", async () => {
    const cell: Cell = (at, town) => Math.round(steady(at, town)! * (at === periods - 1 ? 0.4 : 1));
    const { headline, lines } = await printed(tableOf(cell, grain, how), language);
    expect(day(headline["now"])).toBe(firstDay[grain](periods - 2));
    expect(headline).toMatchObject({ value: totalOf(cell, periods - 2) });
    const total = totalOf(cell, periods - 1);
    expect(lines.some((line) => line.replace(/[.,](?=\d{3})/g, "").includes(String(total)))).toBe(true);
  });

  test("who ended in between, or lacks a value there, is counted in the title", async () => {
    const { headline, lines } = await printed(tableOf(ending, grain, how), language);
    expect(day(headline["now"])).toBe(firstDay[grain](periods - 1));
    expect(lines[0]).toMatch({ en: /5 of 6/, de: /5 von 6/, zh: /6项中的5项/ }[language]);
    // The course is that of four of them, and its title says so.
    expect(lines.join("\n")).toMatch({ en: /4 of 6: /, de: /4 von 6: /, zh: /6项中的4项/ }[language]);
    expect(headline["highest"]).toBe(
      Math.max(...of(periods).map((at) => totalOf(ending, at) - (ending(at, 1) ?? 0) - (ending(at, 4) ?? 0))),
    );
  });
});

const lateBegun: Cell = (at, town) => (at === 0 && town === 3 ? undefined : steady(at, town));
const lowBegun: Cell = (at, town) => Math.round(steady(at, town)! * (at === 0 ? 0.3 : 1));
test("a first period that few have begun in, or that is low in all, is left out likewise", async () => {
  for (const cell of [lateBegun, lowBegun]) {
    const { headline, course } = await printed(tableOf(cell, "month", "rows"));
    expect(day(headline["begin"])).toBe("2023-02-01");
    expect(course).toHaveLength(periods - 1);
  }
});

test.each([
  // Ice is sold in summer: such a fall comes each year.
  ["values that fall each year", (at, town) => steady(at, town)! * ([0, 1, 2, 9, 10, 11].includes(at % 12) ? 0.4 : 1)],
  [
    "values that swing",
    (at, town) => steady(at, town)! * [1, 0.45, 1.6, 0.8][(at * at + 1) % 4]! * (at === 13 ? 0.4 : 1),
  ],
  ["a fall of some", (at, town) => steady(at, town)! * (at === periods - 1 && town < 4 ? 0.4 : 1)],
] as readonly (readonly [string, Cell])[])("%s are no sign of a period that is not over", async (_, cell) => {
  const whole: Cell = (at, town) => Math.round(cell(at, town)!);
  const { headline } = await printed(tableOf(whole, "month", "rows"));
  expect(day(headline["now"])).toBe("2024-02-01");
});

const doubt = { en: /may not be complete/, de: /vielleicht (noch nicht|nicht vollständig)/, zh: /尚不完整/ } as const;
const shares = [0.15, 0.4, 0.62] as const;
const alone = of(periods).map((at) => 400 + ((at * 7) % 5) * 10);

/** One course alone whose last value is a share of its lowest one. */
const alike = (grain: Grain, share: number, label = "sales"): [string, string[]] => {
  const last = Math.round(Math.min(...alone) * share);
  return [`period,${label}`, alone.map((value, at) => `${grains[grain](at)},${at === periods - 1 ? last : value}`)];
};

describe.each(["month", "week", "year"] as const)("one course alone by %s that ends low", (grain) => {
  test.each(["en", "de", "zh"] as const)("is doubted before it is called low (%s)", async (language) => {
    for (const share of shares) {
      const label = share === 0.4 ? "count" : "sales";
      const { headline, lines } = await printed(alike(grain, share, label), language);
      expect(day(headline["now"])).toBe(firstDay[grain](periods - 1));
      expect(headline).toMatchObject({ is_doubtful: true, lowest: Math.min(...alone.slice(0, -1)) });
      expect(lines[0]).toMatch(doubt[language]);
      // The value before it stands beside it, and nothing is called the lowest or a fall.
      expect(lines[0]).toContain(String(alone.at(-2)));
      expect(lines[0]).not.toMatch(/fell|lowest|niedrigst|最低|下降/);
    }
  });
});

test.each([
  ["a fall as there may be", alike("month", 0.95)],
  ["what is there at a time", alike("month", 0.4, "active users")],
  ["a rate", alike("month", 0.4, "unemployment rate %")],
] as const)("%s is not doubted", async (_, table) => {
  const { world, template } = await templateOf(await openText(table[0], table[1]));
  const { tables, document } = await layOutReport(
    await acceptReport({ template: template.name }, world),
    world,
    () => {},
  );
  expect(tables.get("headline")!.rows[0]!["is_doubtful"] ?? false).toBe(false);
  expect(
    shownLines(document)
      .map(({ text }) => text)
      .join(" "),
  ).not.toMatch(doubt.en);
});

test("values that fall each winter, and one that swings, are not doubted in their last period", async () => {
  const seasonal = of(26).map((at) => Math.round((100 + ((at * 7) % 5)) * ([11, 0, 1].includes(at % 12) ? 0.4 : 1)));
  const swinging = of(26).map((at) => (at === 25 ? 30 : Math.round(100 * [1, 0.45, 1.6, 0.8][(at * at + 1) % 4]!)));
  for (const values of [seasonal.slice(0, 24), swinging]) {
    const { headline } = await printed(["month,sales", values.map((value, at) => `${grains.month(at)},${value}`)]);
    expect(headline).toMatchObject({ is_doubtful: false });
  }
});

test("rows with days inside are told complete by their last day", async () => {
  for (const [days, now] of [
    [20, "2025-05-01"],
    [31, "2025-06-01"],
  ] as const) {
    const from = Date.UTC(2024, 9, 1);
    const until = Date.UTC(2025, 5, Math.min(days, 30));
    const count = Math.round((until - from) / 86_400_000) + 1;
    const rows = of(count).map(
      (at) => `${new Date(from + at * 86_400_000).toISOString().slice(0, 10)},${50 + (at % 9)}`,
    );
    const { headline } = await printed(["date,sales", rows]);
    expect(day(headline["now"])).toBe(now);
  }
});

const coming: Cell = (at, town) => ((at * 5 + town * 3) % 11 === 0 ? undefined : steady(at, town));
test("those who come and go in each period are not late in the last one", async () => {
  // Egg lacks the last month, as others lack others.
  expect(coming(periods - 1, 4)).toBeUndefined();
  const { headline } = await printed(tableOf(coming, "month", "rows"));
  expect(day(headline["now"])).toBe("2024-02-01");
});

/** Readings of each hour, or records at random times, up to a time of the last day. */
const instants = (until: string, how: "hours" | "records"): string[] => {
  const next = numbersFrom(5);
  const from = Date.UTC(2025, 5, 1);
  const end = Date.parse(`${until}:00Z`);
  const [rows, step] = [[] as string[], how === "hours" ? 60 : 25];
  for (let at = from; at <= end; at += step * 60_000 * (how === "hours" ? 1 : 0.4 + next())) {
    const text = new Date(at).toISOString().slice(0, 16).replace("T", " ");
    rows.push(
      how === "hours" ? `${text},${10 + Math.round(next() * 20)}` : `${text},${["a", "b"][rows.length % 2]!},5`,
    );
  }
  return rows;
};

test.each([
  ["hours", "2025-06-15 08:00", "2025-06-14"],
  ["hours", "2025-06-15 23:00", "2025-06-15"],
  ["records", "2025-06-15 16:00", "2025-06-14"],
  ["records", "2025-06-15 23:59", "2025-06-15"],
] as const)("a last day of %s until %s is complete or not", async (how, until, now) => {
  const head = how === "hours" ? "time,rain_mm" : "time,kind,units";
  const { headline } = await printed([head, instants(until, how)]);
  expect(day(headline["now"])).toBe(now);
});

test.each([
  ["a month", grains.month, [5]],
  ["two years", grains.year, [4, 5]],
] as const)("the line breaks where %s is missing", async (_, name, missing) => {
  const shown = of(periods).filter((at) => !(missing as readonly number[]).includes(at));
  const rows = shown.map((at) => `${name(at)},${400 + ((at * 7) % 5) * 10}`);
  const { world, template } = await templateOf(await openText("period,sales", rows));
  const { tables } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const drawn = tables.get("drawn")!.rows;
  expect(drawn).toHaveLength(shown.length + 1);
  expect(drawn.findIndex(({ value }) => value === null)).toBe(missing[0]);
});

test("days of work, and surveys of each fourth year, make one line", async () => {
  const days = of(60)
    .map((at) => new Date(Date.UTC(2025, 2, 3) + at * 86_400_000))
    .filter((at) => at.getUTCDay() % 6 !== 0)
    .map((at, place) => `${at.toISOString().slice(0, 10)},${50 + (place % 4)}`);
  const surveys = of(8).map((at) => `${1990 + 4 * at},${50 + (at % 3)}`);
  for (const [head, rows] of [["date,close", days] as const, ["year,turnout_pct", surveys] as const]) {
    const { world, template } = await templateOf(await openText(head, rows));
    const { tables } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
    expect(tables.get("drawn")!.rows.filter(({ value }) => value === null)).toEqual([]);
  }
});
