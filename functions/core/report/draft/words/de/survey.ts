import type { Plan } from "../../blocks/parts.ts";
import { page, said } from "../liquid.ts";

export function survey(plan: Plan): string {
  const mark = plan.roles.survey!.graded ? "{% if a == nil %}#{% else %}##{% endif %}" : "#";
  return page([
    plan.roles.survey!.graded ? agreement() : "",
    `{% assign q = questions.first %}
${mark} {{ q.share | percent: 0 }} antworten „{{ q.answer }}“

Auf die Frage „{{ q.question }}“ gaben {{ q.n | number }} von {{ q.answered | number }} diese Antwort. Wären sie zufällig gezogen, läge der Anteil aller mit 95 % Sicherheit zwischen {{ q.low | percent: 0 }} und {{ q.high | percent: 0 }}.

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }} antworten „{{ q.answer }}“{% if q.close %}; vielleicht „{{ q.second }}“ ebenso oft{% endif %}" deck="Anteil an den {{ q.answered | number }} Antworten, %; mit den Grenzen für 95 %" alt="Die Antworten; am häufigsten mit {{ q.share | percent: 0 }}, „{{ q.answer }}“."}
{% endfor %}`,
    `## Zu den Daten

Die Tabelle heißt „${said(plan.table)}“. Anteile beziehen sich auf die, die eine Frage beantwortet haben. Die Grenzen sind Wilsons für 95 %; sie gelten nur für den Zufall, nicht dafür, wer wie gefragt wurde.`,
  ]);
}

/** How many agree, question by question; above the single answers. */
function agreement(): string {
  return `{% assign a = agreement.first %}{% assign z = agreement.rows | last %}
{% if a != nil %}
# {% if a.short and a.questions > 1 %}Zustimmung: {{ a.share | percent: 0 }} bei „{{ a.question }}“, {{ z.share | percent: 0 }} bei „{{ z.question }}“{% else %}Zustimmung: {{ z.share | percent: 0 }} bis {{ a.share | percent: 0 }} bei {{ a.questions | number }} Fragen{% endif %}

Bei „{{ a.question }}“ sind {{ a.n | number }} von {{ a.answered | number }} Antworten zustimmend; {% if a.questions > 1 %}am wenigsten bei „{{ z.question }}“, {{ z.n | number }} von {{ z.answered | number }}, ablehnend {{ z.against | percent: 0 }}.{% else %}ablehnend {{ a.against | percent: 0 }}.{% endif %}

::chart{spec="agreement" data="agreement" title="{{ a.share | percent: 0 }} bis {{ z.share | percent: 0 }} der Antworten sind zustimmend" deck="Zustimmende Antworten auf jede Frage, %; mit den Grenzen für 95 %{% if a.questions < questions.rows.size %}; {{ a.questions | number }} von {{ questions.rows.size | number }} Fragen{% endif %}" alt="Die zustimmenden Antworten, von {{ a.share | percent: 0 }} bis {{ z.share | percent: 0 }}."}

::table{data="agreement" title="Dafür und dagegen" columns="question: Frage, answered: Antworten | number, share: 'Zustimmend, %' | number: 0, neither: 'Weder noch, %' | number: 0, against: 'Ablehnend, %' | number: 0"}
{% endif %}`;
}
