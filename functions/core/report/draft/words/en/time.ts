import { isOrdered } from "../../blocks/cross.ts";
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
import { capital, comparedLabel, page, period, value } from "../liquid.ts";
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
import {
  against,
  band,
  changed,
  moved,
  newsOr,
  newsSentence,
  unitOfChange,
  whole,
  within,
  kindOfValue,
} from "./movement.ts";
import { places, rankTitle } from "./places.ts";
import { rankedNote } from "../cut.ts";

export function time(plan: Plan): string {
  return page(
    withSubjects(
      plan,
      whereValued(plan, [
        timeLead(plan),
        overTime(plan),
        plan.seasonal ? seasons(plan) : "",
        measuresInPeriod(plan, `Other measures ${within("h.now", plan)}`, against("h.before", plan)),
        plan.roles.members.length > 0 ? compared(plan) : "",
        dividedOtherwise(plan),
        aboutData(plan),
      ]),
      2,
    ),
  );
}

function timeLead(plan: Plan): string {
  const now = within("h.now", plan);
  const change = moved(plan);
  const name = `{{ m.label }}${whole(plan)}${ofMany(plan)}`;
  const shown = `: ${value("h.value")} ${now}`;
  const sure = `${name}${newsOr(plan, ` ${change} to ${value("h.value")} ${now}`, `${shown}${sinceWhen(plan)}`)}`;
  const earlier = `${value("h.earlier")} ${within("h.earlier_period", plan)}`;
  const from = `${plan.roles.time!.grain === "week" ? "the " : ""}${period("h.before", plan)}`;
  const title = doubtedTitle(plan, `${name}${shown}`, earlier, indexTitle(plan, `${name}${shown}`, from, sure));

  return `{% assign m = measure.first %}{% assign h = headline.first %}{% assign c = record.first %}${assignRecent(plan)}${assignGlance(plan)}${assignLeader(plan)}
# ${leaderTitle(plan, now, title)}

${unlessDoubted(plan, indexLead(plan, band(plan), changeSentence(plan)))}${partialEnd(plan)}${lackingRows(plan)}

${extremes(plan)}

:::key-figures
- **{{ h.value | number: m.decimals }}** {{ m.label }}${whole(plan)}${ofMany(plan)}, ${period("h.now", plan)}

  {{ m.unit }}
{% if h.change != nil${ifSure(plan)} %}
${ifAlike(plan, `\n${changeFigure(plan, `Change ${against("h.before", plan)}`, unitOfChange(plan))}\n`, "")}
{% endif %}
${recentFigure(plan, isFairBeginning(plan, sinceBeginning(plan)))}
:::`;
}

/** The change, and whether it is more than usual. */
function changeSentence(plan: Plan): string {
  return `{% if h.before == nil %}
There is no earlier period to compare it with.
{% elsif h.change == nil %}
{% if h.before_value == 0 %}It was 0 ${within("h.before", plan)}.{% else %}It cannot be ${against("h.before", plan)}.{% endif %}
{% elsif h.is_news %}
${newsSentence(plan)}
{% elsif h.swings %}
${changed(plan)} ${against("h.before", plan)}; such changes usually swing widely, so it says little by itself.
{% elsif h.even %}
${changed(plan)} ${against("h.before", plan)}, as much as each time before.
{% elsif h.low != nil and h.narrow == false %}
${changed(plan)} ${against("h.before", plan)}, within the usual range of such changes (${band(plan)}).
{% else %}
${changed(plan)} ${against("h.before", plan)}.
{% endif %}${daysOfMonths(plan)}`;
}

/** The change since the beginning, as a large number. */
function sinceBeginning(plan: Plan): string {
  return `{% if h.begin_change != nil and (m.kind != "percent" or h.begin_change <= 200) %}
- **${shownChange("h.begin_change")}** Since ${period("h.begin", plan)}

  ${unitOfChange(plan)}
{% elsif h.begin_change != nil %}
- **{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}** Since ${period("h.begin", plan)}

  times the value
{% endif %}`;
}

/** The highest and the lowest value of the course, and what else is asked of it before its last period. */
function extremes(plan: Plan): string {
  const top = whenExtreme(plan, "h.highest", within("h.highest_period", plan));
  const ends = `${steadily(plan)} {% if h.highest == h.lowest %}${kindOfValue(plan)} was ${value("h.highest")} throughout the period shown.{% else %}highest ${kindOfValue(plan)} was ${value("h.highest")} ${top}, the lowest ${value("h.lowest")} ${whenExtreme(plan, "h.lowest", within("h.lowest_period", plan))}${apartFromLast(plan)}.{% endif %}${openEnd(plan, within("h.open_period", plan))}`;
  return `${leaderSentence(plan, within("h.now", plan))}${unlessUnlike(plan, "", `{% if h.periods > 2 %}${ends}{% endif %}${glanceSentences(plan)}`)}${saysSidesOfAll(plan) ? "" : sidesSentence(plan)}`;
}

