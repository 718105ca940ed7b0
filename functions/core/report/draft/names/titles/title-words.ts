import { words } from "../read-label.ts";

/** Years, quarters and months in Chinese, alone or as a stretch: `2025年1-10月`, `2024年度`, `2025年第三季度`. */
const chinesePeriod =
  /(?:19|20)\d\d年(?:度|第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:[-–—至到]\d{1,2})?月份?(?:\d{1,2}日)?)?/gu;

/** `06-disasters` → `disasters`; figures and numbers of figures say nothing, but a league table is no league. */
export function titleWords(title: string): string {
  return withoutFiller(
    title
      .replace(chinesePeriod, " ")
      .replace(/[-_]+/g, " ")
      .replace(/\bs?\d+\w?\b/gi, " "),
  );
}

/** How a table was written or which version it is, at the end of its name or before a year; a cup final is none. */
const version =
  /(?<=\S )(?<!\b(?:cup|league|playoffs?|championship|grand|tournament) )(?:clean(?:ed)?|final|raw|copy|kopie|merged|processed|bereinigt|endgültig|v\d+(?:\.\d+)*)(?=[\s\d.-]*$)/i;

/** A title without such words, of which several may stand behind each other. */
function withoutVersion(title: string): string {
  const rest = title.replace(version, "").trim();
  return rest === title ? title : withoutVersion(rest);
}

function withoutFiller(title: string): string {
  return withoutVersion(title.replace(/\s+/g, " ").trim())
    .replace(/\b(fig(ure)?\d*\w?|data|dataset|(?<!\b(?:league|periodic|life) )table|tabelle|export)\b/gi, " ")
    .replace(/\b(by|per|nach|je) (day|week|month|quarter|year|tag|woche|monat|quartal|jahr)s?\b/gi, " ")
    .replace(
      /(?<=\S )(monate|monaten|monatlich|nach monaten|months|wide|long|tidy|across|panel|monthly|quarterly|yearly|annual|daily|by (region|country|state|site|store)s?)\b/gi,
      " ",
    )
    .replace(/\s+/g, " ")
    .trim();
}

const months =
  /(?<!\p{L})(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?!\p{L})/giu;

/**
 * What a report is called by the name of its table: with the years, days and months in it (`sales-2025-26`,
 * `报修记录_2025年1-11月`), but without a number that only puts files in order (`06-disasters`).
 */
export function titleOfName(name: string): string {
  const plain = name
    .replace(/[{}%]+/g, " ")
    .replace(/^s?\d{1,3}[a-z]?[-_.]+(?=\p{L})/iu, "")
    .replace(/_+|(?<!\d)-+|-+(?!\d)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const dated = withoutFiller(plain).replace(months, (month, at: number, whole: string) =>
    /\d\s*$/.test(whole.slice(0, at)) || /^\S+ (?:\p{L}{3,9} )?\d/u.test(whole.slice(at))
      ? month.charAt(0).toUpperCase() + month.slice(1)
      : month,
  );
  return words(titleWords(plain) === "" ? plain : dated).replace(/^us(?= \p{L})/iu, "US") || "Report";
}
