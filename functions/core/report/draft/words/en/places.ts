import { isOrdered } from "../../blocks/cross.ts";
import type { Plan } from "../../blocks/parts.ts";
import { value } from "../liquid.ts";
import { ofMember } from "../means.ts";
import { assignAhead, tiedFirst } from "../tied.ts";

/** Who is first and last; ties share a place. */
export function places(plan: Plan, opening: string): string {
  const ordered = isOrdered(plan);
  const [first, last] = [ofMember(plan, value("s.first_value")), ofMember(plan, value("s.last_value"))];
  return `${opening}{% if s.first_ties > 1 %}${tiedFirst("s", "en", `{{ s.first_ties | number }} share the highest value, ${first}`, opening === "")}{% else %}{{ s.first }} was highest with ${first}{% if s.first_share != nil %} ({{ s.first_share | percent: 0 }} of the total){% endif %}${ordered ? "" : `{% if s.second != nil and s.members > 2 %}, ahead of {{ s.second }} with ${value("s.second_value")}{% endif %}`}{% endif %}{% if s.members > 1 and s.last_ties == 1 %}; {{ s.last }} was lowest with ${last}{% endif %}.`;
}

/** By how much the first is ahead, in the title of a chart. */
export const rankTitle = `${assignAhead}{% if s.first_ties > 1 %}${tiedFirst("s", "en", "{{ s.first_ties | number }} share the first place", true)}{% elsif s.second == nil or ahead == 0 %}{{ s.first }} is first{% else %}{{ s.first }} is {{ ahead | number: m.decimals }}{% if m.unit == '%' %} points{% else %}{{ m.after }}{% endif %} ahead of {{ s.second }}{% endif %}`;
