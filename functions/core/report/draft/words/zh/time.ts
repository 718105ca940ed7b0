import type { Plan } from "../../blocks/parts.ts";
import { hasSteady } from "../../blocks/periods/period-queries.ts";
import { dividedOtherwise, measuresInPeriod } from "../beside.ts";
import { assignLeader, leaderSentence, leaderTitle } from "../leader.ts";
import { whenExtreme } from "../time/extreme-period.ts";
import { assignGlance, glanceSentences } from "../glance.ts";
import { changeColumn, changeFigure, unitOfColumn } from "../time/changes.ts";
import { assignRecent, recentFigure } from "../time/recent.ts";
import { indexLead, indexTitle } from "../time/index-change.ts";
import { isFairBeginning, sinceWhen } from "../time/record.ts";
import { barsQuery } from "../../blocks/members-in-period.ts";
import { assignYearsDrawn, yearsDrawn } from "../time/years-drawn.ts";
import { unlessUneven } from "../notes/lacking-cells.ts";
import { lackingRows } from "../lacking-rows.ts";
import { withoutMemberNow } from "../without-one.ts";
import { comparedLabel, page, period, value } from "../liquid.ts";
import { memberMean, ofWhole } from "../means.ts";
import { ifAlike, ofMany, ofManyDrawn, partOf } from "../of-many.ts";
import { apartFromLast, doubtedTitle, ifSure, openEnd, partialEnd, unlessDoubted } from "../time/partial.ts";
import {
  daysOfMonths,
  drawnLast,
  drawnMembers,
  drawnUnlessUnlike,
  shownChange,
  unlessUnlike,
  varyingMembers,
  withoutValueNow,
} from "../notes/row-notes.ts";
import { sidesSentence } from "../../stories/sides/tell-sides.ts";
import { whereValued } from "../notes/where-valued.ts";
import { saysSidesOfAll, tellsAllTime } from "../../stories/lead-of.ts";
import { withSubjects } from "../../stories/tell-subjects.ts";
import { aboutData } from "./about.ts";
import { band, grainWords, moved, typical, unitOfChange, whole, kindOfValue } from "./movement.ts";
import { firstOf, places, rankTitle, tableTitle } from "./places.ts";
import { rankedNote } from "../cut.ts";
import { isOrdered } from "../../blocks/cross.ts";

export function time(plan: Plan): string {
  return page(
    withSubjects(
      plan,
      whereValued(plan, [
        timeLead(plan),
        overTime(plan),
        plan.seasonal ? seasons(plan) : "",
        measuresInPeriod(plan, `其他指标：${period("h.now", plan)}`, `（较${period("h.before", plan)}）`),
        plan.roles.members.length > 0 ? compared(plan) : "",
        dividedOtherwise(plan),
        aboutData(plan),
      ]),
      2,
    ),
  );
}

function timeLead(plan: Plan): string {
  const shown = `{{ m.label }}${whole(plan)}${ofMany(plan)}：${period("h.now", plan)}为${value("h.value")}`;
  const earlier = `${period("h.earlier_period", plan)}为${value("h.earlier")}`;
  const title = doubtedTitle(
    plan,
    shown,
    earlier,
    indexTitle(plan, shown, period("h.before", plan), `${shown}${sinceWhen(plan)}`),
  );
  return `{% assign m = measure.first %}{% assign h = headline.first %}{% assign c = record.first %}${assignRecent(plan)}${assignGlance(plan)}${assignLeader(plan)}
# ${leaderTitle(plan, period("h.now", plan), title)}

${unlessDoubted(plan, indexLead(plan, band(plan), changeSentence(plan)))}${partialEnd(plan)}${lackingRows(plan)}

${extremes(plan)}

:::key-figures
- **{{ h.value | number: m.decimals }}** {{ m.label }}${whole(plan)}${ofMany(plan)}，${period("h.now", plan)}

  {{ m.unit }}
{% if h.change != nil${ifSure(plan)} %}
${ifAlike(plan, `\n${changeFigure(plan, `与${period("h.before", plan)}相比`, unitOfChange(plan))}\n`, "")}
{% endif %}
${recentFigure(plan, isFairBeginning(plan, sinceBeginning(plan)))}
:::`;
}

/** 变化，以及是否超出通常的范围。 */
function changeSentence(plan: Plan): string {
  return `{% if h.before == nil %}
没有更早的时期可供比较。
{% elsif h.change == nil %}
{% if h.before_value == 0 %}${period("h.before", plan)}为0。{% else %}无法与${period("h.before", plan)}比较。{% endif %}
{% elsif h.is_news %}
${typical(plan)}与${period("h.before", plan)}相比，${moved(plan)}，{% if h.change > h.high %}高于{% else %}低于{% endif %}通常的变化范围（${band(plan)}）。
{% elsif h.swings %}
${typical(plan)}与${period("h.before", plan)}相比，${moved(plan)}；这类变化通常起伏很大，仅凭一期难下结论。
{% elsif h.even %}
${typical(plan)}与${period("h.before", plan)}相比，${moved(plan)}，与此前各期的变化相同。
{% elsif h.low != nil and h.narrow == false %}
${typical(plan)}与${period("h.before", plan)}相比，${moved(plan)}，处于通常的变化范围（${band(plan)}）之内。
{% else %}
${typical(plan)}与${period("h.before", plan)}相比，${moved(plan)}。
{% endif %}${daysOfMonths(plan)}`;
}

/** 自起点以来的变化。 */
function sinceBeginning(plan: Plan): string {
  return `{% if h.begin_change != nil and (m.kind != "percent" or h.begin_change <= 200) %}
- **${shownChange("h.begin_change")}** 自${period("h.begin", plan)}以来

  ${unitOfChange(plan)}
{% elsif h.begin_change != nil %}
- **{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}** 自${period("h.begin", plan)}以来

  倍
{% endif %}`;
}

