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
    adds: `Summe der {{ s.members | number }}: ${value("s.total")}{% if s.three_share != nil and s.members > 6 %}, davon {{ s.three_share | percent: 0 }} bei den ersten drei{% endif %}{% if s.members >= 8 %}; Median: ${value("s.middle")}{% endif %}.`,
    apart: `Median der {{ s.members | number }}: ${value("s.middle")}{% if s.members >= 8 %}; die Hälfte liegt zwischen ${value("s.low")} und ${value("s.high")}{% endif %}.`,
  });
  const columns = tableColumns(plan, { place: "Rang", share: "Anteil" });
  const first = `{{ m.label }}${memberMean(plan)}: {% if s.first_ties > 1 %}${tiedFirst("s", "de", `${sharing("de")}: höchster Wert, ${value("s.first_value")}`)}{% elsif s.first_share != nil and s.first_share >= 3 and lead > 0.02 %}{{ s.first }} vorn mit ${value("s.first_value")}, {{ s.first_share | percent: 0 }} der Summe{% elsif s.first_share != nil and s.first_share >= 3 %}{{ s.first }} (${value("s.first_value")}) knapp vor {{ s.second }} (${value("s.second_value")}){% else %}${value("s.first_value")} für {{ s.first }}, höchster Wert von {{ s.members | number }}{% endif %}`;
  return page(
    withSubjects(plan, [
      `{% assign m = measure.first %}{% assign s = standing.first %}${leadOf}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# ${recordsOr(plan, "{% if s.first_ties > 1 %}{{ s.first_ties | number }}-mal die meisten Einträge: {{ s.first_value | number }}{% else %}{{ s.first }} mit den meisten Einträgen: {{ s.first_value | number }} von {{ s.total | number }}{% endif %}", leagueTitle(plan, titleInOrder(plan, first)))}

${eachOfFew(plan, standing)}${withoutValue(plan)}${withoutMember(plan)}

:::key-figures
- **{{ s.members | number }}** Einträge

  Spalte: {{ by }}{% if s.missing > 0 %}, mit einem Wert{% endif %}
${medianOrLast("Median", `Tiefstwert${memberMean(plan)}`)}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** Summe\n\n  {{ m.unit }}", apart: `- **{{ s.first_value | number: m.decimals }}** Höchstwert${memberMean(plan)}\n\n  {{ m.unit }}` })}
:::${topsAbove(plan)}${commonKinds(plan)}

## Vergleich: {{ by }}

${places(plan)}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${memberMean(plan)}${firstOf(plan)}" alt="Der höchste Wert ist ${value("s.first_value")}, der tiefste von allen ${value("s.last_value")}."}${topsBelow(plan)}

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
## {{ m.label }} und {{ b.label }}

${related("de")}: Die Rangkorrelation der {{ r.members | number }} ist {{ r.r | number: "+.2f" }}. Eine Ursache ist damit nicht gezeigt.

::chart{spec="relation" data="pairs" title="${relatedTitle("de")}" deck="„{{ m.label }}“ und „{{ b.label }}“ von jedem der {{ r.members | number }}" alt="„{{ m.label }}“ nach „{{ b.label }}“; Rangkorrelation {{ r.r | number: '+.2f' }}."}
{% endif %}`;
}
