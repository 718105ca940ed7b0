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
  const reaches = `{% if s.members > 1 and s.first_value == s.last_value %}各组的中位数相同，均为${value("s.first_value")}。{% elsif s.members > 1 %}各组的中位数从${value("s.last_value")}{% if s.last_ties == 1 %}（{{ s.last }}）{% endif %}到${value("s.first_value")}{% if s.first_ties == 1 %}（{{ s.first }}）{% endif %}。{% endif %}`;
  return page(
    withSubjects(plan, [
      `{% assign m = measure.first %}{% assign s = standing.first %}${hardlyDiffers}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}${spreadOf(plan)}

${groupsLead(plan, reaches)}${topRecord(plan)}${sidesSentence(plan)}${withoutMember(plan)}

:::key-figures
- **{{ s.records | number }}** 记录

  有数值
- **{{ s.middle | number: m.decimals }}** 中位数

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** 最低

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** 最高

  {{ m.unit }}
:::${commonKinds(plan)}

## 分布

${histogram(plan, `title="${halfTitle(plan)}" deck="{{ m.deck }}；记录数${onlyOthers(plan)}" alt="从${value("s.least")}到${value("s.most")}的记录数。"`)}

## 比较：{{ by }}

::chart{spec="groups" data="groups" title="{% if s.first_ties > 1 %}${tiedFirst("s", "zh", "{{ s.first_ties | number }}组的中位数并列最高", true)}{% elsif hardly %}各组中位数相差不大{% else %}${named("s.first")}的中位数最高{% endif %}" deck="{{ m.deck }}{% if s.members > 40 %}；共{{ s.members | number }}项，列出前40项${isOrdered(plan) ? "" : rankedNote("zh", "groups")}{% endif %}；中位数，以及各组中间的一半" alt="中位数从${value("s.last_value")}到${value("s.first_value")}，以及各组中间的一半。"}

::table{data="${groupTable(plan)}" title="{% if s.members > 40 %}前40组（共{{ s.members | number }}组）${isOrdered(plan) ? "" : rankedNote("zh", "groups")}{% else %}全部各组{% endif %}" deck="{{ m.deck }}；各组的一半在两个四分位数之间${besideColumns(plan) === "" ? "" : "；其他指标为中位数"}" columns="member: '{{ by }}', records: 记录 | number, middle: 中位数 | number: {{ m.decimals }} | bar, low: 下四分位 | number: {{ m.decimals }}, high: 上四分位 | number: {{ m.decimals }}${leastAndMost(plan, "最低", "最高")}"}${tableOfOthers(plan)}`,
      dividedOtherwise(plan),
      aboutData(plan),
    ]),
  );
}
