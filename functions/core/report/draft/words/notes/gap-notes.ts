import { hasGaps } from "../../blocks/gaps.ts";
import type { Plan } from "../../blocks/parts.ts";

const listed = (one: string, comma: string): string =>
  `{% for gap in gaps.rows %}${one}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}`;

/** A sentence on how many rows lack what is measured. */
export function gapNotes(plan: Plan): readonly string[] {
  if (!hasGaps(plan)) return [];
  const [n, of] = ["{{ gap.missing | number }}", "{{ gap.rows_of | number }}"];
  const said = {
    en: `Without a value: ${listed(`“{{ gap.label }}” in ${n} of ${of} rows`, ", ")}.`,
    de: `Ohne Wert: ${listed(`„{{ gap.label }}“ in ${n} von ${of} Zeilen`, ", ")}.`,
    zh: `没有数值：${listed(`“{{ gap.label }}”（${of}行中的${n}行）`, "、")}。`,
  }[plan.language];
  return [`{% if gaps.rows.size > 0 %}${said}{% endif %}`];
}
