import type { DraftLanguage } from "../../draft.ts";

/** Liquid that assigns what the chart through the year says of its years. */
export const assignYearsDrawn = "{% assign y = seasons.first %}";

const grey = (of: string): string => `{{ y.${of} | date: '%Y' }}`;

/** Which years the chart through the year draws, in a deck: its last ones, and how many before them it leaves out. */
export function yearsDrawn(language: DraftLanguage): string {
  const [from, to, more] = [grey("grey_from"), grey("grey_to"), "{{ y.not_drawn | number }}"];
  const words = {
    en: [
      "red: {{ h.now | date: '%Y' }}, black: the year before",
      `, grey: ${from}`,
      ` to ${to}`,
      `; ${more} earlier {% if y.not_drawn == 1 %}year is{% else %}years are{% endif %} not drawn`,
    ],
    de: [
      "rot: {{ h.now | date: '%Y' }}, schwarz: das Jahr davor",
      `, grau: ${from}`,
      ` bis ${to}`,
      `; ${more} {% if y.not_drawn == 1 %}früheres Jahr ist{% else %}frühere Jahre sind{% endif %} nicht gezeichnet`,
    ],
    zh: ["红：{{ h.now | date: '%Y' }}年，黑：上一年", `，灰：${from}年`, `至${to}年`, `；更早的${more}年未画`],
  }[language];
  const [now, first, until, left] = words as [string, string, string, string];
  return `${now}{% if y.grey_from != nil %}${first}{% if y.grey_from != y.grey_to %}${until}{% endif %}{% endif %}{% if y.not_drawn > 0 %}${left}{% endif %}`;
}
