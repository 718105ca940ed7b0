import type { Plan } from "../blocks/parts.ts";
import { besideColumns, hasBeside } from "./beside.ts";
import { byAdds } from "./liquid.ts";

/** Columns of the table of members at one time: a bar beside the values only if no other measure stands there. */
export function tableColumns(plan: Plan, { place, share }: { readonly place: string; readonly share: string }): string {
  const shares = byAdds(plan, {
    adds: `{% if s.first_share != nil %}, share: ${share} | percent: 1 | missing: blank{% endif %}`,
    apart: "",
  });
  const bar = hasBeside(plan) ? "" : " | bar";
  return `place: ${place}, member: '{{ by }}', value: '{{ m.label }}' | number: {{ m.decimals }}${bar}${shares}${besideColumns(plan)}`;
}

/** Words for a report that only counts records; else the others. A condition only if the template may do both. */
export function recordsOr({ roles: { measures } }: Plan, records: string, other: string): string {
  const counts = measures.filter(({ called }) => called === "records");
  if (counts.length === 0) return other;
  if (counts.length === measures.length) return records;
  return `{% if m.key == '${counts[0]!.key}' %}${records}{% else %}${other}{% endif %}`;
}

const figure = (of: string, label: string): string =>
  `- **{{ s.${of} | number: m.decimals }}** ${label}\n\n  {{ m.unit }}`;

/** The median as a large number; of a few members it says nothing, but the lowest does. */
export function medianOrLast(median: string, lowest: string): string {
  return `{% if s.members >= 8 %}\n${figure("middle", median)}\n{% else %}\n${figure("last_value", lowest)}\n{% endif %}`;
}

/** Liquid's `lead`: by how much of its value the first is ahead of the second; 1 if there is none. */
export const leadOf =
  "{% assign lead = 1 %}{% if s.second_value != nil and s.first_value > 0 %}{% assign lead = s.first_value | minus: s.second_value | divided_by: s.first_value %}{% endif %}";
