import { expect, test } from "vitest";
import { createMacros, macroNames } from "../../../../functions/core/report/query/macros.ts";
import { isSteady } from "../../../../functions/core/report/query/tree/is-steady.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import { openSession } from "../../../../functions/core/report/query/session/query-session.ts";
import { datasetOf, run, runOne } from "./query-bench.ts";

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);
const later = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);
/** Every day from one to another. */
const days = (from: string, to: string): readonly Date[] =>
  Array.from({ length: (day(to).getTime() - day(from).getTime()) / 86_400_000 + 1 }, (_, n) => later(day(from), n));

async function valuesOf(expression: string, rows = "VALUES (1)"): Promise<unknown[]> {
  const { tables } = await run({ q: `SELECT ${expression} AS v FROM (${rows}) AS r(a)` }, [], {}, { rows: 20_000 });
  return tables.get("q")!.rows.map(({ v }) => v);
}

const daily = (from: string, to: string): string =>
  `SELECT day::DATE FROM range(DATE '${from}', DATE '${to}' + 1, INTERVAL 1 DAY) AS d(day)`;

test("Wilson's interval is that of published examples", async () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
  for (const [hits, n, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const [a] = (await valuesOf(`wilson_low(${hits}, ${n})`)) as [number];
    const [b] = (await valuesOf(`wilson_high(${hits}, ${n})`)) as [number];
    expect([a.toFixed(4), b.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  }
});

test("its bounds are the shares at which the score test just rejects, for each number of hits", async () => {
  const rows = "SELECT unnest(range(0, 41))";
  const [lows, highs] = (await Promise.all([
    valuesOf("wilson_low(a, 40, z := 2.5)", rows),
    valuesOf("wilson_high(a, 40, z := 2.5)", rows),
  ])) as [number[], number[]];
  for (let hits = 0; hits <= 40; hits++) {
    const share = hits / 40;
    const score = (p: number): number => Math.abs(share - p) - 2.5 * Math.sqrt((p * (1 - p)) / 40);
    /** The root between `share` and an end, by bisection. */
    const bound = (end: number): number => {
      let [inside, outside] = [share, end];
      for (let step = 0; step < 60; step++) {
        const middle = (inside + outside) / 2;
        if (score(middle) <= 0) inside = middle;
        else outside = middle;
      }
      return inside;
    };
    expect([lows[hits], highs[hits]].map((value) => value?.toFixed(9))).toEqual(
      [bound(0), bound(1)].map((value) => value.toFixed(9)),
    );
  }
  expect([lows[0], highs[40]]).toEqual([0, 1]);
  expect(await valuesOf("wilson_low(0, 0)")).toEqual([null]);
  await expect(valuesOf("wilson_high(5, 4)")).rejects.toThrow("hits from 0 to n");
});

test("XmR limits are the mean and 2.66 mean moving ranges; a missing value ends a range", async () => {
  const series = [39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40];
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  const range =
    series.slice(1).reduce((sum, value, at) => sum + Math.abs(value - series[at]!), 0) / (series.length - 1);
  for (const [member, expected] of [
    ["low", mean - 2.66 * range],
    ["mean", mean],
    ["high", mean + 2.66 * range],
  ] as const)
    expect((await valuesOf(`xmr_band([${series.join(", ")}]).${member}`))[0]).toBeCloseTo(expected, 12);
  expect(await valuesOf("xmr_band([1, 3, NULL, 10, 12]).high")).toEqual([6.5 + 2.66 * 2]);
  expect(await valuesOf("xmr_band([1.5]).high")).toEqual([null]);
  expect(await valuesOf("xmr_band([]).mean")).toEqual([null]);
});

test("XmR limits are taken of a sorted list, as an aggregate and in a window", async () => {
  const sales = await datasetOf("sales", "m,v\n3,5\n1,1\n2,2\n4,9\n");
  const whole = await runOne("SELECT xmr_band(list(v ORDER BY m)).high AS high FROM sales", [sales]);
  expect(whole.rows).toEqual([{ high: Number((4.25 + (2.66 * 8) / 3).toPrecision(15)) }]);
  const rolling = await runOne(
    "SELECT m, xmr_band(list(v) OVER (ORDER BY m ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)).high AS high FROM sales ORDER BY m",
    [sales],
  );
  expect(rolling.rows.map(({ high }) => high)).toEqual([
    null,
    null,
    1.5 + 2.66,
    Number((8 / 3 + 2.66 * 2).toPrecision(15)),
  ]);
});

test("a change in percent needs an earlier value above zero", async () => {
  expect(await valuesOf("change_pct(108.6, 100)")).toEqual([8.6]);
  expect(await valuesOf("change_pct(a, 4)", "VALUES (5), (NULL)")).toEqual([25, null]);
  expect(await valuesOf("change_pct(5, a)", "VALUES (0), (-2), (NULL)")).toEqual([null, null, null]);
  expect(await valuesOf("rank_change(3, 5)")).toEqual([2]);
  expect(await valuesOf("rank_change(a, 5)", "VALUES (NULL), (7)")).toEqual([null, -2]);
});

test("ranks of windows are compared", async () => {
  const shops = await datasetOf("shops", "shop,y1,y2\nA,10,5\nB,8,9\nC,6,7\n");
  const { rows } = await runOne(
    "SELECT shop, rank_change(rank() OVER (ORDER BY y2 DESC), rank() OVER (ORDER BY y1 DESC)) AS gained FROM shops ORDER BY shop",
    [shops],
  );
  expect(rows.map(({ gained }) => gained)).toEqual([-2, 1, 1]);
});

test.each([1, 4, 7, 10])(
  "fiscal years and quarters that begin in month %i are found by walking the calendar",
  async (starts) => {
    const [from, to] = ["2019-01-01", "2024-12-31"];
    // The year that begins in the calendar year before the first day.
    let [begun, months] = starts === 1 ? [2018, 11] : [2018, (12 - starts) % 12];
    const expected = days(from, to).map((date) => {
      if (date.getUTCDate() === 1) months += 1;
      if (date.getUTCDate() === 1 && date.getUTCMonth() + 1 === starts) [begun, months] = [date.getUTCFullYear(), 0];
      return { begun, quarter: Math.floor(months / 3) + 1 };
    });
    const rows = daily(from, to);
    expect(await valuesOf(`fiscal_year(a, ${starts}, named_by := 'start')`, rows)).toEqual(
      expected.map((e) => e.begun),
    );
    expect(await valuesOf(`fiscal_year(a, ${starts})`, rows)).toEqual(
      expected.map((e) => e.begun + (starts === 1 ? 0 : 1)),
    );
    expect(await valuesOf(`fiscal_quarter(a, ${starts})`, rows)).toEqual(expected.map((e) => e.quarter));
  },
);

test("the same period is the part of the year that has passed, with leap days and whole months", async () => {
  const year = daily("2024-01-01", "2024-12-31");
  const passed = async (until: string, starts = 1): Promise<string[]> => {
    const found = await valuesOf(`same_period(a, DATE '${until}', starts := ${starts})`, year);
    return days("2024-01-01", "2024-12-31")
      .filter((_, at) => found[at] === true)
      .map(iso);
  };
  expect((await passed("2025-02-28")).at(-1)).toBe("2024-02-29");
  expect((await passed("2025-02-27")).at(-1)).toBe("2024-02-27");
  expect((await passed("2025-05-31")).length).toBe(152);
  expect((await passed("2025-05-30")).length).toBe(151);
  // A year from April to May: April, May.
  expect(await passed("2025-05-31", 4)).toEqual(days("2024-04-01", "2024-05-31").map(iso));
  expect(await valuesOf("same_period(a, NULL)", "VALUES ('2024-01-01')")).toEqual([null]);
});

test("the same period holds every date up to that of the year's last day, at the end of each February too", async () => {
  const pairs = [2019, 2020, 2023, 2024, 2100].flatMap((year) =>
    [2020, 2023, 2024].flatMap((other) =>
      days(`${year}-02-26`, `${year}-03-02`).flatMap((date) =>
        days(`${other}-02-26`, `${other}-03-02`).map((until) => [date, until] as const),
      ),
    ),
  );
  const found = await valuesOf(
    "same_period(a.d, a.u)",
    `VALUES ${pairs.map(([date, until]) => `({'d': DATE '${iso(date)}', 'u': DATE '${iso(until)}'})`).join(", ")}`,
  );
  const wrong = pairs.filter(([date, until], at) => {
    // Up to the end of a month means the whole month, however long it was in the other year.
    const wholeMonth = later(until, 1).getUTCDate() === 1;
    const order = iso(date)
      .slice(5, wholeMonth ? 7 : 10)
      .localeCompare(iso(until).slice(5, wholeMonth ? 7 : 10));
    return found[at] !== order <= 0;
  });
  expect(wrong.map(([date, until]) => `${iso(date)} until ${iso(until)}`)).toEqual([]);
});

/** Years of whole weeks, walked week by week from a known year's end. */
function walk(end: string, endOf: (year: number) => string, years: number, pattern: readonly number[]) {
  const found: { day: string; year: number; quarter: number; period: number; week: number }[] = [];
  let last = day(end);
  for (let year = last.getUTCFullYear() + 1; years > 0; year++, years--) {
    const ends = day(endOf(year));
    for (let week = 1, date = later(last, 1); date <= ends; date = later(date, 7), week++) {
      const quarter = Math.min(Math.ceil(week / 13), 4);
      const inQuarter = week - 13 * (quarter - 1);
      const part = inQuarter <= pattern[0]! ? 1 : inQuarter <= pattern[0]! + pattern[1]! ? 2 : 3;
      for (let d = 0; d < 7; d++)
        found.push({ day: iso(later(date, d)), year, quarter, period: 3 * (quarter - 1) + part, week });
    }
    last = ends;
  }
  return found;
}

/** Year ends as companies and the National Retail Federation published them. */
const apple: Readonly<Record<number, string>> = {
  2016: "2016-09-24",
  2017: "2017-09-30",
  2018: "2018-09-29",
  2019: "2019-09-28",
  2020: "2020-09-26",
  2021: "2021-09-25",
  2022: "2022-09-24",
  2023: "2023-09-30",
  2024: "2024-09-28",
};
const retail: Readonly<Record<number, string>> = {
  2012: "2012-01-28",
  2013: "2013-02-02",
  2014: "2014-02-01",
  2015: "2015-01-31",
  2016: "2016-01-30",
  2017: "2017-01-28",
  2018: "2018-02-03",
  2019: "2019-02-02",
  2020: "2020-02-01",
  2021: "2021-01-30",
  2022: "2022-01-29",
  2023: "2023-01-28",
  2024: "2024-02-03",
  2025: "2025-02-01",
};

test.each([
  ["the last Saturday of September (Apple)", "week_445(a, 9)", apple, 2016, [4, 4, 5]],
  [
    "the Saturday nearest to the end of January (NRF)",
    "week_445(a, 1, nearest := true, pattern := '454')",
    retail,
    2012,
    [4, 5, 4],
  ],
] as const)("weeks of years that end on %s", async (_name, macro, ends, first, pattern) => {
  const years = Object.keys(ends).length - 1;
  const expected = walk(ends[first]!, (year) => ends[year]!, years, pattern);
  const rows = daily(expected[0]!.day, expected.at(-1)!.day);
  for (const member of ["year", "quarter", "period", "week"] as const)
    expect(await valuesOf(`${macro}.${member}`, rows), member).toEqual(expected.map((place) => place[member]));
  expect(new Set(expected.filter(({ week }) => week === 53).map(({ year }) => year))).toEqual(
    new Set(first === 2016 ? [2017, 2023] : [2013, 2018, 2024]),
  );
});

test("what makes no sense is refused by name, and missing days have no place", async () => {
  for (const [expression, message] of [
    ["fiscal_year(DATE '2024-01-01', 13)", "starts must be a month from 1 to 12"],
    ["fiscal_year(DATE '2024-01-01', 4, named_by := 'both')", "named_by must be"],
    ["fiscal_quarter(DATE '2024-01-01', 0)", "starts must be a month"],
    ["same_period(DATE '2024-01-01', DATE '2024-01-01', starts := 13)", "starts must be a month"],
    ["week_445(DATE '2024-01-01', 13).week", "ends must be a month"],
    ["week_445(DATE '2024-01-01', 1, ends_on := 8).week", "ends_on must be a day"],
    ["week_445(DATE '2024-01-01', 1, pattern := '555').week", "pattern must be"],
  ] as const)
    await expect(valuesOf(expression), expression).rejects.toThrow(message);
  expect(await valuesOf("week_445(NULL, 9).week")).toEqual([null]);
  expect(await valuesOf("fiscal_year(NULL, 4)")).toEqual([null]);
});

test("tables, columns and queries may have the names of macros and of their parameters", async () => {
  const names = [...macroNames, "hits", "n", "z", "series", "now", "before", "day", "until", "starts", "pair", "ends"];
  const clash = await datasetOf("wilson_low", `${names.join(",")}\n${names.map((_, at) => at + 1).join(",")}\n`);
  const at = (name: string): number => names.indexOf(name) + 1;
  const { tables } = await run(
    {
      change_pct:
        "SELECT now, before, change_pct(before, now) AS change_pct, wilson_low(n, hits + 30) AS low FROM wilson_low",
      xmr_band: "SELECT change_pct, xmr_band([now, before, change_pct]).mean AS mean FROM change_pct",
      fiscal_year:
        "SELECT fiscal_year, wilson_low.day, fiscal_year(make_date(2000 + day, 5, 1), starts - 10) AS year FROM wilson_low",
    },
    [clash],
  );
  const pct = ((at("before") - at("now")) / at("now")) * 100;
  expect(tables.get("change_pct")!.rows[0]).toMatchObject({ now: at("now"), change_pct: Number(pct.toPrecision(15)) });
  expect(tables.get("xmr_band")!.rows[0]!["mean"]).toBeCloseTo((at("now") + at("before") + pct) / 3, 10);
  expect(tables.get("fiscal_year")!.rows[0]!["fiscal_year"]).toBe(at("fiscal_year"));
});

test("parameters reach macros, as literals and bound", async () => {
  // DuckDB names a column without a name after its text, so the parameter stays one.
  for (const sql of ["SELECT change_pct($now, 100) AS v", "SELECT change_pct($now, 100)"])
    expect((await runOne(sql, [], { now: 125 })).rows.map((row) => Object.values(row))).toEqual([[25]]);
});

test("sessions are kept apart by the macros that queries call", async () => {
  const sales = await datasetOf("sales", "v\n1\n2\n");
  const sessions = keepSessions();
  for (const [sql, v] of [
    ["SELECT sum(v) AS v FROM sales", 3],
    ["SELECT change_pct(max(v), min(v)) AS v FROM sales", 100],
    ["SELECT rank_change(max(v), min(v)) AS v FROM sales", -1],
    ["SELECT CHANGE_PCT(max(v), min(v)) AS v FROM sales", 100],
    ["SELECT sum(v) AS v FROM sales", 3],
  ] as const)
    expect((await runOne(sql, [sales], {}, { sessions })).rows).toEqual([{ v }]);
  await sessions.close();
});

test("nothing is created for queries that call no macro", async () => {
  const connection = { run: () => Promise.reject(new Error("a statement ran")) };
  await createMacros(connection as never, []);
});

test("macros have names of their own, and call only what is steady", async () => {
  const session = await openSession(128, undefined, 1, true, async () => {});
  try {
    const [connection] = session.connections;
    const builtIn = await connection.runAndReadAll("SELECT DISTINCT lower(function_name) FROM duckdb_functions()");
    expect(
      builtIn
        .getRows()
        .flat()
        .filter((name) => macroNames.includes(String(name))),
    ).toEqual([]);
    await createMacros(connection, macroNames);
    const bodies = await connection.runAndReadAll(
      "SELECT function_name, macro_definition, json_serialize_sql('SELECT ' || macro_definition) FROM duckdb_functions() WHERE function_type = 'macro' AND NOT internal ORDER BY 1",
    );
    expect(bodies.getRows().length).toBeGreaterThan(macroNames.length);
    // What these give is of the functions that they are handed, or no number.
    const passing = /^(?:_bs_\w+|list_transform|list_zip|list_aggregate|array_slice|array_extract|error)$/;
    for (const [name, , tree] of bodies.getRows() as [string, string, string][]) {
      const { statements } = JSON.parse(tree) as { statements: unknown };
      const judged: unknown = JSON.parse(
        JSON.stringify(statements, (key, value: unknown) =>
          key === "function_name" && passing.test(String(value))
            ? "abs"
            : key === "class" && value === "LAMBDA"
              ? "FUNCTION"
              : value,
        ),
      );
      expect(isSteady(judged), `${name}: ${tree}`).toBe(true);
    }
    expect(isSteady({ class: "FUNCTION", function_name: "xmr_band" })).toBe(true);
    expect(isSteady({ class: "FUNCTION", function_name: "xmr_bands" })).toBe(false);
  } finally {
    session.close();
  }
});