/** 走势的最高与最低，以及人们先于最近一期要问的。 */
function extremes(plan: Plan): string {
  const [top, low] = [
    whenExtreme(plan, "h.highest", period("h.highest_period", plan)),
    whenExtreme(plan, "h.lowest", period("h.lowest_period", plan)),
  ];
  const ends = `${steadily(plan)}{% if h.highest == h.lowest %}各期数值相同，均为${value("h.highest")}。{% else %}${kindOfValue(plan)}为${value("h.highest")}（${top}），最低为${value("h.lowest")}（${low}）${apartFromLast(plan)}。{% endif %}${openEnd(plan, period("h.open_period", plan))}`;
  return `${leaderSentence(plan, period("h.now", plan))}${unlessUnlike(plan, "", `{% if h.periods > 2 %}${ends}{% endif %}${glanceSentences(plan)}`)}${saysSidesOfAll(plan) ? "" : sidesSentence(plan)}`;
}

/** 若非全部，说明走势包括哪些项。 */
const steadily = (plan: Plan): string =>
  hasSteady(plan) ? "{% if h.absents > 0 %}以每个时期都有数值的{{ h.members | number }}项计，{% endif %}" : "";

function overTime(plan: Plan): string {
  const [top, low] = [
    whenExtreme(plan, "h.highest", period("h.highest_period", plan)),
    whenExtreme(plan, "h.lowest", period("h.lowest_period", plan)),
  ];
  // The section on a period, which says when it was highest, is not always there.
  const told = tellsAllTime(plan)
    ? `${steadily(plan)}${kindOfValue(plan)}为${value("h.highest")}（${top}）。`
    : `${steadily(plan)}起点为${ofWhole(plan, value("h.begin_value"))}（${period("h.begin", plan)}）。`;
  const begun = `{% if h.highest != h.lowest %}${told}{% endif %}`;
  const unlike = "各期合计所含的项不尽相同，因此不画折线，也不比较最高与最低。";
  const title = `{% if h.highest == h.lowest %}各期相同{% else %}在${top}最高{% endif %}`;
  const alt = `{% if h.highest == h.lowest %}{% else %}，${top}最高，${low}最低{% endif %}`;
  return `## 随时间的变化

${unlessUnlike(plan, unlike, begun)}${varyingMembers(plan, hasSteady(plan))}

${drawnUnlessUnlike(plan, `::chart{spec="course" data="drawn" title="{{ m.label }}${partOf(plan)}${ofManyDrawn(plan)}${unlessUneven(plan, `${title}`)}" deck="{{ m.deck }}${whole(plan)}，${grainWords[plan.roles.time!.grain]}${drawnMembers(plan, hasSteady(plan))}" alt="从${period("h.begin", plan)}的${value("h.begin_value")}到${period("h.now", plan)}的${value(drawnLast(hasSteady(plan)))}${unlessUneven(plan, alt)}。"}`)}`;
}

function seasons(plan: Plan): string {
  const chart = `${assignYearsDrawn}\n\n::chart{spec="seasons" data="seasons" title="{{ m.label }}${partOf(plan)}${ofManyDrawn(plan)}在一年之中" deck="{{ m.deck }}${whole(plan)}；${yearsDrawn("zh")}" alt="各年从一月到十二月的数值。"}`;
  return drawnUnlessUnlike(plan, chart);
}

function compared(plan: Plan): string {
  return `{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## 比较：{{ by }}

${period("h.now", plan)}，${places(plan)}${withoutValueNow(plan)}${withoutMemberNow(plan)}{% if s.compared > 0 %}与${period("h.before", plan)}相比，{% if s.rose == s.compared %}{% if s.compared > 1 %}{{ s.compared | number }}项均{% endif %}上升{% elsif s.fell == s.compared %}{% if s.compared > 1 %}{{ s.compared | number }}项均{% endif %}下降{% elsif s.rose == 0 and s.fell == 0 %}各项不变{% else %}{% if s.rose > 0 %}{{ s.rose | number }}项上升{% endif %}{% if s.rose > 0 and s.fell > 0 %}，{% endif %}{% if s.fell > 0 %}{{ s.fell | number }}项下降{% endif %}{% endif %}。{% endif %}

::chart{spec="ranking" data="${barsQuery(plan)}" title="${rankTitle}，${period("h.now", plan)}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}${firstOf(plan)}" alt="最大值为${value("s.first_value")}，最小值为${value("s.last_value")}。"}

{% if h.periods > 2 %}
::chart{spec="panels" data="panels" title="{% if s.members > 8 %}前八项{% elsif s.missing > 0 %}${period("h.now", plan)}有数值的{{ s.members | number }}项{% else %}各项{% endif %}的走势" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}，${grainWords[plan.roles.time!.grain]}；每格有自己的纵轴${isOrdered(plan) ? "" : rankedNote("zh", "panels")}" alt="各项的走势。"}
{% endif %}

::table{data="table" title="{% if s.missing > 0 %}{% assign all = s.members | plus: s.missing %}${period("h.now", plan)}{{ all | number }}项中有数值的{{ s.members | number }}项{% if s.members > 20 %}：前10项${isOrdered(plan) ? "" : rankedNote("zh", "table")}{% endif %}{% else %}${tableTitle(plan)}{% endif %}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}；变化{% if h.before != nil %}与${period("h.before", plan)}相比，{% endif %}单位：${unitOfColumn(plan, { percent: "%", points: "百分点", amount: "同上" })}" columns="member: '{{ by }}', value: '${period("h.now", plan)}' | number: {{ m.decimals }} | bar, ${changeColumn(plan, "变化")}, course: 走势 | sparkline"}`;
}
