import type { DuckDBConnection } from "@duckdb/node-api";

/** A function of SQL that Broadsheet adds to those of DuckDB. */
interface Macro {
  /** As in `CREATE MACRO`: `day, starts, named_by := 'end'`. */
  readonly parameters: string;
  /** An expression; it may call the macros before it. */
  readonly body: string;
}

/** Refuses a value that is no month. */
const needsMonth = (macro: string, parameter: string): string =>
  `WHEN ${parameter} NOT BETWEEN 1 AND 12 THEN error('${macro}: ${parameter} must be a month from 1 to 12')`;

/** The years of whole weeks, named by the calendar year of the month in which they end. */
const weeks: Readonly<Record<string, Macro>> = {
  // The last day of that name (1 Monday to 7 Sunday) in a month, or with 3 days more the one nearest to the month's end.
  _bs_year_end: {
    parameters: "y, ends, ends_on, more",
    body: `last_day(make_date(y, ends, 1)) + more
      - ((isodow(last_day(make_date(y, ends, 1)) + more) - ends_on + 7) % 7)::INTEGER`,
  },
  _bs_week_year: {
    parameters: "day, ends, ends_on, more",
    body: `year(day) + (day > _bs_year_end(year(day), ends, ends_on, more))::INTEGER
      - (day <= _bs_year_end(year(day) - 1, ends, ends_on, more))::INTEGER`,
  },
  // The 53rd week belongs to the last period.
  _bs_period: {
    parameters: "place",
    body: `3 * (place.quarter - 1) + 1
      + (place.week - 13 * (place.quarter - 1) > left(place.pattern, 1)::INTEGER)::INTEGER
      + (place.week - 13 * (place.quarter - 1)
        > left(place.pattern, 1)::INTEGER + substr(place.pattern, 2, 1)::INTEGER)::INTEGER`,
  },
  // Each step names what it found, and the next uses the name: written out, the expression would have a thousand terms.
  _bs_445: {
    parameters: "given",
    body: `list_transform(list_transform(list_transform(list_transform([given],
      lambda a: struct_pack(at := a, year := _bs_week_year(a.day, a.ends, a.ends_on, a.more))),
      lambda b: struct_pack(pattern := b.at.pattern, year := b.year,
        week := (b.at.day - _bs_year_end(b.year - 1, b.at.ends, b.at.ends_on, b.at.more) - 1) // 7 + 1)),
      lambda c: struct_pack(pattern := c.pattern, year := c.year, week := c.week,
        quarter := least((c.week - 1) // 13, 3) + 1)),
      lambda d: struct_pack(year := d.year, quarter := d.quarter, period := _bs_period(d), week := d.week))[1]`,
  },
  week_445: {
    parameters: "day, ends, ends_on := 6, nearest := false, pattern := '445'",
    body: `CASE WHEN day IS NULL THEN NULL ${needsMonth("week_445", "ends")}
      WHEN ends_on NOT BETWEEN 1 AND 7 THEN error('week_445: ends_on must be a day from 1 (Monday) to 7 (Sunday)')
      WHEN pattern NOT IN ('445', '454', '544') THEN error('week_445: pattern must be ''445'', ''454'' or ''544''')
      ELSE _bs_445(struct_pack(day := day::DATE, ends := ends, ends_on := ends_on, more := 3 * nearest::INTEGER,
        pattern := pattern)) END`,
  },
};

/**
 * The macros, each after those that it calls. Those that begin with an underscore serve the others only.
 *
 * Whatever a body calls gives the same bits on every machine, see `isSteady`. With a missing argument the result is
 * missing.
 */
