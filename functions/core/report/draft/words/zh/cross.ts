import { fewestPoints, hasOther, type Plan } from "../../blocks/parts.ts";
import { byAdds, comparedLabel, page, value } from "../liquid.ts";
import { withoutValue } from "../row-notes.ts";
import { aboutData } from "./about.ts";
import { firstOf, places, rankTitle, tableTitle } from "./places.ts";

export function cross(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `合计${value("s.total")}{% if s.three_share != nil and s.members > 6 %}，前三项占{{ s.three_share | percent: 0 }}{% endif %}。`,
    apart: `{{ s.members | number }}项的中位数为${value("s.middle")}{% if s.members >= 8 %}，其中一半在${value("s.low")}与${value("s.high")}之间{% endif %}。`,
  });
  const share = byAdds(plan, { adds: ", share: 占比 | percent: 1 | missing: blank", apart: "" });
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}：{% if s.first_ties > 1 %}{{ s.first_ties | number }}项并列最高，为${value("s.first_value")}{% else %}{{ s.first }}最高，为${value("s.first_value")}{% endif %}

${standing}${withoutValue(plan)}

:::key-figures
- **{{ s.members | number }}** {{ by }}

  {% if s.missing > 0 %}项有数值{% else %}项{% endif %}
- **{{ s.middle | number: m.decimals }}** 中位数

  {{ m.unit }}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** 合计\n\n  {{ m.unit }}", apart: "- **{{ s.first_value | number: m.decimals }}** 最高\n\n  {{ m.unit }}" })}
:::

## 比较：{{ by }}

${places(plan)}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${firstOf(plan)}" alt="条形图；最长的为${value("s.first_value")}，全部中最短的为${value("s.last_value")}。"}

::table{data="table" title="${tableTitle}" deck="{{ m.deck }}" columns="place: 名次, member: '{{ by }}', value: '{{ m.label }}' | number: {{ m.decimals }} | bar${share}"}`,
    hasOther(plan) ? relation() : "",
    aboutData(plan),
  ]);
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and r.r != nil %}
## {{ m.label }}与{{ b.label }}

{% if r.r > 0.5 %}两者往往同高同低{% elsif r.r < -0.5 %}一个高时另一个往往低{% else %}两者几乎没有关系{% endif %}：{{ r.members | number }}项的等级相关系数为{{ r.r | number: "+.2f" }}。这并不说明因果。

::chart{spec="relation" data="pairs" title="{% if r.r > 0.5 %}同高同低{% elsif r.r < -0.5 %}此高彼低{% else %}没有明显的关系{% endif %}" deck="每个点是{{ r.members | number }}项之一；两轴都不一定从零开始" alt="散点图；等级相关系数{{ r.r | number: '+.2f' }}。"}
{% endif %}`;
}
