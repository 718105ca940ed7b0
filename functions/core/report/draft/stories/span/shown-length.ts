import type { DraftLanguage, Grain } from "../../draft.ts";
import { dateFilter } from "../../blocks/parts.ts";
import type { SpanUnit } from "./span-role.ts";
import { unitNames } from "./span-words.ts";

/** Liquid that prints a length with its unit: “1 day”, “4.5 days”. */
export function shownLength(unit: SpanUnit, language: DraftLanguage): (of: string) => string {
  const [one, many] = unitNames[language][unit];
  return (of) => {
    const number = `{{ ${of} | round: 1 | number: ',.1~f' }}`;
    if (one === many) return `${number}${many}`;
    return `${number}\u00a0{% if ${of} == 1 %}${one}{% else %}${many}{% endif %}`;
  };
}

/** Liquid that prints the period in which something began; a week is not called by its first day alone. */
export function shownPeriod(grain: Grain, language: DraftLanguage): (of: string) => string {
  return (of) => {
    const shown = `{{ ${of} | ${dateFilter(grain, language)} }}`;
    return grain === "week"
      ? { en: `week of ${shown}`, de: `Woche vom ${shown}`, zh: `${shown}当周` }[language]
      : shown;
  };
}
