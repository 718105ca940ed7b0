import { besideMeasures, besideName, hasSeriesBeside } from "../blocks/other-measures.ts";
import { measuredByMedians, otherGroups } from "../blocks/other-groups.ts";
import { hasUnits, ofUnitOf } from "../blocks/other-units.ts";
import { type Plan, unitOf } from "../blocks/parts.ts";
import type { DraftLanguage } from "../draft.ts";
import type { MeasureRole } from "../roles/roles.ts";
import { withUnit } from "../units.ts";
import { byAdds, byKind, period, said } from "./liquid.ts";
import { noValue } from "./other-units.ts";
import { partOf } from "./of-many.ts";
import { shownChange } from "./notes/row-notes.ts";
import { besideMean, meanOf, memberMean } from "./means.ts";
import { changeOfOther } from "./time/changes.ts";
import { withoutOneBeside } from "./without-one.ts";
import { columnFormat } from "./small-values.ts";

/** Most other measures that stand in the table itself: beside a place and a share, and beside quartiles. */
const mostBeside = { cross: 6, groups: 3 } as const;

interface BesideWords {
  readonly heading: string;
  readonly medians: string;
  readonly median: string;
  readonly points: string;
  readonly percent: string;
  readonly between: (low: string, high: string) => string;
  /** “By State”. */
  readonly by: (label: string) => string;
  readonly has: string;
  readonly highest: string;
  readonly highestMedian: string;
  /** Nobody is alone in the first place. */
  readonly several: string;
  readonly bars: string;
  /** Groups of the table that have no bar, as no row that counts has a value. */
  readonly absent: string;
  /** What is left out, since it was cancelled, given back or refused. */
  readonly leftOut: string;
}

const besideWords: Readonly<Record<DraftLanguage, BesideWords>> = {
  en: {
    heading: "Other measures",
    medians: "Medians of the other measures",
    median: ", median",
    points: " percentage points",
    percent: "%",
    between: (low, high) => `half lie between ${low} and ${high}`,
    by: (label) => `By ${label}`,
    has: "{{ d.member }}: {{ d.share | percent: 0 }} of the total",
    highest: "{{ d.member }}: the highest value",
    highestMedian: "{{ d.member }}: the highest median",
    several: "Several share the first place",
    bars: "From the highest value down.",
    absent: "; without a value: {{ d.absent }}",
    leftOut: "; left out: {{ d.voided }}",
  },
  de: {
    heading: "Weitere Werte",
    medians: "Mediane der weiteren Werte",
    median: ", Median",
    points: " Prozentpunkte",
    percent: "\u00a0%",
    between: (low, high) => `die Hälfte liegt zwischen ${low} und ${high}`,
    by: (label) => `Vergleich: ${label}`,
    has: "{{ d.member }}: {{ d.share | percent: 0 }} der Summe",
    highest: "{{ d.member }}: höchster Wert",
    highestMedian: "{{ d.member }}: höchster Median",
    several: "Mehrere gleichauf an erster Stelle",
    bars: "Vom höchsten Wert an.",
    absent: "; ohne Wert: {{ d.absent }}",
    leftOut: "; nicht mitgezählt: {{ d.voided }}",
  },
  zh: {
    heading: "其他指标",
    medians: "其他指标的中位数",
    median: "（中位数）",
    points: "个百分点",
    percent: "%",
    between: (low, high) => `一半在${low}与${high}之间`,
    by: (label) => `比较：${label}`,
    has: "{{ d.member }}占{{ d.share | percent: 0 }}",
    highest: "{{ d.member }}最高",
    highestMedian: "{{ d.member }}的中位数最高",
    several: "数项并列第一",
    bars: "从最高的开始。",
    absent: "；没有数值：{{ d.absent }}",
    leftOut: "；未计入：{{ d.voided }}",
  },
};

/** What stands between a unit and what follows it. */
const stopOf = ({ language }: Plan): string => (language === "zh" ? "；" : "; ");

const deckOf = (measure: MeasureRole, language: DraftLanguage): string =>
  withUnit(measure.label, unitOf(measure, language), language);

