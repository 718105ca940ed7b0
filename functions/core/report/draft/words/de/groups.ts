import { tiedFirst } from "../tied.ts";
import { isSpread, type Plan } from "../../blocks/parts.ts";
import { comparedLabel, page, value } from "../liquid.ts";
import {
  besideColumns,
  dividedOtherwise,
  groupTable,
  hardlyDiffers,
  leastAndMost,
  measuresOfRecords,
  tableOfOthers,
} from "../beside.ts";
import { withoutMember } from "../without-one.ts";
import { groupsLead, halfTitle, histogram, named, onlyOthers, spread, spreadOf } from "../spread.ts";
import { commonKinds, topRecord } from "../frequent-values.ts";
import { sidesSentence } from "../../stories/sides/tell-sides.ts";
import { withSubjects } from "../../stories/tell-subjects.ts";
import { aboutData } from "./about.ts";
import { rankedNote } from "../cut.ts";
import { isOrdered } from "../../blocks/cross.ts";

export function groups(plan: Plan): string {
  if (isSpread(plan)) return page(withSubjects(plan, [spread(plan, measuresOfRecords(plan)), aboutData(plan)]));
  const reaches = `{% if s.members > 1 and s.first_value == s.last_value %}Alle Mediane sind gleich: ${value("s.first_value")}.{% elsif s.members > 1 %}Der Median reicht von ${value("s.last_value")}{% if s.last_ties == 1 %} ({{ s.last }}){% endif %} bis ${value("s.first_value")}{% if s.first_ties == 1 %} ({{ s.first }}){% endif %}.{% endif %}`;
  return page(
    withSubjects(plan, [
      `{% assign m = measure.first %}{% assign s = standing.first %}${hardlyDiffers}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}${spreadOf(plan)}

${groupsLead(plan, reaches)}${topRecord(plan)}${sidesSentence(plan)}${withoutMember(plan)}

:::key-figures
- **{{ s.records | number }}** Zeilen

  mit einem Wert
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** Tiefstwert

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** Höchstwert

  {{ m.unit }}
:::${commonKinds(plan)}

## Verteilung

${histogram(plan, `title="${halfTitle(plan)}" deck="{{ m.deck }}; Zahl der Zeilen${onlyOthers(plan)}" alt="Die Zahl der Zeilen von ${value("s.least")} bis ${value("s.most")}."`)}

## Vergleich: {{ by }}

::chart{spec="groups" data="groups" title="{% if s.first_ties > 1 %}${tiedFirst("s", "de", "{{ s.first_ties | number }}-mal der höchste Median", true)}{% elsif hardly %}Die Mediane unterscheiden sich kaum{% else %}${named("s.first")} mit dem höchsten Median{% endif %}" deck="{{ m.deck }}{% if s.members > 40 %}; die ersten 40 von {{ s.members | number }}${isOrdered(plan) ? "" : rankedNote("de", "groups")}{% endif %}; Mediane, mit der mittleren Hälfte jeder Gruppe" alt="Mediane von ${value("s.last_value")} bis ${value("s.first_value")}, mit der mittleren Hälfte jeder Gruppe."}

::table{data="${groupTable(plan)}" title="{% if s.members > 40 %}Die ersten 40 von {{ s.members | number }} Gruppen${isOrdered(plan) ? "" : rankedNote("de", "groups")}{% else %}Alle Gruppen{% endif %}" deck="{{ m.deck }}; die Hälfte jeder Gruppe liegt zwischen den Quartilen${besideColumns(plan) === "" ? "" : "; Mediane der weiteren Werte"}" columns="member: '{{ by }}', records: Zeilen | number, middle: Median | number: {{ m.decimals }} | bar, low: 'Unteres Quartil' | number: {{ m.decimals }}, high: 'Oberes Quartil' | number: {{ m.decimals }}${leastAndMost(plan, "Tiefstwert", "Höchstwert")}"}${tableOfOthers(plan)}`,
      dividedOtherwise(plan),
      aboutData(plan),
    ]),
  );
}
