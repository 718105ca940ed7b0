import { isOrdered } from "../../blocks/cross.ts";
import type { Plan } from "../../blocks/parts.ts";
import { value } from "../liquid.ts";
import { ofMember } from "../means.ts";
import { assignAhead, tiedFirst } from "../tied.ts";
import { rankedNote } from "../cut.ts";

export function places(plan: Plan): string {
  const [first, last] = [ofMember(plan, value("s.first_value")), ofMember(plan, value("s.last_value"))];
  const second = isOrdered(plan)
    ? ""
    : `{% if s.second != nil and s.members > 2 %}，其次是{{ s.second }}（${value("s.second_value")}）{% endif %}`;
  return `{% if s.first_ties > 1 %}${tiedFirst("s", "zh", `有{{ s.first_ties | number }}项并列最高，为${first}`)}{% else %}{{ s.first }}最高，为${first}{% if s.first_share != nil %}，占总数的{{ s.first_share | percent: 0 }}{% endif %}${second}{% endif %}{% if s.members > 1 and s.last_ties == 1 %}；{{ s.last }}最低，为${last}{% endif %}。`;
}

export const firstOf = (plan: Plan): string =>
  isOrdered(plan)
    ? "{% if s.members > 40 %}；共{{ s.members | number }}项，列出前40项{% endif %}"
    : `{% if s.members > 20 %}；共{{ s.members | number }}项，列出前15项${rankedNote("zh", "chart")}{% endif %}`;

export const rankTitle = `${assignAhead}{% if s.first_ties > 1 %}${tiedFirst("s", "zh", "{{ s.first_ties | number }}项并列第一")}{% elsif s.second == nil or ahead == 0 %}{{ s.first }}居首{% else %}{{ s.first }}比{{ s.second }}高{{ ahead | number: m.decimals }}{% if m.unit == '%' %}个百分点{% else %}{{ m.after }}{% endif %}{% endif %}`;
export const tableTitle = (plan: Plan): string =>
  `{% if s.members > 20 %}{{ s.members | number }}项中的前10项${isOrdered(plan) ? "" : rankedNote("zh", "table")}{% else %}全部数值{% endif %}`;
