import { fewestPoints, hasOther, type Plan } from "../../blocks/parts.ts";
import { byAdds, comparedLabel, page, value } from "../liquid.ts";
import { withoutValue } from "../row-notes.ts";
import { aboutData } from "./about.ts";
import { firstOf, places, rankTitle, tableTitle } from "./places.ts";

export function cross(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `Zusammen: ${value("s.total")}{% if s.three_share != nil and s.members > 6 %}, davon {{ s.three_share | percent: 0 }} bei den ersten drei{% endif %}.`,
    apart: `Median der {{ s.members | number }}: ${value("s.middle")}{% if s.members >= 8 %}; die Hälfte liegt zwischen ${value("s.low")} und ${value("s.high")}{% endif %}.`,
  });
  const share = byAdds(plan, { adds: ", share: Anteil | percent: 1 | missing: blank", apart: "" });
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}: {% if s.first_ties > 1 %}${value("s.first_value")} ist der höchste Wert{% else %}{{ s.first }} mit dem höchsten Wert, ${value("s.first_value")}{% endif %}

${standing}${withoutValue(plan)}

:::key-figures
- **{{ s.members | number }}** {{ by }}

  {% if s.missing > 0 %}mit einem Wert{% else %}insgesamt{% endif %}
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** Summe\n\n  {{ m.unit }}", apart: "- **{{ s.first_value | number: m.decimals }}** Höchstwert\n\n  {{ m.unit }}" })}
:::

## Vergleich: {{ by }}

${places(plan)}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${firstOf(plan)}" alt="Balken; der längste steht für ${value("s.first_value")}, der kürzeste von allen für ${value("s.last_value")}."}

::table{data="table" title="${tableTitle}" deck="{{ m.deck }}" columns="place: Rang, member: '{{ by }}', value: '{{ m.label }}' | number: {{ m.decimals }} | bar${share}"}`,
    hasOther(plan) ? relation() : "",
    aboutData(plan),
  ]);
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and r.r != nil %}
## {{ m.label }} und {{ b.label }}

{% if r.r > 0.5 %}Hohe Werte treten oft zusammen auf{% elsif r.r < -0.5 %}Wo der eine Wert hoch ist, ist der andere oft niedrig{% else %}Die beiden Werte hängen kaum zusammen{% endif %}: Die Rangkorrelation der {{ r.members | number }} ist {{ r.r | number: "+.2f" }}. Eine Ursache ist damit nicht gezeigt.

::chart{spec="relation" data="pairs" title="{% if r.r > 0.5 %}Hoch mit hoch, niedrig mit niedrig{% elsif r.r < -0.5 %}Hoch mit niedrig{% else %}Kein deutlicher Zusammenhang{% endif %}" deck="Jeder Punkt ist einer von {{ r.members | number }}; beide Achsen beginnen nicht immer bei null" alt="Punkte; Rangkorrelation {{ r.r | number: '+.2f' }}."}
{% endif %}`;
}
