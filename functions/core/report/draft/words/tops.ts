import { topMeasures } from "../blocks/glance/tops.ts";
import type { Plan } from "../blocks/parts.ts";

/** Most measures that stand above the first figure. */
const mostAbove = 8;

/** Who is highest and lowest by each of the other measures: a list above the first figure, unless it is a long one. */
export function topsAbove(plan: Plan): string {
  const { length } = topMeasures(plan);
  return length > 0 && length - 1 <= mostAbove ? `\n\n${tops(plan)}` : "";
}

/** The same below the figure, if there are many. */
export function topsBelow(plan: Plan): string {
  return topMeasures(plan).length - 1 > mostAbove ? `\n\n${tops(plan)}` : "";
}

/** Liquid of a value with its unit, and of who has it. */
const value = (of: string): string => `{{ o.${of} | number: o.decimals }}{{ o.after }}`;
const who = (of: "first" | "last", alike: string): string =>
  `{% if o.${of}_ties > 1 %}{{ o.${of}_ties | number }}${alike}{% else %}{{ o.${of} }}{% endif %}`;

/** A list with an item for each measure; what adds up has its sum. */
function tops(plan: Plan): string {
  const { language } = plan;
  const hasTotals = topMeasures(plan).some(({ adds }) => adds);
  const total = (words: string): string => (hasTotals ? `{% if o.total != nil %}${words}{% endif %}` : "");
  const said = {
    en: `: highest ${who("first", " alike")} (${value("first_value")}), lowest ${who("last", " alike")} (${value("last_value")})${total(`; ${value("total")} in all`)}`,
    de: `: am höchsten ${who("first", " gleichauf")} (${value("first_value")}), am niedrigsten ${who("last", " gleichauf")} (${value("last_value")})${total(`; insgesamt ${value("total")}`)}`,
    zh: `：${who("first", "项并列")}最高（${value("first_value")}），${who("last", "项并列")}最低（${value("last_value")}）${total(`；合计${value("total")}`)}`,
  }[language];
  return `{% for o in tops.rows %}{% if o.tells %}
- **{{ o.label }}**${said}
{% endif %}{% endfor %}`;
}
