import { sharing, tiedFirst } from "../tied.ts";
import { fewestPoints, hasOther, type Plan } from "../../blocks/parts.ts";
import { byAdds, comparedLabel, page, value } from "../liquid.ts";
import { dividedOtherwise, tableOfOthers } from "../beside.ts";
import { memberMean } from "../means.ts";
import { withoutMember } from "../without-one.ts";
import { eachOfFew } from "../each.ts";
import { isRelated, related, relatedTitle } from "../relation.ts";
import { leadOf, medianOrLast, recordsOr, tableColumns } from "../table-columns.ts";
import { withoutValue } from "../notes/row-notes.ts";
import { leagueTitle } from "../league.ts";
import { titleInOrder } from "../in-order.ts";
import { commonKinds } from "../frequent-values.ts";
import { topsAbove, topsBelow } from "../tops.ts";
import { withSubjects } from "../../stories/tell-subjects.ts";
import { aboutData } from "./about.ts";
import { firstOf, places, rankTitle, tableTitle } from "./places.ts";

export function cross(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `{{ s.members | number }}项合计${value("s.total")}{% if s.three_share != nil and s.members > 6 %}，前三项占{{ s.three_share | percent: 0 }}{% endif %}{% if s.members >= 8 %}；中位数为${value("s.middle")}{% endif %}。`,
    apart: `{{ s.members | number }}项的中位数为${value("s.middle")}{% if s.members >= 8 %}，其中一半在${value("s.low")}与${value("s.high")}之间{% endif %}。`,
  });
  const columns = tableColumns(plan, { place: "名次", share: "占比" });
  const first = `{{ m.label }}${memberMean(plan)}：{% if s.first_ties > 1 %}${tiedFirst("s", "zh", `${sharing("zh")}并列最高，为${value("s.first_value")}`)}{% elsif s.first_share != nil and s.first_share >= 3 and lead > 0.02 %}{{ s.first }}最高，为${value("s.first_value")}，占{{ s.first_share | percent: 0 }}{% elsif s.first_share != nil and s.first_share >= 3 %}{{ s.first }}（${value("s.first_value")}）略高于{{ s.second }}（${value("s.second_value")}）{% else %}{{ s.first }}在{{ s.members | number }}项中最高，为${value("s.first_value")}{% endif %}`;
  return page(
    withSubjects(plan, [
      `{% assign m = measure.first %}{% assign s = standing.first %}${leadOf}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# ${recordsOr(plan, "{% if s.first_ties > 1 %}{{ s.first_ties | number }}项记录并列最多，各{{ s.first_value | number }}条{% else %}{{ s.first }}的记录最多：{{ s.total | number }}条中的{{ s.first_value | number }}条{% endif %}", leagueTitle(plan, titleInOrder(plan, first)))}

${eachOfFew(plan, standing)}${withoutValue(plan)}${withoutMember(plan)}

:::key-figures
- **{{ s.members | number }}** 项数

  {{ by }}{% if s.missing > 0 %}，有数值{% endif %}
${medianOrLast("中位数", `最低${memberMean(plan)}`)}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** 合计\n\n  {{ m.unit }}", apart: `- **{{ s.first_value | number: m.decimals }}** 最高${memberMean(plan)}\n\n  {{ m.unit }}` })}
:::${topsAbove(plan)}${commonKinds(plan)}

## 比较：{{ by }}

${places(plan)}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${memberMean(plan)}${firstOf(plan)}" alt="最大值为${value("s.first_value")}，全部中的最小值为${value("s.last_value")}。"}${topsBelow(plan)}

::table{data="table" title="${tableTitle(plan)}" deck="{{ m.deck }}${memberMean(plan)}" columns="${columns}"}${tableOfOthers(plan)}`,
      dividedOtherwise(plan),
      hasOther(plan) ? relation() : "",
      aboutData(plan),
    ]),
  );
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and ${isRelated} %}
## {{ m.label }}与{{ b.label }}

${related("zh")}：{{ r.members | number }}项的等级相关系数为{{ r.r | number: "+.2f" }}。这并不说明因果。

::chart{spec="relation" data="pairs" title="${relatedTitle("zh")}" deck="{{ r.members | number }}项各自的“{{ m.label }}”和“{{ b.label }}”" alt="“{{ m.label }}”与“{{ b.label }}”；等级相关系数{{ r.r | number: '+.2f' }}。"}
{% endif %}`;
}
