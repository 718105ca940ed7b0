import { isOrdered } from "../blocks/cross.ts";
import { fewestPoints, hasOther, isSpread, type Plan } from "../blocks/parts.ts";
import { hasSteady } from "../blocks/time-queries.ts";
import { byAdds, byKind, capital, comparedLabel, period, said, value } from "./liquid.ts";
import type { ReportWords } from "./report-words.ts";
import { daysOfMonths, meanOf, ofBoth, rowNotes, shownChange, varyingMembers, withoutValue } from "./row-notes.ts";
import { halfOf, halfTitle, spread } from "./spread.ts";

/** “in June 2025”, “on 3 June 2025”, “in the week of 2 June 2025”. */
function within(of: string, plan: Plan): string {
  const { grain } = plan.roles.time!;
  const shown = period(of, plan);
  return grain === "day" ? `on ${shown}` : grain === "week" ? `in the week of ${shown}` : `in ${shown}`;
}

/** “compared with June 2024”. */
function against(of: string, plan: Plan): string {
  return `compared with ${plan.roles.time!.grain === "week" ? "the week of " : ""}${period(of, plan)}`;
}

/** The change in the words of `change`; an amount in words that need no agreement. */
function moved(plan: Plan): string {
  return byKind(plan, {
    percent: "{{ h.change | change }}",
    points: "{{ h.change | change: as: 'points', decimals: m.places }}",
    amount: `{% assign moved = h.change | round: m.decimals %}{% if moved == 0 %}was unchanged{% else %}{% if moved > 0 %}rose{% else %}fell{% endif %} by {{ moved | abs | number: m.decimals }}{{ m.after }}{% endif %}`,
  });
}

/** The median of the members' own changes. */
function medianMoved(plan: Plan): string {
  const unit = byKind(plan, { percent: "%", points: " percentage points", amount: "{{ m.after }}" });
  return `The median change was {{ h.change | round: m.places | number: m.signed }}${unit}`;
}

function band(plan: Plan): string {
  return byKind(plan, {
    percent: "{{ h.low | round: m.places | number: m.signed }}% to {{ h.high | round: m.places | number: m.signed }}%",
    points:
      "{{ h.low | round: m.places | number: m.signed }} to {{ h.high | round: m.places | number: m.signed }} percentage points",
    amount: "{{ h.low | number: m.decimals }} to {{ h.high | number: m.decimals }}{{ m.after }}",
  });
}

const unitOfChange = (plan: Plan): string =>
  byKind(plan, { percent: "percent", points: "percentage points", amount: "{{ m.unit }}" });

/** Whether the change is that of the whole, or the median of the members' own, which does not lead to the value. */
function ofWhole(plan: Plan): { readonly adds: string; readonly apart: string } {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return { adds: "whole", apart: isWhole ? "whole" : "typical" };
}

/** Words for news, if the change is that of the whole; else the plain ones. */
export function newsOr(plan: Plan, news: string, plain: string): string {
  const either = `{% if h.is_news %}${news}{% else %}${plain}{% endif %}`;
  return ofWhole(plan).apart === "whole" ? either : byAdds(plan, { adds: either, apart: plain });
}

/** The change as a sentence without its end. */
function changed(plan: Plan): string {
  const adds = `The value ${moved(plan)}`;
  return ofWhole(plan).apart === "whole" ? adds : byAdds(plan, { adds, apart: medianMoved(plan) });
}

/** What the value of the whole is: nothing for a sum; a median of members or a mean of rows that do not add up. */
function whole(plan: Plan): string {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return byAdds(plan, { adds: "", apart: isWhole ? meanOf(plan) : ", median" });
}

function time(plan: Plan): string {
  return page([
    timeLead(plan),
    overTime(plan),
    plan.seasonal ? seasons(plan) : "",
    plan.roles.members.length > 0 ? compared(plan) : "",
    aboutData(plan),
  ]);
}

