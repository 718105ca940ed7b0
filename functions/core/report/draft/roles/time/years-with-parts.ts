import type { ColumnLook } from "../../look/look-at-columns.ts";
import { quoteName } from "../../quote.ts";
import type { Candidate } from "./time-candidate.ts";
import { dayOfWeek, monthOfTexts } from "../../names/time-texts.ts";

interface Part {
  readonly column: string;
  /** SQL of its number. */
  readonly number: string;
}

/** Years, with the months, quarters or weeks of another column if there is one, and the days of a third. */
export function yearsWithParts(name: string, looks: readonly ColumnLook[], rows: number, score: number): Candidate {
  const year = `${quoteName(name)}::INTEGER`;
  const others = looks.filter((look) => look.values >= 0.9 * rows && look.name !== name);
  const month = partOf(others, /^(month|monat|月|月份|mois|mes|mese|mês|maand)$/i, 12, monthOfTexts);
  if (month !== undefined) {
    const day = partOf(others, /^(day|tag|日|mday|dom|(date|day)[ _]of[ _](the[ _])?month)$/i, 31);
    return {
      columns: [name, month.column, ...(day === undefined ? [] : [day.column])],
      ...certain(`make_date(${year}, ${month.number}, ${day?.number ?? "1"})`, [
        year,
        month.number,
        ...(day === undefined ? [] : [day.number]),
      ]),
      score: score + 2,
    };
  }
  const quarter = partOf(others, /^(quarter|quartal|qtr|q|trimestre|季度)$/i, 4, quarterOfTexts);
  if (quarter !== undefined)
    return {
      columns: [name, quarter.column],
      ...certain(`make_date(${year}, ${quarter.number} * 3 - 2, 1)`, [year, quarter.number]),
      score: score + 2,
    };
  const week = partOf(others, /^(week|woche|kw|iso[ _]?week|calendar[ _]week|kalenderwoche|周|周数)$/i, 53);
  if (week !== undefined)
    return {
      columns: [name, week.column],
      ...certain(dayOfWeek(year, week.number), [year, week.number]),
      score: score + 2,
    };
  return { columns: [name], day: `make_date(${year}, 1, 1)`, score };
}

/** A day of two or three columns may not exist: 30 February. */
function certain(day: string, parts: readonly string[]): Pick<Candidate, "day" | "always"> {
  const missing = parts.map((part) => `${part} IS NULL`).join(" OR ");
  return { day, always: `bool_and(TRY(${day}) IS NOT NULL OR ${missing})` };
}

function partOf(
  looks: readonly ColumnLook[],
  named: RegExp,
  most: number,
  ofTexts: (name: string, texts: readonly string[]) => string | undefined = () => undefined,
): Part | undefined {
  for (const { name, type, low, high, texts, distinct } of looks) {
    const isNumber = type === "integer" && named.test(name.trim()) && low >= 1 && high <= most && distinct >= 2;
    const number = isNumber ? `${quoteName(name)}::INTEGER` : type === "text" ? ofTexts(name, texts) : undefined;
    if (number !== undefined) return { column: name, number };
  }
  return undefined;
}

function quarterOfTexts(name: string, texts: readonly string[]): string | undefined {
  if (texts.length < 2 || !texts.every((text) => /^Q[1-4]$/i.test(text))) return undefined;
  return `right(${quoteName(name)}, 1)::INTEGER`;
}
