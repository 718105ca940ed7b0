import { words } from "./read-label.ts";

/** `06-disasters` → `disasters`; figures and numbers of figures say nothing, but a league table is no league. */
export function titleWords(title: string): string {
  return title
    .replace(/[-_]+/g, " ")
    .replace(/\b(fig(ure)?\d*\w?|data|dataset|(?<!\b(?:league|periodic|life) )table|tabelle|export|s?\d+\w?)\b/gi, " ")
    .replace(/\b(by|per|nach|je) (day|week|month|quarter|year|tag|woche|monat|quartal|jahr)s?\b/gi, " ")
    .replace(
      /(?<=\S )(monate|monaten|monatlich|nach monaten|months|wide|long|tidy|across|panel|monthly|quarterly|yearly|annual|daily|by (region|country|state|site|store)s?)\b/gi,
      " ",
    )
    .replace(/\s+/g, " ")
    .trim();
}

/** What a report is called by the name of its table. */
export function titleOfName(name: string): string {
  const plain = name
    .replace(/[{}%]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words(titleWords(plain) || plain) || "Report";
}
