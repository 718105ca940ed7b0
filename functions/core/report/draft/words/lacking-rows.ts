import { hasLacking } from "../blocks/periods/lacking-rows.ts";
import type { Plan } from "../blocks/parts.ts";
import { lackingCellsNow } from "./notes/lacking-cells.ts";
import { noValue } from "./other-units.ts";

/** A sentence, behind another one, on the rows of the chosen period that have no value. */
export function lackingRows(plan: Plan): string {
  if (!hasLacking(plan)) return lackingCellsNow(plan);
  const none = noValue(plan, {
    en: ["no value", "no value in this unit"],
    de: ["Ohne Wert", "Ohne Wert in dieser Einheit"],
    zh: ["没有数值", "没有此单位的数值"],
  });
  const said = {
    en: ` {{ l.missing | number }} of the {{ l.rows_of | number }} rows of this period {% if l.missing == 1 %}has{% else %}have{% endif %} ${none}.`,
    de: ` ${none}: {{ l.missing | number }} von {{ l.rows_of | number }} Zeilen dieses Zeitraums.`,
    zh: `本期{{ l.rows_of | number }}行中有{{ l.missing | number }}行${none}。`,
  }[plan.language];
  return `{% assign l = lacking.first %}{% if l.missing > 0 %}${said}{% endif %}`;
}
