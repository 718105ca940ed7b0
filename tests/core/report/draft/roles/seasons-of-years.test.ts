import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { reportOf } from "../report-of-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

interface Sport {
  readonly language: DraftLanguage;
  readonly head: string;
  /** The month in which a season begins, and in how many days it is over. */
  readonly begins: number;
  readonly days: number;
  readonly season: (from: number) => string | number;
  /** How the report calls the season that began in a year. */
  readonly called: (from: number) => string;
}

const two = (year: number): string => String(year % 100).padStart(2, "0");

/** Seasons, school years and fiscal years of nine years, whose dates are too few for months. */
const sports: readonly Sport[] = [
  {
    language: "en",
    head: "season,date,club,attendance",
    begins: 9,
    days: 240,
    season: (y) => `${y}/${two(y + 1)}`,
    called: (y) => `${y}/${two(y + 1)}`,
  },
  {
    language: "en",
    head: "school_year,date,school,meals_sold",
    begins: 8,
    days: 300,
    season: (y) => `${y}-${two(y + 1)}`,
    called: (y) => `${y}/${two(y + 1)}`,
  },
  {
    language: "en",
    head: "fiscal_year,date,department,cost_usd",
    begins: 10,
    days: 364,
    season: (y) => `FY${two(y + 1)}`,
    called: (y) => `${y + 1}`,
  },
  {
    language: "en",
    head: "Season,Date,Resort,Visitors",
    begins: 11,
    days: 200,
    season: (y) => y + 1,
    called: (y) => `${y + 1}`,
  },
  {
    language: "de",
    head: "Spielzeit,Datum,Spielort,Besucher",
    begins: 9,
    days: 280,
    season: (y) => `${y}/${y + 1}`,
    called: (y) => `${y}/${two(y + 1)}`,
  },
  {
    language: "de",
    head: "Geschäftsjahr,Datum,Filiale,Umsatz in EUR",
    begins: 4,
    days: 364,
    season: (y) => `GJ ${y}/${two(y + 1)}`,
    called: (y) => `${y}/${two(y + 1)}`,
  },
  {
    language: "zh",
    head: "赛季,日期,主队,观众人数",
    begins: 8,
    days: 270,
    season: (y) => `${y}-${y + 1}赛季`,
    called: (y) => `${y}/${two(y + 1)}`,
  },
  {
    language: "zh",
    head: "学年,日期,学院,捐款金额（元）",
    begins: 9,
    days: 300,
    season: (y) => `${y}-${y + 1}学年`,
    called: (y) => `${y}/${two(y + 1)}`,
  },
];

interface Match {
  readonly from: number;
  readonly date: string;
  readonly value: number;
  readonly row: string;
}

/** The last season has only its first dates if `share` is less than 1. */
function matchesOf({ begins, days, season }: Sport, share = 1): readonly Match[] {
  const next = numbersFrom(days + begins);
  return Array.from({ length: 9 }, (_, year) => 2015 + year).flatMap((from) =>
    Array.from({ length: 24 }, (_, at): Match => {
      const day = Math.round((days * at) / 23);
      const date = new Date(Date.UTC(from, begins - 1, 1 + day)).toISOString().slice(0, 10);
      const value = Math.round(400 + 900 * next());
      const row = `${season(from)},${date},${["Aa", "Bee", "Cee"][Math.floor(3 * next())]!},${value}`;
      return { from, date, value, row };
    }).filter((_, at) => from < 2023 || at < 24 * share),
  );
}

const sumOf = (matches: readonly Match[], from: number): number =>
  matches.filter((one) => one.from === from).reduce((sum, { value }) => sum + value, 0);

