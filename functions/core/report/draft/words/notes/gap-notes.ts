import { hasGaps } from "../../blocks/gaps.ts";
import type { Plan } from "../../blocks/parts.ts";

const listed = (one: string, comma: string): string =>
  `{% for gap in gaps.rows %}${one}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}`;

/** A sentence on how many rows lack what is measured. */
export function gapNotes(plan: Plan): readonly string[] {
  if (!hasGaps(plan)) return [];
  const [n, of] = ["{{ gap.missing | number }}", "{{ gap.rows_of | number }}"];
  const rest = "{% assign more = gaps.first.columns_of | minus: gaps.rows.size %}{% if more > 0 %}";
  const isAcross = plan.roles.long?.turned === true;
  const [rows, zeilen, lines] = isAcross ? ["cells", "Zellen", "个单元格"] : ["rows", "Zeilen", "行"];
  const said = {
    en: `Without a value: ${listed(`“{{ gap.label }}” in ${n} of ${of} ${rows}`, ", ")}${rest}, and {{ more | number }} more {% if more == 1 %}column{% else %}columns{% endif %} in some rows{% endif %}.`,
    de: `Ohne Wert: ${listed(`„{{ gap.label }}“ in ${n} von ${of} ${zeilen}`, ", ")}${rest}, und {{ more | number }} weitere Spalte{% if more > 1 %}n{% endif %} in manchen Zeilen{% endif %}.`,
    zh: `没有数值：${listed(`“{{ gap.label }}”（${of}${lines}中的${n}${isAcross ? "个" : "行"}）`, "、")}${rest}，另有{{ more | number }}列的部分行{% endif %}。`,
  }[plan.language];
  return [`{% if gaps.rows.size > 0 %}{% if gaps.first.missing > 0 %}${said}{% endif %}{% endif %}`];
}
