import { hasNothing } from "../blocks/members-in-period.ts";
import type { Plan } from "../blocks/parts.ts";
import type { DraftLanguage } from "../draft.ts";
import { byAdds, value } from "./liquid.ts";

/** A sentence, behind another one, for rows that name none of those that are compared. */
export function withoutMember({ language }: Plan): string {
  const said = {
    en: " Left out: {{ s.unnamed | number }} {% if s.unnamed == 1 %}row{% else %}rows{% endif %} with no value in “{{ by }}”.",
    de: " Nicht gezählt, da ohne Angabe in „{{ by }}“: {{ s.unnamed | number }} {% if s.unnamed == 1 %}Zeile{% else %}Zeilen{% endif %}.",
    zh: "“{{ by }}”未注明的{{ s.unnamed | number }}行不计。",
  }[language];
  return `{% if s.unnamed > 0 %}${said}{% endif %}`;
}

/** Behind the deck of a figure: how many rows name none, where these are no part of a sum. */
export const withoutOneBeside: Readonly<Record<DraftLanguage, (of: "d" | "g") => string>> = {
  en: (of) =>
    `; {{ ${of}.unnamed | number }} {% if ${of}.unnamed == 1 %}row{% else %}rows{% endif %} without one left out`,
  de: (of) =>
    `; {{ ${of}.unnamed | number }} {% if ${of}.unnamed == 1 %}Zeile ohne Angabe fehlt{% else %}Zeilen ohne Angabe fehlen{% endif %}`,
  zh: (of) => `；不含未注明的{{ ${of}.unnamed | number }}行`,
};

/**
 * A sentence, behind another one, on what the rows have that name none: they are a part of the sum.
 *
 * @param of Liquid's name of the row that has `rest_value` and `rest_share`
 * @param by the label of the column
 */
export function restSentence(language: DraftLanguage, of: "s" | "g", by: string): string {
  const share = `{{ ${of}.rest_share | percent: 0 }}`;
  const bracketed = language === "zh" ? `（${share}）` : ` (${share})`;
  const shown = `${value(`${of}.rest_value`)}{% if ${of}.rest_share != nil %}${bracketed}{% endif %}`;
  const said = {
    en: ` Rows with no value in “${by}” have ${shown}.`,
    de: ` Ohne Angabe in „${by}“: ${shown}.`,
    zh: `“${by}”未注明的合计${shown}。`,
  }[language];
  return `{% if ${of}.rest_value != nil and ${of}.rest_value != 0 %}${said}{% endif %}`;
}

/** Of members over time: what the rows have that name none, or how many are left out. */
export function withoutMemberNow(plan: Plan): string {
  const apart = withoutMember(plan);
  return hasNothing(plan) ? byAdds(plan, { adds: restSentence(plan.language, "s", "{{ by }}"), apart }) : apart;
}
