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
  const reaches = `{% if s.members > 1 and s.first_value == s.last_value %}By {{ by }}, all medians are ${value("s.first_value")}.{% elsif s.members > 1 %}By {{ by }}, the median reaches from ${value("s.last_value")}{% if s.last_ties == 1 %} ({{ s.last }}){% endif %} to ${value("s.first_value")}{% if s.first_ties == 1 %} ({{ s.first }}){% endif %}.{% endif %}`;
  return page(
    withSubjects(plan, [
      `{% assign m = measure.first %}{% assign s = standing.first %}${hardlyDiffers}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}${spreadOf(plan)}

${groupsLead(plan, reaches)}${topRecord(plan)}${sidesSentence(plan)}${withoutMember(plan)}

:::key-figures
- **{{ s.records | number }}** Records

  with a value
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** Lowest

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** Highest

  {{ m.unit }}
:::${commonKinds(plan)}

## How it spreads

${histogram(plan, `title="${halfTitle(plan)}" deck="{{ m.deck }}; number of records${onlyOthers(plan)}" alt="The numbers of records from ${value("s.least")} to ${value("s.most")}."`)}

## By {{ by }}

::chart{spec="groups" data="groups" title="{% if s.first_ties > 1 %}${tiedFirst("s", "en", "{{ s.first_ties | number }} share the highest median", true)}{% elsif hardly %}The medians hardly differ{% else %}${named("s.first")} has the highest median{% endif %}" deck="{{ m.deck }}{% if s.members > 40 %}; the first 40 of {{ s.members | number }}${isOrdered(plan) ? "" : rankedNote("en", "groups")}{% endif %}; medians, with the middle half of each group" alt="Medians from ${value("s.last_value")} to ${value("s.first_value")}, with the middle half of each group."}

::table{data="${groupTable(plan)}" title="{% if s.members > 40 %}The first 40 of {{ s.members | number }} groups${isOrdered(plan) ? "" : rankedNote("en", "groups")}{% else %}All groups{% endif %}" deck="{{ m.deck }}; half of each group lies between the quartiles${besideColumns(plan) === "" ? "" : "; medians of the other measures"}" columns="member: '{{ by }}', records: Records | number, middle: Median | number: {{ m.decimals }} | bar, low: 'Lower quartile' | number: {{ m.decimals }}, high: 'Upper quartile' | number: {{ m.decimals }}${leastAndMost(plan, "Lowest", "Highest")}"}${tableOfOthers(plan)}`,
      dividedOtherwise(plan),
      aboutData(plan),
    ]),
  );
}