/** Whether the other measures are so many that they have a table of their own. */
function areMany(plan: Plan): boolean {
  const { story } = plan.roles;
  const measures = besideMeasures(plan);
  const most = hasUnits(plan) ? Math.max(0, ...measures.map((one) => ofUnitOf(one, measures).length)) : measures.length;
  return most - 1 > mostBeside[story === "groups" ? "groups" : "cross"];
}

/** Liquid's condition that a measure is the one that the report is about, or a price by another unit. */
function isAside(plan: Plan, measure: MeasureRole): string {
  const own = `m.key == '${measure.key}'`;
  if (measure.sold === undefined) return own;
  const beside = ofUnitOf(measure, plan.roles.measures).filter(({ sold }) => sold !== undefined);
  return [
    own,
    ...plan.roles.measures.filter((one) => !beside.includes(one)).map(({ key }) => `m.key == '${key}'`),
  ].join(" or ");
}

const columnsOf = (plan: Plan): string =>
  besideMeasures(plan)
    .map(
      (measure) =>
        `{% unless ${isAside(plan, measure)} %}, ${besideName(measure)}: '${said(deckOf(measure, plan.language))}${measure.adds ? "" : besideMean(plan)}' | number: ${columnFormat(measure)}{% endunless %}`,
    )
    .join("");

/** Columns of a table for the measures beside the one that it is about, each with a comma in front. */
export function besideColumns(plan: Plan): string {
  return areMany(plan) ? "" : columnsOf(plan);
}

/** Whether the table has columns of other measures. */
export function hasBeside(plan: Plan): boolean {
  return besideMeasures(plan).length > 0 && !areMany(plan);
}

/** A table of the other measures, behind the one that has no room for them. */
export function tableOfOthers(plan: Plan): string {
  if (!areMany(plan)) return "";
  const { heading, medians } = besideWords[plan.language];
  const title = plan.roles.story === "groups" ? medians : heading;
  return `\n\n::table{data="table" title="${title}" columns="member: '{{ by }}'${columnsOf(plan)}"}`;
}

/**
 * The other measures in the chosen period, as large numbers.
 *
 * @param heading it says of which period they are
 * @param against what stands behind a change: with which period it is compared
 */
export function measuresInPeriod(plan: Plan, heading: string, against: string): string {
  if (besideMeasures(plan).length === 0 && !hasSeriesBeside(plan)) return "";
  const words = besideWords[plan.language];
  const apart = plan.roles.members.length > 0 && plan.roles.story !== "flow";
  const stop = stopOf(plan);
  const put = apart ? words.median : meanOf(plan, "o");
  const unit = byKind(plan, { percent: words.percent, points: words.points, amount: "{{ o.after }}" }, "o");
  return `{% if others.rows.size > 0 %}
## ${heading}

:::key-figures
{% for o in others.rows %}
- **{{ o.value | number: o.decimals }}** {{ o.label }}${put === "" ? "" : `{% unless o.adds %}${put}{% endunless %}`}

  {{ o.unit }}${presentOfOther(plan, apart)}{% if o.change != nil %}{% if o.unit != ""${apart ? " or o.present < o.all_members" : ""} %}${stop}{% endif %}${changeOfOther(plan, `${shownChange("o.change", "o")}${unit}${plan.language === "zh" ? "" : " "}${against}`)}{% endif %}${topOfOther(plan, apart)}
{% endfor %}
:::
{% endif %}`;
}

/** Of how many members a sum or a median is, if not of all. */
function presentOfOther(plan: Plan, apart: boolean): string {
  if (!apart) return "";
  const [present, all] = ["{{ o.present | number }}", "{{ o.all_members | number }}"];
  const said = { en: `${present} of ${all}`, de: `${present} von ${all}`, zh: `${all}项中的${present}项` }[
    plan.language
  ];
  return `{% if o.present < o.all_members %}{% if o.unit != "" %}${stopOf(plan)}{% endif %}${said}{% endif %}`;
}

/** When another measure was highest, behind its change; nothing if it is so now, or of medians of members. */
function topOfOther(plan: Plan, apart: boolean): string {
  if (apart || hasSeriesBeside(plan)) return "";
  const when = period("o.highest_period", plan);
  const top = "{{ o.highest | number: o.decimals }}";
  const said = { en: `highest: ${top}, ${when}`, de: `höchster Wert: ${top}, ${when}`, zh: `最高：${when}为${top}` }[
    plan.language
  ];
  const stop = stopOf(plan);
  return `{% if o.highest_period != nil and o.highest_period != h.now %}{% if o.change != nil or o.unit != "" %}${stop}{% endif %}${said}{% endif %}`;
}

