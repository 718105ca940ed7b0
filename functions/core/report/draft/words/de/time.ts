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
import { at, band, dative, grainWords, moved, to, typical, unitOfChange, whole, kindOfValue } from "./movement.ts";
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
        measuresInPeriod(plan, `Weitere Werte: ${period("h.now", plan)}`, to("h.before", plan)),
        plan.roles.members.length > 0 ? compared(plan) : "",
        dividedOtherwise(plan),
        aboutData(plan),
      ]),
      2,
    ),
  );
}

function timeLead(plan: Plan): string {
  const shown = `{{ m.label }}${whole(plan)}${ofMany(plan)}: ${value("h.value")} ${at("h.now", plan)}`;
  const earlier = `${value("h.earlier")} ${at("h.earlier_period", plan)}`;
  const title = doubtedTitle(
    plan,
    shown,
    earlier,
    indexTitle(plan, shown, to("h.before", plan), `${shown}${sinceWhen(plan)}`),
  );
  return `{% assign m = measure.first %}{% assign h = headline.first %}{% assign c = record.first %}${assignRecent(plan)}${assignGlance(plan)}${assignLeader(plan)}
# ${leaderTitle(plan, at("h.now", plan), title)}

${unlessDoubted(plan, indexLead(plan, band(plan), changeSentence(plan)))}${partialEnd(plan)}${lackingRows(plan)}

${extremes(plan)}

:::key-figures
- **{{ h.value | number: m.decimals }}** {{ m.label }}${whole(plan)}${ofMany(plan)}, ${period("h.now", plan)}

  {{ m.unit }}
{% if h.change != nil${ifSure(plan)} %}
${ifAlike(plan, `\n${changeFigure(plan, `zum Vergleich: ${period("h.before", plan)}`, unitOfChange(plan))}\n`, "")}
{% endif %}
${recentFigure(plan, isFairBeginning(plan, sinceBeginning(plan)))}
:::`;
}

/** Die Veränderung, und ob sie größer als üblich ist. */
function changeSentence(plan: Plan): string {
  return `{% if h.before == nil %}
Es gibt keinen früheren Zeitraum zum Vergleich.
{% elsif h.change == nil %}
{% if h.before_value == 0 %}Der Wert davor war 0 ${at("h.before", plan)}.{% else %}Mit ${dative("h.before", plan)} lässt es sich nicht vergleichen.{% endif %}
{% elsif h.is_news %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)} – {% if h.change > h.high %}über{% else %}unter{% endif %} dem üblichen Bereich solcher Veränderungen (${band(plan)}).
{% elsif h.swings %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}. Solche Veränderungen schwanken stark und sagen für sich wenig.
{% elsif h.even %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}, so viel wie bisher jedes Mal.
{% elsif h.low != nil and h.narrow == false %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}, im üblichen Bereich solcher Veränderungen (${band(plan)}).
{% else %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}.
{% endif %}${daysOfMonths(plan)}`;
}

/** Die Veränderung seit dem Anfang, als große Zahl. */
function sinceBeginning(plan: Plan): string {
  return `{% if h.begin_change != nil and (m.kind != "percent" or h.begin_change <= 200) %}
- **${shownChange("h.begin_change")}** zum Anfang: ${period("h.begin", plan)}

  ${unitOfChange(plan)}
{% elsif h.begin_change != nil %}
- **{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}** seit ${dative("h.begin", plan)}

  mal so viel
{% endif %}`;
}

/** Der höchste und der tiefste Wert des Verlaufs, und was man noch vor dem letzten Zeitraum fragt. */
function extremes(plan: Plan): string {
  const top = whenExtreme(plan, "h.highest", at("h.highest_period", plan));
  const ends = `${steadily(plan)}{% if h.highest == h.lowest %}Durchgehend derselbe Wert: ${value("h.highest")}.{% else %}${kindOfValue(plan)}: ${value("h.highest")} ${top}, niedrigster: ${value("h.lowest")} ${whenExtreme(plan, "h.lowest", at("h.lowest_period", plan))}${apartFromLast(plan)}.{% endif %}${openEnd(plan, at("h.open_period", plan))}`;
  return `${leaderSentence(plan, at("h.now", plan))}${unlessUnlike(plan, "", `{% if h.periods > 2 %}${ends}{% endif %}${glanceSentences(plan)}`)}${saysSidesOfAll(plan) ? "" : sidesSentence(plan)}`;
}

/** Wessen Verlauf es ist, wenn nicht der aller. */
const steadily = (plan: Plan): string =>
  hasSteady(plan)
    ? "{% if h.absents > 0 %}Von {{ h.members | number }} mit einem Wert in jedem gezeigten Zeitraum. {% endif %}"
    : "";

