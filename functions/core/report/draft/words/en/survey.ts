import type { Plan } from "../../blocks/parts.ts";
import { page, said } from "../liquid.ts";

export function survey(plan: Plan): string {
  const mark = plan.roles.survey!.graded ? "{% if a == nil %}#{% else %}##{% endif %}" : "#";
  return page([
    plan.roles.survey!.graded ? agreement() : "",
    `{% assign q = questions.first %}
${mark} {{ q.share | percent: 0 }} answered “{{ q.answer }}”

To the question “{{ q.question }}”, {{ q.n | number }} of {{ q.answered | number }} gave this answer. Had they been drawn by chance, the share of all would lie between {{ q.low | percent: 0 }} and {{ q.high | percent: 0 }}, with 95% confidence.

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }} answered “{{ q.answer }}”{% if q.close %}; “{{ q.second }}” may be as common{% endif %}" deck="Share of the {{ q.answered | number }} who answered, %; with the 95% limits" alt="The answers; the most frequent has {{ q.share | percent: 0 }}, “{{ q.answer }}”."}
{% endfor %}`,
    `## About the data

The table is “${said(plan.table)}”. Shares are of those who answered a question. The limits are Wilson’s of 95%; they cover chance only, not who was asked and how.`,
  ]);
}

/** How many agree, question by question; above the single answers. */
function agreement(): string {
  return `{% assign a = agreement.first %}{% assign z = agreement.rows | last %}
{% if a != nil %}
# {% if a.short and a.questions > 1 %}Positive answers: {{ a.share | percent: 0 }} to “{{ a.question }}”, {{ z.share | percent: 0 }} to “{{ z.question }}”{% else %}Positive answers: {{ z.share | percent: 0 }} to {{ a.share | percent: 0 }} on {{ a.questions | number }} questions{% endif %}

To “{{ a.question }}”, {{ a.n | number }} of {{ a.answered | number }} answers are positive; {% if a.questions > 1 %}“{{ z.question }}” has the fewest, {{ z.n | number }} of {{ z.answered | number }}, and {{ z.against | percent: 0 }} are negative.{% else %}{{ a.against | percent: 0 }} are negative.{% endif %}

::chart{spec="agreement" data="agreement" title="{{ a.share | percent: 0 }} to {{ z.share | percent: 0 }} of the answers are positive" deck="Positive answers to each question, %; with the 95% limits{% if a.questions < questions.rows.size %}; {{ a.questions | number }} of {{ questions.rows.size | number }} questions{% endif %}" alt="The positive answers, from {{ a.share | percent: 0 }} to {{ z.share | percent: 0 }}."}

::table{data="agreement" title="For and against" columns="question: Question, answered: Answers | number, share: 'Positive, %' | number: 0, neither: 'Neither, %' | number: 0, against: 'Negative, %' | number: 0"}
{% endif %}`;
}
