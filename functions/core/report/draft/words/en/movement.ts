import type { Plan } from "../../blocks/parts.ts";
import { hasMembers } from "../../blocks/whole-sql.ts";
import { byAdds, byFlows, byKind, period } from "../liquid.ts";
import { ifAlike, partOf } from "../of-many.ts";
import { byPut, meanOf, stockMean } from "../means.ts";
import { shownChange } from "../notes/row-notes.ts";

/** “in June 2025”, “on 3 June 2025”, “in the week of 2 June 2025”. */
export function within(of: string, plan: Plan): string {
  const { grain } = plan.roles.time!;
  const shown = period(of, plan);
  return grain === "day" ? `on ${shown}` : grain === "week" ? `in the ${shown}` : `in ${shown}`;
}

/** “compared with June 2024”. */
export function against(of: string, plan: Plan): string {
  return `compared with ${plan.roles.time!.grain === "week" ? "the " : ""}${period(of, plan)}`;
}

/** The change in the words of `change`; an amount in words that need no agreement. */
export function moved(plan: Plan): string {
  return byKind(plan, {
    percent: "{{ h.change | change }}",
    points: "{{ h.change | change: as: 'points', decimals: m.places }}",
    amount: `{% assign moved = h.change | round: m.decimals %}{% if h.change == 0 %}was unchanged{% elsif moved == 0 %}was almost unchanged (${shownChange("h.change")}{{ m.after }}){% else %}{% if moved > 0 %}rose{% else %}fell{% endif %} by {{ moved | abs | number: m.decimals }}{{ m.after }}{% endif %}`,
  });
}

export function band(plan: Plan): string {
  return byKind(plan, {
    percent:
      "{{ h.low | at_least: -100 | round: m.places | number: m.signed }}% to {{ h.high | round: m.places | number: m.signed }}%",
    points:
      "{{ h.low | round: m.places | number: m.signed }} to {{ h.high | round: m.places | number: m.signed }} percentage points",
    amount: "{{ h.low | number: m.decimals }} to {{ h.high | number: m.decimals }}{{ m.after }}",
  });
}

export const unitOfChange = (plan: Plan): string =>
  byKind(plan, { percent: "percent", points: "percentage points", amount: "{{ m.unit }}" });

/** Words for news, if the change is that of the whole and of the same members as the value; else the plain ones. */
export function newsOr(plan: Plan, news: string, plain: string): string {
  // A change of which no digit is printed is no title, even if values always moved before.
  const size = "{% assign size = h.change | abs | round: m.places %}";
  if (!hasMembers(plan)) return `${size}{% if h.is_news and size > 0 %}${news}{% else %}${plain}{% endif %}`;
  const adds = `${size}{% if h.is_news and h.alike and size > 0 %}${news}{% else %}${plain}{% endif %}`;
  return byAdds(plan, { adds, apart: plain });
}

/** The change as a sentence without its end; of whom it is, if not of all. */
export function changed(plan: Plan): string {
  const isOf = (whole: string): string =>
    ifAlike(
      plan,
      whole,
      `Of the {{ h.compared | number }} with values at both times, ${whole.charAt(0).toLowerCase()}${whole.slice(1)}`,
    );
  const subject = hasMembers(plan) ? byAdds(plan, { adds: isOf("It"), apart: isOf("The median") }) : "It";
  return `${subject} ${moved(plan)}`;
}

/** What the value of the whole is: nothing for a sum; a median of members or a mean of rows that do not add up. */
export function whole(plan: Plan): string {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return `${partOf(plan)}${byAdds(plan, { adds: stockMean(plan), apart: isWhole ? meanOf(plan) : ", median" })}`;
}

/** What the values of a course are: those of the whole, means of rows, or medians of members. */
export function kindOfValue(plan: Plan): string {
  const { grain } = plan.roles.time!;
  const each = { day: "daily", week: "weekly", month: "monthly", quarter: "quarterly", year: "yearly" }[grain];
  const mean = `${each} mean`;
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return byAdds(plan, {
    adds: stockMean(plan) === "" ? "value" : byFlows(plan, "value", mean),
    apart: isWhole ? (meanOf(plan) === "" ? "value" : byPut(plan, (put) => `${each} ${put}`)) : "median",
  });
}

/** What a change is that lies outside the usual range. That of the whole is in the title already. */
export function newsSentence(plan: Plan): string {
  const side = "{% if h.change > h.high %}above{% else %}below{% endif %}";
  const apart = `${changed(plan)} ${against("h.before", plan)}, ${side} the usual range of such changes (${band(plan)}).`;
  const whole = `The change ${against("h.before", plan)} is ${side} the usual range of such changes (${band(plan)}).`;
  return hasMembers(plan) ? byAdds(plan, { adds: ifAlike(plan, whole, apart), apart }) : whole;
}
