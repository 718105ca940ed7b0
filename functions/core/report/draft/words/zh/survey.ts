import type { Plan } from "../../blocks/parts.ts";
import { page, said } from "../liquid.ts";

export function survey(plan: Plan): string {
  return page([
    `{% assign q = questions.first %}
# {{ q.share | percent: 0 }}的人回答“{{ q.answer }}”

对于“{{ q.question }}”这一问题，{{ q.answered | number }}人中有{{ q.n | number }}人这样回答。如果他们是随机抽取的，全体的比例有95%的把握在{{ q.low | percent: 0 }}与{{ q.high | percent: 0 }}之间。

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }}的人回答“{{ q.answer }}”{% if q.close %}；与“{{ q.second }}”相差不大{% endif %}" deck="占{{ q.answered | number }}名回答者的比例，%；线：95%的界限" alt="各种回答的条形图；最长的为{{ q.share | percent: 0 }}，“{{ q.answer }}”。"}
{% endfor %}`,
    `## 关于数据

表格为“${said(plan.title)}”。比例以回答了该问题的人为准。线为95%的Wilson界限，只涉及偶然，不涉及问了谁、怎样问。`,
  ]);
}