/** Words for groups without a bar, in this unit or in any. */
const absentInUnit = (plain: string): Parameters<typeof noValue>[1] => ({
  en: [plain, "; without a value in this unit: {{ d.absent }}"],
  de: [plain, "; ohne Wert in dieser Einheit: {{ d.absent }}"],
  zh: [plain, "；没有此单位的数值：{{ d.absent }}"],
});

const shown = (of: string): string => `{{ ${of} | number: o.decimals }}`;

/** The other measures over all records, as large numbers. */
export function measuresOfRecords(plan: Plan): string {
  if (besideMeasures(plan).length === 0) return "";
  const { heading, median, between } = besideWords[plan.language];
  const stop = stopOf(plan);
  return `{% if others.rows.size > 0 %}
## ${heading}

:::key-figures
{% for o in others.rows %}
- **${shown("o.value")}** {{ o.label }}${median}

  {{ o.unit }}{% if o.unit != "" %}${stop}{% endif %}${between(shown("o.low"), shown("o.high"))}
{% endfor %}
:::
{% endif %}`;
}

/** The whole by each of the other columns, as bars. */
export function dividedOtherwise(plan: Plan): string {
  const words = besideWords[plan.language];
  const isSpread = plan.roles.story === "groups";
  // Of values over time, it is that of one period.
  const of = plan.roles.time === undefined ? "" : `${plan.language === "zh" ? "，" : ", "}${period("h.now", plan)}`;
  const hasMedians = measuredByMedians(plan);
  const highest = hasMedians ? byAdds(plan, { adds: words.highest, apart: words.highestMedian }) : words.highest;
  const median = hasMedians ? byAdds(plan, { adds: "", apart: words.median }) : isSpread ? "" : memberMean(plan);
  const unnamed = `{% if d.share == nil and d.unnamed > 0 %}${withoutOneBeside[plan.language]("d")}{% endif %}`;
  const lacking = noValue(plan, absentInUnit(words.absent));
  const absent = `{% if d.absent != nil %}${lacking}{% endif %}{% if d.voided != nil %}${words.leftOut}{% endif %}`;
  const one = ({ key, label }: ReturnType<typeof otherGroups>[number]): string => {
    const heading = words.by(said(label));
    const finding = isSpread
      ? words.highestMedian
      : `{% if d.share != nil %}${words.has}{% else %}${highest}{% endif %}`;
    const title = `{% if d.leads %}${finding}{% else %}${words.several}{% endif %}${of}`;
    return `{% assign d = divided.rows | where: "grouping", "${key}" | where: "top", true | first %}
{% if parameters.by != '${key}' and d != nil and d.members > 1 %}
## ${heading}

::chart{spec="${isSpread ? "groups" : "divided"}" data="divided" where="grouping='${key}'" title="${title}" deck="{{ m.deck }}${partOf(plan)}${median}${absent}${unnamed}" alt="${words.bars}"}
{% endif %}`;
  };
  return otherGroups(plan).map(one).join("\n\n");
}

/** The query of the table of groups. */
export function groupTable(plan: Plan): string {
  return hasBeside(plan) ? "table" : "groups";
}

/** Columns for the least and the highest value of each group, unless other measures stand there. */
export function leastAndMost(plan: Plan, least: string, most: string): string {
  if (hasBeside(plan)) return besideColumns(plan);
  return `, least: ${least} | number: {{ m.decimals }}, most: ${most} | number: {{ m.decimals }}`;
}

/**
 * Liquid's `hardly`: whether the groups' medians differ by at most a twentieth of the highest, and by less than a
 * quarter of the middle half of all values.
 */
export const hardlyDiffers =
  "{% assign half = s.high | minus: s.low | divided_by: 4 %}{% assign near = s.first_value | abs | times: 0.05 %}{% assign apart = s.first_value | minus: s.last_value %}{% assign hardly = false %}{% if apart < half and apart <= near %}{% assign hardly = true %}{% endif %}";
