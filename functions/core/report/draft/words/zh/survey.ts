import type { Plan } from "../../blocks/parts.ts";
import { page, said } from "../liquid.ts";

export function survey(plan: Plan): string {
  const mark = plan.roles.survey!.graded ? "{% if a == nil %}#{% else %}##{% endif %}" : "#";
  return page([
    plan.roles.survey!.graded ? agreement() : "",
    `{% assign q = questions.first %}
${mark} {{ q.share | percent: 0 }}的人回答“{{ q.answer }}”

对于“{{ q.question }}”这一问题，{{ q.answered | number }}人中有{{ q.n | number }}人这样回答。如果他们是随机抽取的，全体的比例有95%的把握在{{ q.low | percent: 0 }}与{{ q.high | percent: 0 }}之间。

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }}的人回答“{{ q.answer }}”{% if q.close %}；“{{ q.second }}”或许同样多{% endif %}" deck="占{{ q.answered | number }}名回答者的比例，%，附95%的界限" alt="各种回答的占比；最大的为{{ q.share | percent: 0 }}，“{{ q.answer }}”。"}
{% endfor %}`,
    `## 关于数据

表格为“${said(plan.table)}”。比例以回答了该问题的人为准。界限为95%的Wilson区间，只涉及偶然，不涉及问了谁、怎样问。`,
  ]);
}

/** How many agree, question by question; above the single answers. */
function agreement(): string {
  return `{% assign a = agreement.first %}{% assign z = agreement.rows | last %}
{% if a != nil %}
# {% if a.short and a.questions > 1 %}肯定的回答：“{{ a.question }}”{{ a.share | percent: 0 }}，“{{ z.question }}”{{ z.share | percent: 0 }}{% else %}{{ a.questions | number }}题的肯定回答占{{ z.share | percent: 0 }}至{{ a.share | percent: 0 }}{% endif %}

对于“{{ a.question }}”，{{ a.answered | number }}个回答中有{{ a.n | number }}个是肯定的；{% if a.questions > 1 %}“{{ z.question }}”最少，{{ z.answered | number }}个中有{{ z.n | number }}个，否定的占{{ z.against | percent: 0 }}。{% else %}否定的占{{ a.against | percent: 0 }}。{% endif %}

::chart{spec="agreement" data="agreement" title="{{ z.share | percent: 0 }}至{{ a.share | percent: 0 }}的回答是肯定的" deck="各题肯定回答的占比，%，附95%的界限{% if a.questions < questions.rows.size %}；{{ questions.rows.size | number }}题中的{{ a.questions | number }}题{% endif %}" alt="肯定回答的占比，从{{ a.share | percent: 0 }}到{{ z.share | percent: 0 }}。"}

::table{data="agreement" title="肯定与否定" columns="question: 问题, answered: 回答 | number, share: '肯定（%）' | number: 0, neither: '两者都不是（%）' | number: 0, against: '否定（%）' | number: 0"}
{% endif %}`;
}