const macros: Readonly<Record<string, Macro>> = {
  // E. B. Wilson, Probable inference, the law of succession, and statistical inference. JASA 22 (1927), 209–212.
  _bs_wilson: {
    parameters: "hits, n, z, side",
    body: `CASE WHEN n = 0 THEN NULL
      WHEN hits < 0 OR hits > n THEN error('the Wilson interval needs hits from 0 to n')
      ELSE (hits + z * z / 2 + side * z * sqrt(hits * (n - hits) / n + z * z / 4)) / (n + z * z) END`,
  },
  // At its end the bound is exactly 0 or 1, which the two terms may miss by a rounding.
  wilson_low: {
    parameters: "hits, n, z := 1.959963984540054",
    body: "CASE WHEN hits = 0 AND n > 0 THEN 0::DOUBLE ELSE _bs_wilson(hits::DOUBLE, n::DOUBLE, z::DOUBLE, -1) END",
  },
  wilson_high: {
    parameters: "hits, n, z := 1.959963984540054",
    body: "CASE WHEN hits = n AND n > 0 THEN 1::DOUBLE ELSE _bs_wilson(hits::DOUBLE, n::DOUBLE, z::DOUBLE, 1) END",
  },
  // D. J. Wheeler, Understanding Variation (1993): limits of individual values, 2.66 mean moving ranges from the mean.
  _bs_moving_range: {
    parameters: "series",
    body: `list_aggregate(list_transform(list_zip(series, series[2:]), lambda pair: abs(pair[2] - pair[1])), 'avg')`,
  },
  _bs_band: {
    parameters: "mean, range",
    body: "struct_pack(low := mean - 2.66::DOUBLE * range, mean := mean, high := mean + 2.66::DOUBLE * range)",
  },
  xmr_band: {
    parameters: "series",
    body: "_bs_band(list_aggregate(series::DOUBLE[], 'avg'), _bs_moving_range(series::DOUBLE[]))",
  },
  change_pct: {
    parameters: "now, before",
    body: "CASE WHEN before > 0 THEN (now - before) / before * 100 END",
  },
  rank_change: { parameters: "now, before", body: "before::BIGINT - now::BIGINT" },
  fiscal_year: {
    parameters: "day, starts, named_by := 'end'",
    body: `CASE ${needsMonth("fiscal_year", "starts")}
      WHEN named_by NOT IN ('end', 'start') THEN error('fiscal_year: named_by must be ''end'' or ''start''')
      ELSE year(day::DATE) - (month(day::DATE) < starts)::INTEGER + (named_by = 'end' AND starts > 1)::INTEGER END`,
  },
  fiscal_quarter: {
    parameters: "day, starts",
    body: `CASE ${needsMonth("fiscal_quarter", "starts")}
      ELSE (month(day::DATE) - starts + 12) % 12 // 3 + 1 END`,
  },
  _bs_day_of_year: { parameters: "day, starts", body: "(month(day) - starts + 12) % 12 * 100 + day(day)" },
  // Until the last day of a month means until its 31st, so that whole months are compared with whole months.
  _bs_until: {
    parameters: "until, starts",
    body: "_bs_day_of_year(until, starts) + CASE WHEN until = last_day(until) THEN 31 - day(until) ELSE 0 END",
  },
  same_period: {
    parameters: "day, until, starts := 1",
    body: `CASE ${needsMonth("same_period", "starts")}
      ELSE _bs_day_of_year(day::DATE, starts) <= _bs_until(until::DATE, starts) END`,
  },
  ...weeks,
};

const own: ReadonlySet<string> = new Set(Object.keys(macros).filter((name) => !name.startsWith("_")));

/** The names of the macros that queries may call. */
export const macroNames: readonly string[] = [...own].sort();

/** Whether a function, in lower case, is a macro of ours. */
export function isMacro(called: string): boolean {
  return own.has(called);
}

/**
 * Creates macros with those that they call. Tables and columns may have the same names: functions have names of their
 * own.
 */
export async function createMacros(connection: DuckDBConnection, called: Iterable<string>): Promise<void> {
  const needed = new Set(called);
  if (needed.size === 0) return;
  const statements: string[] = [];
  for (const [name, { parameters, body }] of Object.entries(macros).toReversed()) {
    if (!needed.has(name)) continue;
    for (const [, inner = ""] of body.matchAll(/\b(_bs_\w+)\(/g)) needed.add(inner);
    statements.unshift(`CREATE OR REPLACE MACRO ${name}(${parameters}) AS ${body}`);
  }
  await connection.run(statements.join(";\n"));
}
