import { comparedOf, type Plan, unitOf } from "../../blocks/parts.ts";
import { behindValue, withUnit } from "../../units.ts";
import { comparedLabel, period, said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import { sayLacking, tellsLacking } from "./lacking.ts";
import type { PlanRole } from "./plan-role.ts";
import { type PlanShown, planWords } from "./plan-words.ts";
import { cutNote } from "../../words/cut.ts";

/** The text on what was planned and what came of it. */
export function tellPlan(plan: Plan, role: PlanRole): Told {
  const { language, roles } = plan;
  const { kind, adds } = role;
  const words = planWords[language];
  const shown = shownOf(plan, role);
  const hasMembers = role.each !== undefined || comparedOf(roles).length > 0;
  const byLabel = role.each === undefined ? "" : said(role.each.label);
  const isApart = kind === "target" && !adds;
  const sentences = isApart
    ? { ...words.apart, lead: () => "" }
    : kind === "threshold"
      ? { ...words.threshold, lead: () => "" }
      : words[kind];
  const title = isApart && !hasMembers ? words.target.title(shown) : sentences.title(shown);
  const when = roles.time === undefined ? "" : "{% assign h = headline.first %}";
  return {
    begin: `{% assign p = plan.rows | first %}${tellsLacking(role) ? "{% assign l = plan_lacking.rows | first %}" : ""}${when}${hasMembers ? `{% capture by %}${byLabel === "" ? comparedLabel(plan) : byLabel}{% endcapture %}` : ""}`,
    subject: "p",
    label: shown.actual,
    title,
    lead: `${role.isStanding === true ? "" : sentences.lead(shown)}${kind === "capacity" && roles.time !== undefined ? `${words.overall}${words.extremes(period("p.highest_period", plan), period("p.lowest_period", plan))}` : ""}${hasMembers ? `{% if p.members > 1 %}${sentences.who(shown)}{% endif %}` : ""}${tellsLacking(role) ? sayLacking(plan, role) : ""}${role.isOfAll === true ? words.last(period("p.now", plan), shown) : ""}`,
    figures: figuresOf(plan, role, hasMembers),
    sections: [
      ...(hasMembers ? [byMember(plan, role, shown)] : []),
      ...(roles.time !== undefined && kind !== "threshold" ? [course(plan, role, shown)] : []),
    ],
  };
}

/** What the text prints, and Liquid of a difference with its sign and without. */
interface Shown extends PlanShown {
  readonly signed: (of: string) => string;
  readonly unsigned: (of: string) => string;
}

function shownOf(plan: Plan, { actual, planned, kind, isOfAll }: PlanRole): Shown {
  const { language, roles } = plan;
  const after = afterValue(actual, plan);
  const points = actual.kind === "points" ? { en: " points", de: " Punkte", zh: "个百分点" }[language] : after;
  const value = (of: string): string => `{{ ${of} | number: ${actual.decimals} }}${after}`;
  const signed = (of: string): string =>
    `{{ ${of} | round: ${actual.decimals} | number: '+,.${actual.decimals}f' }}${points}`;
  const comma = language === "zh" ? "，" : ", ";
  const isPart = kind === "capacity";
  return {
    actual: said(actual.label),
    planned: said(planned.label),
    values: {
      actual: value("p.actual"),
      planned: value("p.planned"),
      difference: `{{ p.difference | abs | number: ${actual.decimals} }}${points}`,
    },
    first: isPart ? "" : signed("p.most"),
    last: isPart ? "" : signed("p.least"),
    ofLast: { actual: value("p.now_actual"), planned: value("p.now_planned") },
    signed,
    unsigned: (of) => `{{ ${of} | number: ${actual.decimals} }}${points}`,
    when:
      roles.time === undefined ? "" : `${comma}${isOfAll === true ? planWords[language].span : period("h.now", plan)}`,
  };
}

const figure = (of: string, label: string, below: string): string => `- **${of}** ${label}\n\n  ${below}`;

function figuresOf(
  plan: Plan,
  { kind, adds, actual, planned, isStanding }: PlanRole,
  hasMembers: boolean,
): readonly string[] {
  const words = planWords[plan.language];
  const unit = unitOf(actual, plan.language);
  const number = `number: ${actual.decimals}`;
  const counts = hasMembers
    ? [
        ...(kind === "threshold" ? [] : [figure("{{ p.over | number }}", words.over, words.of)]),
        figure("{{ p.under | number }}", words.under, words.of),
      ]
    : [];
  if (kind === "threshold" || (kind === "target" && !adds)) return counts;
  const both = [
    figure(`{{ p.actual | ${number} }}`, said(actual.label), unit),
    figure(`{{ p.planned | ${number} }}`, said(planned.label), unit),
  ];
  if (kind === "capacity")
    return [
      figure("{{ p.part | percent: 0 }}", words.part.replace(/[,（].*$/, ""), ""),
      ...(isStanding === true ? [] : both),
    ];
  const difference = figure(
    `{{ p.difference | round: ${actual.decimals} | number: '+,.${actual.decimals}f' }}`,
    words.difference,
    `${unit}{% if p.percent != nil %}${unit === "" ? "" : "; "}{{ p.percent | number: '+.1f' }}${behindValue("%", plan.language)}{% endif %}`,
  );
  return [difference, ...both, ...counts.slice(0, 1)];
}

function byMember(plan: Plan, role: PlanRole, shown: Shown): string {
  const { language } = plan;
  const { kind, adds, actual, planned, isStanding } = role;
  const words = planWords[language];
  const mean = isStanding === true ? words.mean : "";
  const deck =
    kind === "capacity" ? words.partDeck(shown) : said(withUnit(words.deck(shown), unitOf(actual, language), language));
  const both = [actual, planned].map((one) => `${said(one.label)}${mean}`);
  const last =
    kind === "capacity"
      ? `part: '${words.part}' | number: 1`
      : `difference: '${words.difference}' | number: '+,.${actual.decimals}f' | change: plain${adds ? `, percent: '${words.percent}' | number: '+.1f' | change: plain | missing: blank` : ""}`;
  const tableTitle = {
    target: `{% assign unlike = p.over | plus: p.under %}{% if unlike < 10 %}${words.ten}{% else %}${words.table}{% endif %}`,
    threshold: words.lowest,
    capacity: words.ten,
  }[kind];
  // A difference by which several differ has no sign.
  const cutValue = (of: string, hasSign: boolean): string =>
    kind === "capacity" ? `{{ ${of} | percent: 1 }}` : hasSign ? shown.signed(of) : shown.unsigned(of);
  const chartCut = (kind === "target" ? (["first", "last"] as const) : (["first"] as const))
    .map((end) => cutNote(language, `plan_chart.first.${end}_more`, cutValue(`plan_chart.first.${end}_cut`, true)))
    .join("");
  return `{% if p.members > 1 %}
## ${(kind === "capacity" ? words.partHeading : words.heading)("{{ by }}")}

::chart{spec="plan" data="plan_chart" title="${words.chart[kind](shown)}" deck="${deck}{% if p.members > 20 %}${words.some[kind]}${chartCut}{% endif %}" alt="${words.alt}"}

::table{data="plan_table" title="{% if p.members > 20 %}${tableTitle}${cutNote(language, "plan_table.first.table_more", cutValue("plan_table.first.table_cut", kind !== "target"), kind === "target" ? "difference" : "value")}{% else %}${words.all}{% endif %}" deck="${said(withUnit(both[0]!, unitOf(actual, language), language))}" columns="member: '{{ by }}', actual: '${both[0]}' | number: ${actual.decimals}, planned: '${both[1]}' | number: ${actual.decimals}, ${last}"}
{% endif %}`;
}

function course(plan: Plan, role: PlanRole, shown: PlanShown): string {
  const { language } = plan;
  const words = planWords[language];
  const deck =
    role.kind === "capacity"
      ? words.partDeck(shown)
      : said(withUnit(words.deck(shown), unitOf(role.actual, language), language));
  return `{% if plan_course.rows.size > 2 %}
::chart{spec="plan-course" data="plan_course" title="${words.course(shown)}" deck="${deck}" alt="${words.courseAlt}"}
{% endif %}`;
}
