import { projectedNote, projectedTitle } from "./projected.ts";
import type { Plan } from "../../blocks/parts.ts";

const nothing = {
  en: (label: string) => `The table has no value of “${label}” with a date.`,
  de: (label: string) => `Die Tabelle hat keinen Wert von „${label}“ mit einem Datum.`,
  zh: (label: string) => `表中没有带日期的“${label}”数值。`,
} as const;

/** The assignments, the title and the rest of a report's first block. */
const leadParts = /^((?:\{% assign [^%]*%\})*)\n# (.*?)\n\n(.*)$/su;

/**
 * The blocks of a report over time for later data, too: of a table without any value that has a date, the first says
 * so, and the others are empty.
 *
 * @param blocks the first has the title; the last is on the data, and stays
 */
export function whereValued(plan: Plan, blocks: readonly string[]): readonly string[] {
  const { language } = plan;
  const note = projectedNote(plan);
  return blocks.map((block, at) => {
    if (block === "" || at === blocks.length - 1) return block;
    const lead = at === 0 ? leadParts.exec(block) : null;
    if (lead === null) return `{% if h.now != nil %}\n${block}\n{% endif %}`;
    const [, assignments = "", title = "", rest = ""] = lead;
    return `${assignments}
# {% if h.now == nil %}{{ m.label }}{% else %}${title}${projectedTitle(plan)}{% endif %}

{% if h.now == nil %}
${nothing[language]("{{ m.label }}")}
{% else %}
${note === "" ? rest : `${note}\n\n${rest}`}
{% endif %}`;
  });
}

/** A sentence on the data, only where the chosen period has a value if it is of that. */
export function ifValued(sentence: string): string {
  return /\bh\.\w/.test(sentence) ? `{% if h.now != nil %}${sentence}{% endif %}` : sentence;
}
