import { comparedLabel, said } from "../../words/liquid.ts";
import type { Plan } from "../../blocks/parts.ts";
import { unitIn, withUnit } from "../../units.ts";
import type { Told } from "../told.ts";
import type { KindsRole } from "./kinds-role.ts";
import { type KindsWords, kindsWords } from "./kinds-words.ts";
import { groupOf, mostShown } from "./write-kinds.ts";

/** The text on columns that are kinds of one thing: which has the most, and how much of all. */
export function tellKinds(plan: Plan, role: KindsRole): Told {
  const { language } = plan;
  const { whole, unit, lastDay } = role;
  const words = kindsWords[language];
  const when = lastDay === undefined ? "" : words.when;
  const deck = said(withUnit(words.deck, unitIn(unit, language), language));
  const below = whole === undefined ? "" : `\n\n  ${words.isWhole(said(whole.label))}`;
  return {
    begin: "{% assign k = kinds_ends.rows | first %}",
    subject: "k",
    label: words.label,
    title: whole === undefined ? `${words.title}${when}` : words.titleOfWhole(said(whole.label), when),
    lead: `${words.lead}{% if k.first_ties == 1 and k.rows > 1 %}${words.firsts}{% endif %}`,
    figures: [
      `- **{{ k.first_value | number }}** {{ k.first }}\n\n  ${words.first}`,
      `- **{{ k.second_value | number }}** {{ k.second }}\n\n  ${words.second}`,
      `- **{{ k.total | number }}** ${words.total}${below}`,
    ],
    sections: [
      `::chart{spec="kinds" data="kinds" title="${words.chart}" deck="${deck}" alt="${words.alt}"}

::table{data="kinds" title="${words.table}" columns="member: '${words.column}', value: '${words.sum}' | number, share: '${words.share}' | number: 1, firsts: '${words.rows}' | number"}`,
      ...groupSection(plan, role, words),
    ],
  };
}

/** The shares of the first columns in each group. */
function groupSection(plan: Plan, role: KindsRole, words: KindsWords): readonly string[] {
  const { columns, whole } = role;
  if (whole === undefined || groupOf(plan, role) === undefined) return [];
  const { heading, title, deck, first, firstShare } = words.groups;
  const shares =
    columns.length > mostShown
      ? [`first_share: '${firstShare}' | number: 1`]
      : columns.map(({ label }, at) => `share_${at + 1}: '${said(label)}' | number: 1`);
  return [
    `{% if kinds_groups.rows.size > 1 %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## ${heading("{{ by }}")}

::table{data="kinds_groups" title="${title}" deck="${deck(said(whole.label))}" columns="member: '{{ by }}', total: '${said(whole.label)}' | number, first: '${first}' | missing: blank, ${shares.join(", ")}"}
{% endif %}`,
  ];
}
