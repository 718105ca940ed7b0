import { mostPeriods } from "../../blocks/periods/lacking-cells.ts";
import type { Plan } from "../../blocks/parts.ts";
import type { DraftLanguage } from "../../draft.ts";
import { period } from "../liquid.ts";

/** Liquid of the periods in which rows lack a value, each with how many do. */
function listed(plan: Plan): string {
  const { language } = plan;
  const [open, close, comma] = language === "zh" ? ["（", "）", "、"] : [" (", ")", ", "];
  const more = {
    en: ` and {{ lacks_of.size | minus: ${mostPeriods} | number }} more`,
    de: ` und {{ lacks_of.size | minus: ${mostPeriods} | number }} weitere`,
    zh: `等{{ lacks_of.size | number }}个时期`,
  }[language];
  return `{% for one in lacks_of limit: ${mostPeriods} %}${period("one.period", plan)}${open}{{ one.missing | number }}${close}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}{% if lacks_of.size > ${mostPeriods} %}${more}{% endif %}`;
}

/** Notes on the periods in which sums lack the values of some rows: those that the course leaves out, and others. */
export function lackingCellNotes(plan: Plan): readonly string[] {
  if (!plan.lacks) return [];
  const sentence = (
    query: string,
    which: string,
    words: Readonly<Record<DraftLanguage, (list: string) => string>>,
  ): string =>
    `{% assign lacks_of = ${query}.rows | where: "${which}", true %}{% if lacks_of.size > 0 %}${words[plan.language](listed(plan))}{% endif %}`;
  return [
    sentence("uneven", "is_left_out", {
      en: (list) => `The course over time leaves out periods of which some rows have no value: ${list}.`,
      de: (list) => `Im Verlauf fehlen Zeiträume, in denen Zeilen keinen Wert haben: ${list}.`,
      zh: (list) => `随时间的变化不计有些行没有数值的时期：${list}。`,
    }),
    sentence("lacked", "is_lacking", {
      en: (list) => `Sums lack the rows that have no value: ${list}.`,
      de: (list) => `In den Summen fehlen Zeilen ohne Wert: ${list}.`,
      zh: (list) => `合计不含没有数值的行：${list}。`,
    }),
  ];
}

/** A sentence, behind another one, on the rows that the sums of the chosen period of a table of periods across lack. */
export function lackingCellsNow(plan: Plan): string {
  if (!plan.lacks || plan.roles.long?.turned !== true) return "";
  const said = {
    en: " {{ h.incomplete | number }} {% if h.incomplete == 1 %}row{% else %}rows{% endif %} with a value at other times {% if h.incomplete == 1 %}has{% else %}have{% endif %} no value in this period.",
    de: " Ohne Wert in diesem Zeitraum, sonst aber mit: {{ h.incomplete | number }} Zeile{% if h.incomplete > 1 %}n{% endif %}.",
    zh: "另有{{ h.incomplete | number }}行本期没有数值，其他时期有。",
  }[plan.language];
  return `{% if h.incomplete > 0 %}${said}{% endif %}`;
}

/** Words on totals of which some lack rows, if that is why none is called the highest; else those on members. */
export function unlikeTotals({ lacks, language }: Plan, unlike: string): string {
  if (!lacks || unlike === "") return unlike;
  const uneven = {
    en: "Some totals lack rows that others have, so none is called the highest or the lowest.",
    de: "Manchen Summen fehlen Zeilen, die andere haben; darum heißt keine die höchste oder niedrigste.",
    zh: "有些合计缺少其他时期所有的行，因此不比较最高与最低。",
  }[language];
  return `{% if h.fewest < h.most %}${unlike}{% else %}${uneven}{% endif %}`;
}

/** What a title says of the ends of a course, unless some of its totals lack rows that others have. */
export const unlessUneven = ({ lacks }: Plan, words: string): string =>
  lacks ? `{% unless h.unlike %}${words}{% endunless %}` : words;
