import { type Plan, unitOf } from "../../blocks/parts.ts";
import type { MemberRole } from "../../roles/roles.ts";
import { withUnit } from "../../units.ts";
import { said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { LimitPair, LimitRole } from "./limit-role.ts";
import { type LimitShown, type LimitWords, limitWords, type Sides } from "./limit-words.ts";
import { hasCourse, hasKinds } from "./write-limit.ts";

/** Most measures that a title names. */
const mostNamed = 3;

/** The text on values beside their limits: how many are beyond them, which most often, and which by most. */
export function tellLimit(plan: Plan, role: LimitRole): Told {
  const { language } = plan;
  const { pairs, kind } = role;
  const words = limitWords[language];
  const [first] = pairs;
  const shown = shownOf(plan, first!, kind !== undefined);
  const [group] = role.groups;
  const sides = new Set(pairs.map((pair) => sidesOf(pair)));
  const all: Sides = sides.size === 1 ? shown.sides : "both";
  const sentences = [
    ...(pairs.length > 1 || shown.sides !== "both"
      ? []
      : [first!.lower!.column === first!.upper!.column ? words.sides : words.both(shown)]),
    ...(kind === undefined ? [] : [`${kindsAssigned}${words.by(said(kind.label))}`]),
    ...(group === undefined ? [] : [`${groupsAssigned(group)}${words.by(said(group.label))}`]),
    ...(hasKinds(role) ? [] : [furthest(plan, role, words)]),
    words.lacking,
    ...(role.unclear.length === 0 ? [] : [words.unclear(said(role.unclear.join(language === "zh" ? "、" : ", ")))]),
    ...(pairs.some(({ sign }) => sign !== undefined) ? [words.signed] : []),
  ];
  return {
    begin: "{% assign e = limits.rows | first %}{% assign w = limit_worst.first %}",
    subject: "e",
    label: words.several[all],
    title: pairs.length === 1 ? words.title(shown) : severalTitle(plan, role, words.several[all], words),
    lead: sentences.join(language === "zh" ? "" : " "),
    figures: figuresOf(role, all, words),
    sections: [
      ...(hasKinds(role) ? [byKind(role, words)] : []),
      ...role.groups.map((one) => byGroup(one, words)),
      ...(hasCourse(plan) ? [course(words)] : []),
      worst(plan, role, words),
    ],
  };
}

const sidesOf = ({ lower, upper }: LimitPair): Sides =>
  lower === undefined ? "upper" : upper === undefined ? "lower" : "both";

/** The format of a value or a limit: as many decimals as the table has, without zeros at the end. */
function formatOf({ measure, places }: LimitPair): string {
  return `number: ',.${measure.scale === 1 ? places : measure.decimals}~f'`;
}

function shownOf(plan: Plan, pair: LimitPair, isOfKinds: boolean): LimitShown {
  const after = isOfKinds ? "" : afterValue(pair.measure, plan);
  const level = (side: "lower" | "upper"): string => `{{ e.${side}_level | ${formatOf(pair)} }}${after}`;
  return {
    value: said(pair.measure.label),
    upper: said(pair.upper?.label ?? ""),
    lower: said(pair.lower?.label ?? ""),
    upperLevel: level("upper"),
    lowerLevel: level("lower"),
    sides: sidesOf(pair),
  };
}

const kindsAssigned = `{% assign rows = limit_kinds.rows | where: "any_beyond", "yes" %}{% assign all = limit_kinds.rows.size %}`;

const groupsAssigned = ({ key }: MemberRole): string =>
  `{% assign rows = limit_groups.rows | where: "grouping", "${key}" %}{% assign all = rows.size %}{% assign rows = rows | where: "any_beyond", "yes" %}`;

function severalTitle({ language }: Plan, { pairs }: LimitRole, begin: string, words: LimitWords): string {
  if (pairs.length > mostNamed) return words.many;
  const [colon, comma] = language === "zh" ? ["：", "，"] : [": ", ", "];
  return `${begin}${colon}{% for x in limit_kinds.rows %}${words.each}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}`;
}

function furthest(plan: Plan, { pairs, name }: LimitRole, words: LimitWords): string {
  const pair = pairs[0]!;
  const named = name === undefined ? "" : plan.language === "zh" ? "（{{ w.name }}）" : " ({{ w.name }})";
  const value = (of: string): string => `{{ w.${of} | ${formatOf(pair)} }}${afterValue(pair.measure, plan)}`;
  return `{% if w != nil and w.ties == 1 %}${words.furthest(value("value"), value("beyond"), named)}{% endif %}`;
}

function figuresOf({ isSample }: LimitRole, sides: Sides, words: LimitWords): readonly string[] {
  return [
    `- **{{ e.n | number }}** ${words.figure[sides]}`,
    `- **{{ e.share | percent: e.places }}** ${words.share}${isSample ? `\n\n  ${words.shareDeck}` : ""}`,
    `- **{{ e.answered | number }}** ${words.answered}\n\n  ${words.answeredDeck}`,
  ];
}

const sharesOf = ({ columns }: LimitWords, isSample: boolean): string =>
  `answered: '${columns.answered}' | number, n: '${columns.n}' | number, share: '${columns.share}' | number: 1${isSample ? `, low: '${columns.low}' | number: 1, high: '${columns.high}' | number: 1` : " | bar"}`;

/** The limits of each of several things, as far as they have them. */
function byKind(role: LimitRole, words: LimitWords): string {
  const { pairs, kind, unit, isSample } = role;
  const { columns } = words;
  const format = `number: ',.${Math.max(...pairs.map(({ places, measure }) => (measure.scale === 1 ? places : measure.decimals)))}~f' | missing: blank`;
  const label = kind === undefined ? columns.kind : said(kind.label);
  const limits = (["lower", "upper"] as const)
    .filter((side) => pairs.some((pair) => pair[side] !== undefined))
    .map((side) => `, ${side}_level: '${columns[side]}' | ${format}`);
  const units = unit === undefined ? "" : `, unit: '${columns.unit}'`;
  const heading = words.heading(kind === undefined ? words.measures : label);
  const chart = isSample
    ? `\n\n{% if limit_kinds.rows.size <= 20 and e.n > 0 %}\n::chart{spec="limit-kinds" data="limit_kinds" title="{% assign x = limit_kinds.first %}${words.chart}" deck="${words.deck}" alt="${words.alt}"}\n{% endif %}`
    : "";
  return `{% if limit_kinds.rows.size > 1 %}
## ${heading}${chart}

::table{data="limit_kinds" title="${words.table}" deck="${words.rule}" columns="member: '${label}'${limits.join("")}${units}, ${sharesOf(words, isSample)}"}
{% endif %}`;
}

function byGroup(member: MemberRole, words: LimitWords): string {
  const label = said(member.label);
  const where = `where="grouping='${member.key}'"`;
  return `{% assign groups = limit_groups.rows | where: "grouping", "${member.key}" %}
{% if groups.size > 1 and e.n > 0 %}
## ${words.heading(label)}

::chart{spec="limit" data="limit_groups" ${where} title="{% assign x = groups.first %}${words.chart}" deck="${words.deck}" alt="${words.alt}"}

::table{data="limit_groups" ${where} title="${words.table}" deck="${words.rule}" columns="member: '${label}', ${sharesOf(words, true)}"}
{% endif %}`;
}

const course = (words: LimitWords): string => `{% if limit_course.rows.size > 2 and e.n > 0 %}
::chart{spec="limit-course" data="limit_course" title="${words.course}" deck="${words.deck}" alt="${words.courseAlt}"}
{% endif %}`;

function worst(plan: Plan, role: LimitRole, words: LimitWords): string {
  const { name, day, groups, kind, unit, pairs } = role;
  const { columns } = words;
  const [first] = pairs;
  const isOfOne = !hasKinds(role);
  const measureUnit = isOfOne ? unitOf(first!.measure, plan.language) : "";
  const places = Math.max(...pairs.map((pair) => (pair.measure.scale === 1 ? pair.places : pair.measure.decimals)));
  const number = isOfOne ? formatOf(first!) : `number: ',.${places}~f'`;
  const listed = [
    ...(name === undefined ? [] : [`name: '${said(name.label)}'`]),
    ...(day === undefined ? [] : [`day: '${columns.day}' | date`]),
    ...groups.map(({ label }, at) => `g${at + 1}: '${said(label)}'`),
    ...(isOfOne ? [] : [`kind: '${kind === undefined ? columns.kind : said(kind.label)}'`]),
    `value: '${said(withUnit(isOfOne ? first!.measure.label : columns.value, measureUnit, plan.language))}' | ${number}`,
    `bound: '${columns.bound}' | ${number}`,
    `beyond: '${columns.beyond}' | ${number}`,
    ...(unit === undefined ? [] : [`unit: '${columns.unit}'`]),
  ];
  const deck = words.furthestDeck(!isOfOne);
  return `{% if limit_worst.first != nil %}
::table{data="limit_worst" title="{% if e.n > limit_worst.rows.size %}${words.worst}{% else %}${words.all}{% endif %}"${deck === "" ? "" : ` deck="${deck}"`} columns="${listed.join(", ")}"}
{% endif %}`;
}
