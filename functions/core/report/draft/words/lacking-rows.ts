import { hasLacking } from "../blocks/periods/lacking-rows.ts";
import type { Plan } from "../blocks/parts.ts";

/** A sentence, behind another one, on the rows of the chosen period that have no value. */
export function lackingRows(plan: Plan): string {
  if (!hasLacking(plan)) return "";
  const said = {
    en: " {{ l.missing | number }} of the {{ l.rows_of | number }} rows of this period {% if l.missing == 1 %}has{% else %}have{% endif %} no value.",
    de: " Ohne Wert: {{ l.missing | number }} von {{ l.rows_of | number }} Zeilen dieses Zeitraums.",
    zh: "本期{{ l.rows_of | number }}行中有{{ l.missing | number }}行没有数值。",
  }[plan.language];
  return `{% assign l = lacking.first %}{% if l.missing > 0 %}${said}{% endif %}`;
}
