import type { Plan } from "../../blocks/parts.ts";
import { page, said } from "../liquid.ts";

export function survey(plan: Plan): string {
  return page([
    `{% assign q = questions.first %}
# {{ q.share | percent: 0 }} antworten „{{ q.answer }}“

Auf die Frage „{{ q.question }}“ gaben {{ q.n | number }} von {{ q.answered | number }} diese Antwort. Wären sie zufällig gezogen, läge der Anteil aller mit 95 % Sicherheit zwischen {{ q.low | percent: 0 }} und {{ q.high | percent: 0 }}.

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }} antworten „{{ q.answer }}“{% if q.close %}; kaum mehr als „{{ q.second }}“{% endif %}" deck="Anteil an den {{ q.answered | number }} Antworten, %; Linien: Grenzen für 95 %" alt="Balken der Antworten; der längste steht für {{ q.share | percent: 0 }}, „{{ q.answer }}“."}
{% endfor %}`,
    `## Zu den Daten

Die Tabelle heißt „${said(plan.title)}“. Anteile beziehen sich auf die, die eine Frage beantwortet haben. Die Linien zeigen Wilsons Grenzen für 95 %; sie gelten nur für den Zufall, nicht dafür, wer wie gefragt wurde.`,
  ]);
}