function page(blocks: readonly string[]): string {
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function timeLead(plan: Plan): string {
  const now = within("h.now", plan);
  const change = moved(plan);
  return `{% assign m = measure.first %}{% assign h = headline.first %}
# {{ m.label }}${whole(plan)}${newsOr(plan, ` ${change} to ${value("h.value")} ${now}`, `: ${value("h.value")} ${now}`)}

{% if h.before == nil %}
There is no earlier period to compare it with.
{% elsif h.change == nil %}
{% if h.before_value == 0 %}It was 0 ${within("h.before", plan)}.{% else %}It cannot be compared with ${period("h.before", plan)}.{% endif %}
{% elsif h.is_news %}
${changed(plan)} ${against("h.before", plan)}. That is {% if h.change > h.high %}above{% else %}below{% endif %} the usual range of such changes (${band(plan)}).
{% elsif h.swings %}
${changed(plan)} ${against("h.before", plan)}. Such changes usually swing widely, so it says little by itself.
{% elsif h.even %}
${changed(plan)} ${against("h.before", plan)}. It changed as much each time before.
{% elsif h.low != nil %}
${changed(plan)} ${against("h.before", plan)}. That is within the usual range of such changes (${band(plan)}), so it says little by itself.
{% else %}
${changed(plan)} ${against("h.before", plan)}.
{% endif %}${daysOfMonths(plan)}

:::key-figures
- **{{ h.value | number: m.decimals }}** {{ m.label }}${whole(plan)}, ${period("h.now", plan)}

  {{ m.unit }}
{% if h.change != nil %}
- **${shownChange("h.change")}** Change ${against("h.before", plan)}

  ${unitOfChange(plan)}${ofBoth(plan, "compared")}
{% endif %}
{% if h.begin_change != nil and (m.kind != "percent" or h.begin_change <= 200) %}
- **${shownChange("h.begin_change")}** Since ${period("h.begin", plan)}

  ${unitOfChange(plan)}${ofBoth(plan, "lasting")}
{% elsif h.begin_change != nil %}
- **{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}** Since ${period("h.begin", plan)}

  times the value
{% endif %}
:::`;
}

function overTime(plan: Plan): string {
  const top = within("h.highest_period", plan);
  return `## Over time

${steadily(plan)} {% if h.highest == h.lowest %}value was ${value("h.highest")} throughout the period shown.{% else %}highest value was ${value("h.highest")} ${top}, the lowest ${value("h.lowest")} ${within("h.lowest_period", plan)}. The period shown began with ${value("h.begin_value")} ${within("h.begin", plan)}.{% endif %}${varyingMembers(plan, hasSteady(plan))}

::chart{spec="course" data="course" title="{{ m.label }}: {% if h.highest == h.lowest %}the same throughout{% else %}highest ${top}{% endif %}" deck="{{ m.deck }}${whole(plan)}, by ${plan.roles.time!.grain}; the scale need not begin at zero" alt="A line from ${value("h.begin_value")} ${within("h.begin", plan)} to ${value("h.value")} ${within("h.now", plan)}{% if h.highest == h.lowest %}{% else %}, highest ${top} and lowest ${within("h.lowest_period", plan)}{% endif %}."}`;
}

/** Says of whom the course is, if not of all. */
function steadily(plan: Plan): string {
  if (!hasSteady(plan)) return "The";
  return "{% if h.members < h.present %}Of the {{ h.members | number }} with a value in every period shown, the{% else %}The{% endif %}";
}

function seasons(plan: Plan): string {
  return `::chart{spec="seasons" data="seasons" title="{{ m.label }} through the year" deck="{{ m.deck }}${whole(plan)}; red: {{ h.now | date: '%Y' }}, black: the year before, grey: earlier years" alt="A line for each year, from January to December."}`;
}

/** Who is first and last; ties share a place. */
function places(plan: Plan, opening: string): string {
  const ordered = isOrdered(plan);
  return `${opening}{% if s.first_ties > 1 %}{{ s.first_ties | number }} share the highest value, ${value("s.first_value")}{% else %}{{ s.first }} had the highest value, ${value("s.first_value")}{% if s.first_share != nil %} ({{ s.first_share | percent: 0 }} of the total){% endif %}${ordered ? "" : `{% if s.second != nil and s.members > 2 %}, ahead of {{ s.second }} with ${value("s.second_value")}{% endif %}`}{% endif %}{% if s.members > 1 and s.last_ties == 1 %}; {{ s.last }} had the lowest, ${value("s.last_value")}{% endif %}.`;
}

function compared(plan: Plan): string {
  const first = isOrdered(plan) ? "" : "{% if s.members > 15 %}; the first 15 of {{ s.members | number }}{% endif %}";
  return `{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## By {{ by }}

${places(plan, `${capital(within("h.now", plan))}, `)} {% if s.compared > 0 %}{% if s.rose == s.compared %}{% if s.compared > 1 %}All {{ s.compared | number }}{% else %}It{% endif %} rose{% elsif s.fell == s.compared %}{% if s.compared > 1 %}All {{ s.compared | number }}{% else %}It{% endif %} fell{% elsif s.rose == 0 and s.fell == 0 %}None rose or fell{% else %}{% if s.rose == 0 %}None{% else %}{{ s.rose | number }}{% endif %} rose and {% if s.fell == 0 %}none{% else %}{{ s.fell | number }}{% endif %} fell{% endif %} ${against("h.before", plan)}.{% endif %}

::chart{spec="ranking" data="ranking" title="{% if s.first_ties > 1 %}{{ s.first_ties | number }} share the first place{% else %}{{ s.first }} was first{% endif %} ${within("h.now", plan)}" deck="{{ m.deck }}${first}" alt="Bars; the longest is ${value("s.first_value")}, the shortest ${value("s.last_value")}."}

{% if h.periods > 2 %}
::chart{spec="panels" data="panels" title="The course of {% if s.members > 8 %}the first eight{% else %}each{% endif %}" deck="{{ m.deck }}, by ${plan.roles.time!.grain}; each panel has its own scale" alt="A small line for each."}
{% endif %}

::table{data="table" title="{% if s.members > 20 %}The first 20 of {{ s.members | number }}{% else %}All in numbers{% endif %}" deck="{{ m.deck }}; change {% if h.before != nil %}${against("h.before", plan)} {% endif %}in ${byKind(plan, { percent: "percent", points: "percentage points", amount: "the same unit" })}" columns="member: '{{ by }}', value: '${period("h.now", plan)}' | number: {{ m.decimals }} | bar, change: Change | number: '{{ m.signed }}' | change: plain, course: Course | sparkline"}`;
}

function cross(plan: Plan): string {
  return page([crossLead(plan), ranking(plan), hasOther(plan) ? relation() : "", aboutData(plan)]);
}

function crossLead(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `Together they make ${value("s.total")}{% if s.three_share != nil and s.members > 6 %}; the first three have {{ s.three_share | percent: 0 }}{% endif %}.`,
    apart: `The median of the {{ s.members | number }} is ${value("s.middle")}{% if s.members >= 8 %}; half of them lie between ${value("s.low")} and ${value("s.high")}{% endif %}.`,
  });
  return `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}: {% if s.first_ties > 1 %}{{ s.first_ties | number }} share the first place with ${value("s.first_value")}{% else %}{{ s.first }} has the highest value, ${value("s.first_value")}{% endif %}

${standing}${withoutValue(plan)}

:::key-figures
- **{{ s.members | number }}** {{ by }}

  {% if s.missing > 0 %}with a value{% else %}in all{% endif %}
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** Total\n\n  {{ m.unit }}", apart: "- **{{ s.first_value | number: m.decimals }}** Highest\n\n  {{ m.unit }}" })}
:::`;
}

