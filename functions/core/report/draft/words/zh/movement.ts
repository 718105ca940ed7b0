import type { Plan } from "../../blocks/parts.ts";
import type { Grain } from "../../draft.ts";
import { hasMembers } from "../../blocks/whole-sql.ts";
import { byAdds, byFlows, byKind } from "../liquid.ts";
import { ifAlike, partOf } from "../of-many.ts";
import { byPut, meanOf, stockMean } from "../means.ts";
import { shownChange } from "../notes/row-notes.ts";

export const grainWords: Readonly<Record<Grain, string>> = {
  day: "按日",
  week: "按周",
  month: "按月",
  quarter: "按季度",
  year: "按年",
};

export function moved(plan: Plan): string {
  const size = byKind(plan, {
    percent: `{{ moved | abs | number: 1 }}%`,
    points: `{{ moved | abs | number: m.places }}个百分点`,
    amount: `{{ moved | abs | number: m.decimals }}{{ m.after }}`,
  });
  const tiny = `${shownChange("h.change")}${byKind(plan, { percent: "%", points: "个百分点", amount: "{{ m.after }}" })}`;
  return `{% assign moved = h.change | round: m.places %}{% if h.change == 0 %}没有变化{% elsif moved == 0 %}几乎没有变化（${tiny}）{% else %}{% if moved > 0 %}上升{% else %}下降{% endif %}${size}{% endif %}`;
}

export function band(plan: Plan): string {
  return byKind(plan, {
    percent:
      "{{ h.low | at_least: -100 | round: m.places | number: m.signed }}%至{{ h.high | round: m.places | number: m.signed }}%",
    points:
      "{{ h.low | round: m.places | number: m.signed }}至{{ h.high | round: m.places | number: m.signed }}个百分点",
    amount: "{{ h.low | number: m.decimals }}至{{ h.high | number: m.decimals }}{{ m.after }}",
  });
}

export const unitOfChange = (plan: Plan): string =>
  byKind(plan, { percent: "%", points: "百分点", amount: "{{ m.unit }}" });

export function whole(plan: Plan): string {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return `${partOf(plan)}${byAdds(plan, { adds: stockMean(plan), apart: isWhole ? meanOf(plan) : "（中位数）" })}`;
}

/** 走势中的数值：整体的数值、各行的平均或各项的中位数。 */
export function kindOfValue(plan: Plan): string {
  const { grain } = plan.roles.time!;
  const each = { day: "日", week: "周", month: "月", quarter: "季", year: "年" }[grain];
  const highest = (put: "mean" | "median"): string => `${each}${put === "mean" ? "均值" : "中位数"}最高`;
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  const adds = stockMean(plan) === "" ? "最高值" : byFlows(plan, "最高值", highest("mean"));
  return byAdds(plan, {
    adds,
    apart: isWhole ? (meanOf(plan) === "" ? "最高值" : byPut(plan, highest)) : "最高中位数",
  });
}

/** 谁的变化：整体的或中位数的；若非全部，只计两期都有数值的各项。 */
export function typical(plan: Plan): string {
  if (!hasMembers(plan)) return "";
  const both = "以两期都有数值的{{ h.compared | number }}项计，";
  return byAdds(plan, { adds: ifAlike(plan, "", both), apart: `${ifAlike(plan, "", both)}中位数` });
}
