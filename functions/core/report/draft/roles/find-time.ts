import type { DraftTable, Grain } from "../draft.ts";
import type { ColumnLook } from "../look/look-at-columns.ts";
import { quoteName } from "../quote.ts";
import { dayOfTexts, monthOfTexts } from "./time-texts.ts";
import type { TimeRole } from "./roles.ts";

const timeWord =
  /date|datum|time|zeit|month|monat|week|woche|day|tag|year|jahr|quarter|quartal|period|anno|année|año|年|月|日|季|期/i;
const yearWord = /year|jahr|anno|année|año|annee|^time$|^date$|^period$|年/i;

interface Candidate {
  readonly columns: readonly string[];
  readonly day: string;
  readonly score: number;
  /** SQL of whether all values name a day; absent if their type says so. */
  readonly always?: string;
}

/** The time of a table, if it has one. */
export async function findTime(
  { ask }: Pick<DraftTable, "ask">,
  looks: readonly ColumnLook[],
  source: string,
  rows: number,
): Promise<TimeRole | undefined> {
  for (const found of candidates(looks, rows).sort((a, b) => b.score - a.score)) {
    if (await namesDays(ask, found, source)) return await measureTime(ask, found, source);
  }
  return undefined;
}

/** Texts were looked at in part, and `2023-02-30` is written like a day: whether all of them name one. */
async function namesDays(ask: DraftTable["ask"], { always }: Candidate, source: string): Promise<boolean> {
  if (always === undefined) return true;
  const [row = {}] = await ask(`SELECT ${always} AS always FROM ${source}`);
  return row["always"] === true;
}

function candidates(looks: readonly ColumnLook[], rows: number): Candidate[] {
  return looks.flatMap((look, at): Candidate[] => {
    const { name, type, values, distinct, texts } = look;
    if (values < 0.6 * rows || distinct < 2) return [];
    const named = (timeWord.test(name) ? 2 : 0) - at / 100;
    if (type === "date") return [{ columns: [name], day: quoteName(name), score: 6 + named }];
    if (type === "timestamp") return [{ columns: [name], day: `${quoteName(name)}::DATE`, score: 6 + named }];
    if (type === "text" && (distinct <= 300 || timeWord.test(name))) {
      const days = dayOfTexts(name, texts);
      return days === undefined ? [] : [{ columns: [name], ...days, score: 5 + named }];
    }
    return type === "integer" && isYears(look) ? [yearsWithMonths(name, looks, rows, 3 + named)] : [];
  });
}

/** Whether whole numbers are years: by their name, or since they follow each other. */
function isYears({ name, low, high, distinct }: ColumnLook): boolean {
  if (low < 1500 || high > 2200) return false;
  return yearWord.test(name) || (distinct >= 5 && distinct >= 0.6 * (high - low + 1));
}

/** Years, with the months of another column if there is one. */
function yearsWithMonths(name: string, looks: readonly ColumnLook[], rows: number, score: number): Candidate {
  const year = quoteName(name);
  const month = looks.find(
    (look) =>
      look.values >= 0.9 * rows &&
      (monthOfTexts(look.name, look.texts) !== undefined ||
        (look.type === "integer" &&
          /^(month|monat|月|mois|mes)$/i.test(look.name) &&
          look.low >= 1 &&
          look.high <= 12)),
  );
  if (month === undefined) return { columns: [name], day: `make_date(${year}::INTEGER, 1, 1)`, score };
  const number = monthOfTexts(month.name, month.texts) ?? `${quoteName(month.name)}::INTEGER`;
  return { columns: [name, month.name], day: `make_date(${year}::INTEGER, ${number}::INTEGER, 1)`, score: score + 2 };
}

async function measureTime(ask: DraftTable["ask"], { columns, day }: Candidate, source: string): Promise<TimeRole> {
  const [row = {}] = await ask(`WITH days AS (SELECT DISTINCT ${day} AS d FROM ${source} WHERE ${day} IS NOT NULL),
  gaps AS (SELECT d, d - lag(d) OVER (ORDER BY d) AS gap FROM days)
SELECT count(*) AS times, min(d)::VARCHAR AS first, max(d)::VARCHAR AS last, min(gap) AS least, max(gap) AS most,
  median(gap::DOUBLE) AS middle, count(DISTINCT day(d)) AS days, count(DISTINCT month(d)) AS months,
  bool_and(d = last_day(d)) AS ends
FROM gaps`);
  const number = (name: string): number => Number(row[name] ?? 0);
  const [first, last] = [String(row["first"]), String(row["last"])];
  const raw = rawGrain({
    least: number("least"),
    most: number("most"),
    middle: number("middle"),
    oneDay: number("days") === 1 || row["ends"] === true,
    months: number("months"),
  });
  const span = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  return {
    columns,
    day,
    first,
    last,
    times: number("times"),
    raw,
    regular: raw !== "day" || number("middle") <= 2,
    grain: reportGrain(raw, span, number("times")),
  };
}

interface Gaps {
  /** Days between two times. */
  readonly least: number;
  readonly most: number;
  readonly middle: number;
  /** Whether all are the same day of their month, or its last. */
  readonly oneDay: boolean;
  readonly months: number;
}

function rawGrain({ least, middle, oneDay, months }: Gaps): Grain {
  if (oneDay && months === 1) return "year";
  if (oneDay && least >= 89 && months <= 4) return "quarter";
  if (oneDay && least >= 28) return "month";
  if (least >= 5 && middle === 7) return "week";
  if (least >= 350) return "year";
  if (least >= 80 && months <= 8) return "quarter";
  if (least >= 25 && middle <= 32) return "month";
  return "day";
}

/** The length of a period that a report can show: neither two bars nor a thousand. */
export function reportGrain(raw: Grain, days: number, times: number): Grain {
  if (raw === "week") return times <= 160 ? "week" : "month";
  if (raw !== "day") return raw;
  if (days > 9_000) return "year";
  if (days > 180) return "month";
  return days > 75 ? "week" : "day";
}
