import type { Plan } from "../../blocks/parts.ts";
import type { Told } from "../told.ts";
import type { KindsRole } from "./kinds-role.ts";
import { kindsWords } from "./kinds-words.ts";

/** The text on columns that are kinds of one thing: which has the most, and how much of all. */
export function tellKinds({ language }: Plan, _role: KindsRole): Told {
  const words = kindsWords[language];
  return {
    begin: "{% assign k = kinds_ends.rows | first %}",
    subject: "k",
    label: words.label,
    title: words.title,
    lead: `${words.lead}{% if k.first_ties == 1 and k.rows > 1 %}${words.firsts}{% endif %}`,
    figures: [
      `- **{{ k.first_value | number }}** {{ k.first }}\n\n  ${words.first}`,
      `- **{{ k.second_value | number }}** {{ k.second }}\n\n  ${words.second}`,
      `- **{{ k.total | number }}** ${words.total}`,
    ],
    sections: [
      `::chart{spec="kinds" data="kinds" title="${words.chart}" deck="${words.deck}" alt="${words.alt}"}

::table{data="kinds" title="${words.table}" columns="member: '${words.column}', value: '${words.sum}' | number, share: '${words.share}' | number: 1, firsts: '${words.rows}' | number"}`,
    ],
  };
}