function overTime(plan: Plan): string {
  const top = whenExtreme(plan, "h.highest", within("h.highest_period", plan));
  // The section on a period, which says when it was highest, is not always there.
  const told = tellsAllTime(plan)
    ? `${steadily(plan)} highest ${kindOfValue(plan)} was ${value("h.highest")} ${top}.`
    : `${steadily(plan)} course began with ${ofWhole(plan, value("h.begin_value"))} ${within("h.begin", plan)}.`;
  const begun = `{% if h.highest != h.lowest %}${told}{% endif %}`;
  const unlike =
    "The totals are not of the same members throughout, so no line is drawn of them, and none is called the highest or the lowest.";
  const title = `{% if h.highest == h.lowest %}the same throughout{% else %}highest ${top}{% endif %}`;
  const alt = `{% if h.highest == h.lowest %}{% else %}, highest ${top} and lowest ${whenExtreme(plan, "h.lowest", within("h.lowest_period", plan))}{% endif %}`;
  return `## Over time

${unlessUnlike(plan, unlike, begun)}${varyingMembers(plan, hasSteady(plan))}

${drawnUnlessUnlike(plan, `::chart{spec="course" data="drawn" title="{{ m.label }}${partOf(plan)}${ofManyDrawn(plan)}${unlessUneven(plan, `: ${title}`)}" deck="{{ m.deck }}${whole(plan)}, by ${plan.roles.time!.grain}${drawnMembers(plan, hasSteady(plan))}" alt="From ${value("h.begin_value")} ${within("h.begin", plan)} to ${value(drawnLast(hasSteady(plan)))} ${within("h.now", plan)}${unlessUneven(plan, alt)}."}`)}`;
}

/** Says of whom the course is, if not of all. */
function steadily(plan: Plan): string {
  if (!hasSteady(plan)) return "The";
  return "{% if h.absents > 0 %}Of the {{ h.members | number }} with a value in every period shown, the{% else %}The{% endif %}";
}

function seasons(plan: Plan): string {
  const chart = `${assignYearsDrawn}\n\n::chart{spec="seasons" data="seasons" title="{{ m.label }}${partOf(plan)}${ofManyDrawn(plan)} through the year" deck="{{ m.deck }}${whole(plan)}; ${yearsDrawn("en")}" alt="Each year, from January to December."}`;
  return drawnUnlessUnlike(plan, chart);
}

export function compared(plan: Plan): string {
  const first = isOrdered(plan)
    ? "{% if s.members > 40 %}; the first 40 of {{ s.members | number }}{% endif %}"
    : `{% if s.members > 20 %}; the first 15 of {{ s.members | number }}${rankedNote("en", "chart")}{% endif %}`;
  return `{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## By {{ by }}

${places(plan, `${capital(within("h.now", plan))}, `)}${withoutValueNow(plan)}${withoutMemberNow(plan)} {% if s.compared > 0 %}{% if s.rose == s.compared %}{% if s.compared > 1 %}All {{ s.compared | number }}{% else %}It{% endif %} rose{% elsif s.fell == s.compared %}{% if s.compared > 1 %}All {{ s.compared | number }}{% else %}It{% endif %} fell{% elsif s.rose == 0 and s.fell == 0 %}None rose or fell{% else %}{% if s.rose == 0 %}None rose and {{ s.fell | number }} of {{ s.compared | number }} fell{% elsif s.fell == 0 %}{{ s.rose | number }} of {{ s.compared | number }} rose and none fell{% else %}{{ s.rose | number }} of {{ s.compared | number }} rose and {{ s.fell | number }} fell{% endif %}{% endif %} ${against("h.before", plan)}.{% endif %}

::chart{spec="ranking" data="${barsQuery(plan)}" title="${rankTitle}, ${period("h.now", plan)}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}${first}" alt="The largest value is ${value("s.first_value")}, the smallest ${value("s.last_value")}."}

{% if h.periods > 2 %}
::chart{spec="panels" data="panels" title="The course of {% if s.members > 8 %}the first eight{% elsif s.missing > 0 %}the {{ s.members | number }} with a value ${within("h.now", plan)}{% else %}each{% endif %}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}, by ${plan.roles.time!.grain}; each panel has its own scale${isOrdered(plan) ? "" : rankedNote("en", "panels")}" alt="The course of each."}
{% endif %}

::table{data="table" title="{% if s.missing > 0 %}{% assign all = s.members | plus: s.missing %}{{ s.members | number }} of {{ all | number }} with a value ${within("h.now", plan)}{% if s.members > 20 %}: the first 10${isOrdered(plan) ? "" : rankedNote("en", "table")}{% endif %}{% elsif s.members > 20 %}The first 10 of {{ s.members | number }}${isOrdered(plan) ? "" : rankedNote("en", "table")}{% else %}All in numbers{% endif %}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}; change {% if h.before != nil %}${against("h.before", plan)} {% endif %}in ${unitOfColumn(plan, { percent: "percent", points: "percentage points", amount: "the same unit" })}" columns="member: '{{ by }}', value: '${period("h.now", plan)}' | number: {{ m.decimals }} | bar, ${changeColumn(plan, "Change")}, course: Course | sparkline"}`;
}
