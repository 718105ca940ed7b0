import type { Plan } from "../../blocks/parts.ts";
import { byKind, period } from "../liquid.ts";
import { shownChange } from "../notes/row-notes.ts";

/** Change in percent above which people read amounts, and count below which they do. */
const [mostPercent, fewCounts] = [200, 20];

/** Whether the value before is that of the whole, from which the chosen one differs by as much as both say. */
const isOfWhole = ({ roles: { members, story } }: Plan): boolean => members.length === 0 || story === "flow";

/** Liquid: whether a change in percent is of so little that amounts say more. */
const isWild = (of: string, before: string, measure: string): string =>
  `${measure}.kind == "percent" and ${before} != nil and (${of} > ${mostPercent} or (${measure}.decimals == 0 and ${before} < ${fewCounts} and ${before} > 0))`;

const was = ({ language }: Plan, when: string, value: string): string =>
  `${when}${language === "zh" ? "为" : ": "}${value}`;

/**
 * The change of the chosen period as a large number: in amounts, with what it was before, where that is so little that
 * percent mislead.
 *
 * @param label what stands behind the number
 * @param unit what stands below a change that is not in amounts
 */
export function changeFigure(plan: Plan, label: string, unit: string): string {
  const plain = `- **${shownChange("h.change")}** ${label}\n\n  ${unit}`;
  if (!isOfWhole(plan) || !plan.roles.measures.some(({ kind }) => kind === "percent")) return plain;
  const stop = plan.language === "zh" ? "；" : "; ";
  const before = was(plan, period("h.before", plan), "{{ h.before_value | number: m.decimals }}");
  return `{% if ${isWild("h.change", "h.before_value", "m")} %}
{% assign more = h.value | minus: h.before_value %}
- **{% if more > 0 %}+{% endif %}{{ more | number: m.decimals }}** ${label}

  {{ m.unit }}{% if m.unit != "" %}${stop}{% endif %}${before}
{% else %}
${plain}
{% endif %}`;
}

/** The change of another measure, or what it was before; other words for its change. */
export function changeOfOther(plan: Plan, otherwise: string): string {
  if (!isOfWhole(plan) || !plan.roles.measures.some(({ kind }) => kind === "percent")) return otherwise;
  const before = was(plan, period("h.before", plan), "{{ o.before | number: o.decimals }}");
  return `{% if ${isWild("o.change", "o.before", "o")} %}${before}{% else %}${otherwise}{% endif %}`;
}

/** The column of changes in a table of members: in amounts, if one in percent is of so little that it misleads. */
export function changeColumn({ roles: { measures } }: Plan, label: string): string {
  const plain = `change: ${label} | number: '{{ m.signed }}' | change: plain`;
  if (!measures.some(({ kind }) => kind === "percent")) return plain;
  return `{% if m.kind == 'percent' and s.widest > ${mostPercent} %}moved: ${label} | number: '+,.{{ m.decimals }}f' | change: plain{% else %}${plain}{% endif %}`;
}

/** The unit of that column. */
export function unitOfColumn(
  plan: Plan,
  words: { readonly percent: string; readonly points: string; readonly amount: string },
): string {
  const percent = `{% if s.widest > ${mostPercent} %}${words.amount}{% else %}${words.percent}{% endif %}`;
  return byKind(plan, { ...words, percent });
}
