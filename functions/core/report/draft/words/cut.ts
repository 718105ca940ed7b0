import type { DraftLanguage } from "../draft.ts";
import { value } from "./liquid.ts";

/** What the members have that are left out beside the last of a list: as much, or a difference. */
type Shared = "value" | "difference";

const notes: Readonly<
  Record<DraftLanguage, Readonly<Record<Shared, (count: string, value: string, is: string) => string>>>
> = {
  en: {
    value: (count, value, is) => `; ${count} more {% if ${is} == 1 %}has{% else %}have{% endif %} ${value} as well`,
    difference: (count, value, is) =>
      `; ${count} more {% if ${is} == 1 %}differs{% else %}differ{% endif %} by ${value} as well`,
  },
  de: {
    value: (count, value) => `; ebenfalls ${value}: ${count} weitere`,
    difference: (count, value) => `; ebenfalls um ${value} abweichend: ${count} weitere`,
  },
  zh: {
    value: (count, value) => `；另有${count}项同为${value}`,
    difference: (count, value) => `；另有${count}项同样相差${value}`,
  },
};

/**
 * Liquid that says behind the title or deck of a list how many more have the value of the last one that it shows;
 * nothing if it is not cut among equal values.
 *
 * @param more Liquid's name of how many they are
 * @param value Liquid that prints the value
 */
export const cutNote = (language: DraftLanguage, more: string, value: string, shared: Shared = "value"): string =>
  `{% if ${more} > 0 %}${notes[language][shared](`{{ ${more} | number }}`, value, more)}{% endif %}`;

/** The note on a list of members by the value that the report is about. */
export const rankedNote = (language: DraftLanguage, list: "table" | "chart" | "panels" | "groups"): string =>
  cutNote(language, `s.${list}_more`, value(`s.${list}_cut`));