function overTime(plan: Plan): string {
  const top = whenExtreme(plan, "h.highest", at("h.highest_period", plan));
  // The section on a period, which says when it was highest, is not always there.
  const told = tellsAllTime(plan)
    ? `${steadily(plan)}${kindOfValue(plan)}: ${value("h.highest")} ${top}.`
    : `${steadily(plan)}Am Anfang: ${ofWhole(plan, value("h.begin_value"))} ${at("h.begin", plan)}.`;
  const begun = `{% if h.highest != h.lowest %}${told}{% endif %}`;
  const unlike =
    "Die Summen umfassen nicht durchgehend dieselben Namen; darum gibt es keine Linie, und keine heißt die höchste oder niedrigste.";
  const title = `{% if h.highest == h.lowest %}durchgehend gleich{% else %}höchster Wert ${top}{% endif %}`;
  const alt = `{% if h.highest == h.lowest %}{% else %}; Höchstwert ${top}, Tiefstwert ${whenExtreme(plan, "h.lowest", at("h.lowest_period", plan))}{% endif %}`;
  return `## Verlauf

${unlessUnlike(plan, unlike, begun)}${varyingMembers(plan, hasSteady(plan))}

${drawnUnlessUnlike(plan, `::chart{spec="course" data="drawn" title="{{ m.label }}${partOf(plan)}${ofManyDrawn(plan)}${unlessUneven(plan, `: ${title}`)}" deck="{{ m.deck }}${whole(plan)}, ${grainWords[plan.roles.time!.grain]}${drawnMembers(plan, hasSteady(plan))}" alt="Von ${value("h.begin_value")} ${at("h.begin", plan)} bis ${value(drawnLast(hasSteady(plan)))} ${at("h.now", plan)}${unlessUneven(plan, alt)}."}`)}`;
}

function seasons(plan: Plan): string {
  const chart = `${assignYearsDrawn}\n\n::chart{spec="seasons" data="seasons" title="{{ m.label }}${partOf(plan)}${ofManyDrawn(plan)} im Lauf des Jahres" deck="{{ m.deck }}${whole(plan)}; ${yearsDrawn("de")}" alt="Jedes Jahr, von Januar bis Dezember."}`;
  return drawnUnlessUnlike(plan, chart);
}

function compared(plan: Plan): string {
  return `{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## Vergleich: {{ by }}

${places(plan)}${withoutValueNow(plan)}${withoutMemberNow(plan)} {% if s.compared > 0 %}{% if s.rose == s.compared and s.compared > 1 %}Alle {{ s.compared | number }} höher als zuvor.{% elsif s.fell == s.compared and s.compared > 1 %}Alle {{ s.compared | number }} niedriger als zuvor.{% elsif s.rose == 0 and s.fell == 0 %}Kein Wert anders als zuvor.{% else %}{% if s.rose > 0 %}Höher als zuvor: {{ s.rose | number }}{% endif %}{% if s.rose > 0 and s.fell > 0 %}, niedriger: {{ s.fell | number }}{% elsif s.fell > 0 %}Niedriger als zuvor: {{ s.fell | number }}{% endif %}.{% endif %}{% endif %}

::chart{spec="ranking" data="${barsQuery(plan)}" title="${rankTitle}, ${period("h.now", plan)}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}${firstOf(plan)}" alt="Der höchste Wert ist ${value("s.first_value")}, der tiefste ${value("s.last_value")}."}

{% if h.periods > 2 %}
::chart{spec="panels" data="panels" title="Der Verlauf {% if s.members > 8 %}der ersten acht{% elsif s.missing > 0 %}der {{ s.members | number }} mit einem Wert ${at("h.now", plan)}{% else %}im Einzelnen{% endif %}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}, ${grainWords[plan.roles.time!.grain]}; jedes Feld hat seine eigene Achse${isOrdered(plan) ? "" : rankedNote("de", "panels")}" alt="Der Verlauf für jeden Namen."}
{% endif %}

::table{data="table" title="{% if s.missing > 0 %}{% assign all = s.members | plus: s.missing %}{{ s.members | number }} von {{ all | number }} mit einem Wert ${at("h.now", plan)}{% if s.members > 20 %}: die ersten 10${isOrdered(plan) ? "" : rankedNote("de", "table")}{% endif %}{% else %}${tableTitle(plan)}{% endif %}" deck="{{ m.deck }}${partOf(plan)}${memberMean(plan)}; Veränderung {% if h.before != nil %}${to("h.before", plan)} {% endif %}in ${unitOfColumn(plan, { percent: "Prozent", points: "Prozentpunkten", amount: "derselben Einheit" })}" columns="member: '{{ by }}', value: '${period("h.now", plan)}' | number: {{ m.decimals }} | bar, ${changeColumn(plan, "Veränderung")}, course: Verlauf | sparkline"}`;
}