function ranking(plan: Plan): string {
  const first = isOrdered(plan) ? "" : "{% if s.members > 15 %}; the first 15 of {{ s.members | number }}{% endif %}";
  const share = byAdds(plan, { adds: ", share: Share | percent: 1 | missing: blank", apart: "" });
  return `## By {{ by }}

${places(plan, "")}

::chart{spec="ranking" data="ranking" title="{% if s.first_ties > 1 %}{{ s.first_ties | number }} share the first place{% else %}{{ s.first }} is first{% endif %}" deck="{{ m.deck }}${first}" alt="Bars; the longest is ${value("s.first_value")}, the shortest of all ${value("s.last_value")}."}

::table{data="table" title="{% if s.members > 20 %}The first 20 of {{ s.members | number }}{% else %}All in numbers{% endif %}" deck="{{ m.deck }}" columns="place: Place, member: '{{ by }}', value: '{{ m.label }}' | number: {{ m.decimals }} | bar${share}"}`;
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and r.r != nil %}
## {{ m.label }} and {{ b.label }}

{% if r.r > 0.5 %}The two tend to be high together{% elsif r.r < -0.5 %}Where one is high, the other tends to be low{% else %}The two hardly go together{% endif %}: the rank correlation of {{ r.members | number }} is {{ r.r | number: "+.2f" }}. It does not say that one causes the other.

