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
    : `{% if s.second != nil and s.members > 2 %}, danach {{ s.second }} (${value("s.second_value")}){% endif %}`;
  return `Höchster Wert: {% if s.first_ties > 1 %}${tiedFirst("s", "de", `${first}, {{ s.first_ties | number }}-mal`)}{% else %}{{ s.first }} mit ${first}{% if s.first_share != nil %} ({{ s.first_share | percent: 0 }} der Summe){% endif %}${second}{% endif %}.{% if s.members > 1 and s.last_ties == 1 %} Niedrigster: {{ s.last }} mit ${last}.{% endif %}`;
}

export const firstOf = (plan: Plan): string =>
  isOrdered(plan)
    ? "{% if s.members > 40 %}; die ersten 40 von {{ s.members | number }}{% endif %}"
    : `{% if s.members > 20 %}; die ersten 15 von {{ s.members | number }}${rankedNote("de", "chart")}{% endif %}`;

export const rankTitle = `${assignAhead}{% if s.first_ties > 1 %}${tiedFirst("s", "de", "{{ s.first_ties | number }}-mal der höchste Wert")}{% elsif s.second == nil or ahead == 0 %}{{ s.first }} an erster Stelle{% else %}{{ s.first }}: {{ ahead | number: m.decimals }}{% if m.unit == '%' %} Prozentpunkte{% else %}{{ m.after }}{% endif %} vor {{ s.second }}{% endif %}`;
export const tableTitle = (plan: Plan): string =>
  `{% if s.members > 20 %}Die ersten 10 von {{ s.members | number }}${isOrdered(plan) ? "" : rankedNote("de", "table")}{% else %}Alle in Zahlen{% endif %}`;