describe.each(sports)("$head", (sport) => {
  test.each([1, 0.5])(
    "a year of the report is one of the column (%d of the last)",
    { timeout: 60_000 },
    async (share) => {
      const matches = matchesOf(sport, share);
      const table = await openText(
        sport.head,
        matches.map(({ row }) => row),
      );
      const { draft, rows } = await reportOf(table, { language: sport.language });
      const column = sport.head.split(",")[0]!;
      const compare = draft.questions.find(({ name }) => name === "compare");
      expect(compare?.choices.map(({ label }) => label.toLowerCase()) ?? []).not.toContain(column.toLowerCase());
      const isSum = rows("measure")[0]!["flows"] === true;
      // The last one is left out if it is not over.
      const expected = Array.from({ length: share === 1 ? 9 : 8 }, (_, year) => sumOf(matches, 2015 + year));
      const course = rows("course").filter(({ value }) => value !== null);
      expect(course.map(({ value }) => (Number(value) * (isSum ? 1 : 24)).toFixed(3))).toEqual(
        expected.map((value) => value.toFixed(3)),
      );
      const called = rows("period_choices").map(({ label }) => String(label));
      expect(called).toContain(sport.called(2016));
    },
  );
});

const spans = [
  ["en", "season,date,team,spectators", (y: number, _m: number) => `${y}/${two(y + 1)}`],
  ["en", "term,date,school,absences", (y: number, m: number) => (m < 6 ? `Autumn ${y}` : `Spring ${y + 1}`)],
  [
    "en",
    "quarter,date,store,revenue_usd",
    (y: number, m: number) => `${m < 4 ? y : y + 1} Q${m < 4 ? 4 : 1 + Math.floor((m - 4) / 3)}`,
  ],
  [
    "en",
    "Month,Date,Store,Revenue (USD)",
    (_y: number, m: number) => "Sep Oct Nov Dec Jan Feb Mar Apr May Jun Jul Aug".split(" ")[m]!,
  ],
  ["de", "Schuljahr,Datum,Schule,Fehltage", (y: number) => `${y}/${y + 1}`],
  [
    "de",
    "Halbjahr,Datum,Schule,Anmeldungen",
    (y: number, m: number) => `${m < 6 ? 1 : 2}. Halbjahr ${y}/${two(y + 1)}`,
  ],
  ["zh", "学期,日期,学校,报名人数", (y: number, m: number) => `${y}-${y + 1}学年第${m < 6 ? "一" : "二"}学期`],
  ["zh", "财年,日期,门店,销售额（元）", (y: number) => `FY${two(y + 1)}`],
] as const;

describe.each(spans)("%s: %s", (language, head, span) => {
  test("no month compares spans of time that it lies within", { timeout: 60_000 }, async () => {
    const next = numbersFrom(head.length);
    const lines = Array.from({ length: 24 }, (_, month) =>
      Array.from({ length: 26 }, (_day, at) => {
        const date = new Date(Date.UTC(2022, 8 + month, 1 + 3 * Math.floor(at / 3))).toISOString().slice(0, 10);
        const name = span(2022 + Math.floor(month / 12), month % 12);
        return `${name},${date},${["Aa", "Bee", "Cee", "Dee"][Math.floor(4 * next())]!},${Math.round(100 + 300 * next())}`;
      }),
    ).flat();
    const { draft } = await reportOf(await openText(head, lines), { language });
    const [column, , other] = head.split(",");
    const facts = draft.files.get("queries/facts.sql")!;
    expect(facts).not.toMatch(new RegExp(`${column!}"? AS member|THEN "?${column!}`));
    expect(facts).toContain(other);
  });
});

test("weekdays and what a name only sounds like are compared", { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 1400 }, (_, at) => {
    const day = new Date(Date.UTC(2022, 0, 1 + Math.floor(at / 2)));
    const weekday = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ")[day.getUTCDay()]!;
    return `${day.toISOString().slice(0, 10)},${weekday},${["Summer stock", "Winter stock", "Basics"][(at * 7) % 3]!},${100 + ((at * 37) % 90)}`;
  });
  for (const [name, other] of [
    ["Season", "sales_usd"],
    ["Term", "visits"],
  ]) {
    const { draft } = await reportOf(await openText(`date,weekday,${name!},${other!}`, lines));
    expect(draft.files.get("queries/facts.sql")).toMatch(new RegExp(`${name!}"? AS member`));
  }
});