::chart{spec="relation" data="pairs" title="{% if r.r > 0.5 %}High with high, low with low{% elsif r.r < -0.5 %}High with low{% else %}No clear relation{% endif %}" deck="Each point is one of {{ r.members | number }}; neither scale need begin at zero" alt="Points of “{{ m.label }}” over “{{ b.label }}”; rank correlation {{ r.r | number: '+.2f' }}."}
{% endif %}`;
}

function groups(plan: Plan): string {
  if (isSpread(plan)) return page([spread(plan), aboutData(plan)]);
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}${halfOf(plan)}

{% if s.members > 1 and s.first_value == s.last_value %}By {{ by }}, all medians are ${value("s.first_value")}.{% elsif s.members > 1 %}By {{ by }}, the median reaches from ${value("s.last_value")}{% if s.last_ties == 1 %} ({{ s.last }}){% endif %} to ${value("s.first_value")}{% if s.first_ties == 1 %} ({{ s.first }}){% endif %}.{% endif %}

:::key-figures
- **{{ s.records | number }}** Records

  with a value
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** Lowest

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** Highest

  {{ m.unit }}
:::

## How it spreads

::chart{spec="spread" data="bins" title="${halfTitle(plan)}" deck="{{ m.deck }}; number of records" alt="Columns that count the records from ${value("s.least")} to ${value("s.most")}."}

## By {{ by }}

::chart{spec="groups" data="groups" title="{% if s.first_ties > 1 %}{{ s.first_ties | number }} share the highest median{% else %}{{ s.first }} has the highest median{% endif %}" deck="{{ m.deck }}; points: medians, bars: the middle half of each group" alt="Medians from ${value("s.last_value")} to ${value("s.first_value")}, with the middle half of each group."}

::table{data="groups" title="{% if s.members > 40 %}The first 40 of {{ s.members | number }} groups{% else %}All groups{% endif %}" deck="{{ m.deck }}; half of each group lies between the quartiles" columns="member: '{{ by }}', records: Records | number, middle: Median | number: {{ m.decimals }} | bar, low: 'Lower quartile' | number: {{ m.decimals }}, high: 'Upper quartile' | number: {{ m.decimals }}, least: Lowest | number: {{ m.decimals }}, most: Highest | number: {{ m.decimals }}"}`,
    aboutData(plan),
  ]);
}

function survey(plan: Plan): string {
  return page([
    `{% assign q = questions.first %}
# {{ q.share | percent: 0 }} answered “{{ q.answer }}”

To the question “{{ q.question }}”, {{ q.n | number }} of {{ q.answered | number }} gave this answer. Had they been drawn by chance, the share of all would lie between {{ q.low | percent: 0 }} and {{ q.high | percent: 0 }}.

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }} answered “{{ q.answer }}”{% if q.close %}; the second answer is within the limits{% endif %}" deck="Share of the {{ q.answered | number }} who answered, %; lines: 95% limits" alt="Bars of the answers; the longest is {{ q.share | percent: 0 }}, “{{ q.answer }}”."}
{% endfor %}`,
    `## About the data

The table is “${said(plan.title)}”. Shares are of those who answered a question. The lines show Wilson’s limits of 95%; they cover chance only, not who was asked and how.`,
  ]);
}

