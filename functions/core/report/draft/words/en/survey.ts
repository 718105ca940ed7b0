import type { Plan } from "../../blocks/parts.ts";
import { page, said } from "../liquid.ts";

export function survey(plan: Plan): string {
  return page([
    `{% assign q = questions.first %}
# {{ q.share | percent: 0 }} answered “{{ q.answer }}”

To the question “{{ q.question }}”, {{ q.n | number }} of {{ q.answered | number }} gave this answer. Had they been drawn by chance, the share of all would lie between {{ q.low | percent: 0 }} and {{ q.high | percent: 0 }}, with 95% confidence.

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }} answered “{{ q.answer }}”{% if q.close %}; hardly more than “{{ q.second }}”{% endif %}" deck="Share of the {{ q.answered | number }} who answered, %; lines: 95% limits" alt="Bars of the answers; the longest is {{ q.share | percent: 0 }}, “{{ q.answer }}”."}
{% endfor %}`,
    `## About the data

The table is “${said(plan.title)}”. Shares are of those who answered a question. The lines show Wilson’s limits of 95%; they cover chance only, not who was asked and how.`,
  ]);
}
