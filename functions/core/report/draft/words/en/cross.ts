import { sharing, tiedFirst } from "../tied.ts";
import { isOrdered } from "../../blocks/cross.ts";
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
import { places, rankTitle } from "./places.ts";
import { rankedNote } from "../cut.ts";

export function cross(plan: Plan): string {
  return page(
    withSubjects(plan, [
      crossLead(plan),
      ranking(plan),
      dividedOtherwise(plan),
      hasOther(plan) ? relation() : "",
      aboutData(plan),
    ]),
  );
}

function crossLead(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `{% if s.three_share != nil and s.members > 6 %}The first three of {{ s.members | number }} have {{ s.three_share | percent: 0 }} of the total of ${value("s.total")}{% else %}The total of the {{ s.members | number }} is ${value("s.total")}{% endif %}{% if s.members >= 8 and s.middle > s.last_value %}; half of them have ${value("s.middle")} or more{% endif %}.`,
    apart: `The median of the {{ s.members | number }} is ${value("s.middle")}{% if s.members >= 8 %}; half of them lie between ${value("s.low")} and ${value("s.high")}{% endif %}.`,
  });
  const first = `{{ m.label }}${memberMean(plan)}: {% if s.first_ties > 1 %}${tiedFirst("s", "en", `${sharing("en")} share the first place with ${value("s.first_value")}`)}{% elsif s.first_share != nil and s.first_share >= 3 and lead > 0.02 %}{{ s.first }} leads with ${value("s.first_value")}, {{ s.first_share | percent: 0 }} of the total{% elsif s.first_share != nil and s.first_share >= 3 %}{{ s.first }} (${value("s.first_value")}) just ahead of {{ s.second }} (${value("s.second_value")}){% else %}${value("s.first_value")} for {{ s.first }}, the highest of {{ s.members | number }}{% endif %}`;
  return `{% assign m = measure.first %}{% assign s = standing.first %}${leadOf}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# ${recordsOr(plan, "{% if s.first_ties > 1 %}{{ s.first_ties | number }} share the first place with {{ s.first_value | number }} {{ m.label | downcase }}{% else %}{{ s.first }} has the most {{ m.label | downcase }}: {{ s.first_value | number }} of {{ s.total | number }}{% endif %}", leagueTitle(plan, titleInOrder(plan, first)))}

${eachOfFew(plan, standing)}${withoutValue(plan)}${withoutMember(plan)}

:::key-figures
- **{{ s.members | number }}** Entries

  by {{ by }}{% if s.missing > 0 %}, with a value{% endif %}
${medianOrLast("Median", `Lowest${memberMean(plan)}`)}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** Total\n\n  {{ m.unit }}", apart: `- **{{ s.first_value | number: m.decimals }}** Highest${memberMean(plan)}\n\n  {{ m.unit }}` })}
:::${topsAbove(plan)}${commonKinds(plan)}`;
}

function ranking(plan: Plan): string {
  const first = isOrdered(plan)
    ? "{% if s.members > 40 %}; the first 40 of {{ s.members | number }}{% endif %}"
    : `{% if s.members > 20 %}; the first 15 of {{ s.members | number }}${rankedNote("en", "chart")}{% endif %}`;
  const columns = tableColumns(plan, { place: "Place", share: "Share" });
  return `## By {{ by }}

${places(plan, "")}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${memberMean(plan)}${first}" alt="The largest value is ${value("s.first_value")}, the smallest of all ${value("s.last_value")}."}${topsBelow(plan)}

::table{data="table" title="{% if s.members > 20 %}The first 10 of {{ s.members | number }}${isOrdered(plan) ? "" : rankedNote("en", "table")}{% else %}All in numbers{% endif %}" deck="{{ m.deck }}${memberMean(plan)}" columns="${columns}"}${tableOfOthers(plan)}`;
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and ${isRelated} %}
## {{ m.label }} and {{ b.label }}

${related("en")}: the rank correlation of {{ r.members | number }} is {{ r.r | number: "+.2f" }}. It does not say that one causes the other.

::chart{spec="relation" data="pairs" title="${relatedTitle("en")}" deck="“{{ m.label }}” and “{{ b.label }}” of each of the {{ r.members | number }}" alt="“{{ m.label }}” over “{{ b.label }}”; rank correlation {{ r.r | number: '+.2f' }}."}
{% endif %}`;
}