/** The section that says what the numbers are, and what was left out. */
function aboutData(plan: Plan): string {
  const { roles, title } = plan;
  const { time: when, members, measures, story } = roles;
  const left = members.flatMap(({ leftOut }) => leftOut);
  const countries = members.some(({ countries: are, leftOut }) => are && leftOut.length > 0);
  const coarser = when !== undefined && when.raw !== when.grain;
  const apart = measures.some(({ adds }) => !adds);
  const sentences = [
    `The table is “${said(title)}”.`,
    ...(when === undefined ? [] : [`Time is read from “${when.columns.map(said).join("” and “")}”.`]),
    ...rowNotes(plan),
    ...(coarser
      ? [
          `The rows of each ${when.grain} are put together: values that may be added up as their sum, others as their mean. A first or last ${when.grain} that is not complete is left out.`,
        ]
      : []),
    ...(left.length === 0
      ? []
      : [
          `Left out, as ${countries ? "they are not countries" : "totals of the others"}: ${left.slice(0, 5).map(said).join(", ")}${left.length > 5 ? ` and ${left.length - 5} more` : ""}.`,
        ]),
    ...(members.length > 0 && apart && story === "panel"
      ? [
          "Where values may not be added up (rates, prices, means), the report shows the median of the members, and the median of their own changes.",
        ]
      : []),
    ...(story === "cross" && roles.summed
      ? [
          apart
            ? "Several rows of one name are put together: their sum where values may be added up, otherwise their mean."
            : "Several rows of one name are added up.",
        ]
      : []),
    ...(hasSteady(plan)
      ? [
          "{% if h.members < h.present %}The course over time is that of the {{ h.members | number }} with a value in every period shown.{% endif %}",
        ]
      : []),
    ...(when === undefined
      ? []
      : [
          "The usual range is that of XmR charts (Wheeler): the mean of the earlier changes, give or take 2.66 times their mean moving range. It needs eight earlier changes.",
        ]),
  ];
  if (sentences.length === 1) return "";
  return `## About the data\n\n${sentences.join(" ")}`;
}

export const en: ReportWords = {
  time,
  cross,
  groups,
  survey,
  labels: {
    measure: "About",
    by: "Compare",
    period: "Period",
    against: "Compared with",
    previous: "the period before",
    yearBefore: "the year before",
    other: "Beside it",
    test: "The report with its default values",
  },
  called: { records: "Records", net: "Net", income: "Income", expenses: "Expenses", country: "Country" },
  answers: {
    may: "may be added up",
    mayNot: "may not be added up",
    day: "day",
    week: "week",
    month: "month",
    quarter: "quarter",
    year: "year",
  },
  assumed: {
    time: (columns) => `Time is read from “${columns.join("” and “")}”.`,
    complete: "A first or last period that is not complete is left out.",
    adds: (label) => `Values of “${label}” may be added up.`,
    apart: (label) => `Values of “${label}” may not be added up: medians and means stand for the whole.`,
    leftOut: (label, values) =>
      `Not compared in “${label}”: ${values.slice(0, 3).join(", ")}${values.length > 3 ? ` and ${values.length - 3} more` : ""}.`,
    steady: "The course over time is that of the members with a value in every period shown.",
    yearBefore: "The same parts of each year are alike, so a period is compared with that of the year before.",
    previous: "A period is compared with the one before.",
    twin: (column) => `“${column}” says the same as another column and is left aside.`,
    survey: (questions) => `${questions} columns are questions of a survey.`,
  },
  what: ({ rows, roles: { time: when } }) =>
    `${rows} rows${when === undefined ? "" : `, ${when.first} to ${when.last}, by ${when.raw}`}`,
};
