import type { DraftLanguage } from "../draft.ts";
import { hasSteps } from "../blocks/groups.ts";
import { hasUnits } from "../blocks/other-units.ts";
import { fewestPoints, hasOther, type Plan } from "../blocks/parts.ts";
import { value } from "./liquid.ts";
import { absentGroups, leftOutRows } from "./other-units.ts";
import { isRelated, related, relatedTitle } from "./relation.ts";

/** The sentences of a report on records that nothing names or groups. */
interface SpreadWords {
  /** “a median of 5, from 1 to 9”, or that many are the same. */
  readonly half: string;
  /** The groups with the highest and the lowest median. */
  readonly apart: string;
  readonly lead: string;
  readonly missing: string;
  readonly records: string;
  readonly withValue: string;
  readonly median: string;
  readonly least: string;
  readonly most: string;
  readonly heading: string;
  readonly between: string;
  readonly deck: string;
  readonly bars: string;
  readonly marks: string;
  readonly marksDeck: string;
  readonly share: string;
  readonly together: string;
  readonly correlation: string;
  readonly stepsDeck: string;
  readonly stepsAlt: string;
  readonly stepsTable: string;
  readonly from: string;
  readonly to: string;
  readonly stepLow: string;
  readonly stepHigh: string;
}

const [low, high, middle, least, most] = ["s.low", "s.high", "s.middle", "s.least", "s.most"].map(value);

/** Share of the values up to which people call it half, %. */
const half = 60;

/** Of the values between the quartiles: half of all, more since many are equal, or all of them equal. */
const halfOr = (lies: string, more: string, same: string): string =>
  `{% if s.low == s.high %}${same}{% elsif s.within > ${half} %}${more}{% else %}${lies}{% endif %}`;

/** What the few that are not zero add up to, where values may be added up. */
const others = (words: string): string => `{% if m.adds and s.low == 0 and s.others > 1 %}${words}{% endif %}`;
const [total, first, last] = ["s.total", "s.first_value", "s.last_value"].map(value);

/** A group, with the word of what it numbers if its name is a number. */
export const named = (of: string): string => `{% if s.bare %}{{ by }} {% endif %}{{ ${of} }}`;

/** Behind the deck of a histogram: it leaves out the value that most have, beside which nothing else would be seen. */
export function onlyOthers({ language }: Plan): string {
  const said = {
    en: `; without those that are ${low}`,
    de: `; ohne die, die bei ${low} liegen`,
    zh: `；不含为${low}的`,
  }[language];
  return `{% if s.low == s.high and s.least != s.most %}${said}{% endif %}`;
}

/** The chart of a histogram: of whole numbers that are few, with a bar for each. @param attributes all but its spec */
export function histogram(plan: Plan, attributes: string): string {
  const chart = (spec: string): string => `::chart{spec="${spec}" data="bins" ${attributes}}`;
  if (!hasSteps(plan)) return chart("spread");
  return `{% assign bar = bins.first %}\n{% if bar.is_whole %}\n${chart("spread-whole")}\n{% else %}\n${chart("spread")}\n{% endif %}`;
}

/** The lead where many values are equal, so that their half says nothing. */
const plainly: Readonly<Record<DraftLanguage, string>> = {
  en: `The median is ${middle}; the lowest value is ${least}, the highest ${most}.`,
  de: `Der Median ist ${middle}, der tiefste Wert ${least}, der höchste ${most}.`,
  zh: `中位数为${middle}，最低${least}，最高${most}。`,
};

const n = "{{ s.records | number }}";
const share = "{{ s.within | percent: 0 }}";

const spreadWords: Readonly<Record<DraftLanguage, SpreadWords>> = {
  en: {
    half: `: ${halfOr(`a median of ${middle}, from ${least} to ${most}`, `${share} of ${n} lie between ${low} and ${high}`, `${share} of ${n} are ${low}${others(`; the other {{ s.others | number }} add up to ${total}`)}`)}`,
    apart: `, median: ${first} for ${named("s.first")}, ${last} for ${named("s.last")}`,
    lead: `${halfOr(`Half of the ${n} lie between ${low} and ${high}.`, plainly.en, plainly.en)}`,
    missing: " {{ s.missing | number }} of {{ s.rows | number }} records have no value.",
    records: "Records",
    withValue: "with a value",
    median: "Median",
    least: "Lowest",
    most: "Highest",
    heading: "How it spreads",
    between: halfOr(
      `Half lie between ${low} and ${high}`,
      `${share} lie between ${low} and ${high}`,
      `${share} are ${low}`,
    ),
    deck: "; number of records",
    bars: `The numbers of records from ${least} to ${most}.`,
    marks: "How many do not exceed which value",
    marksDeck: "; of a hundred records so many have at most this value",
    share: "Records",
    together: "{{ m.label }} and {{ b.label }}",
    correlation:
      ': the rank correlation of {{ r.records | number }} records is {{ r.r | number: "+.2f" }}. It does not say that one causes the other.',
    stepsDeck:
      "The records in up to five steps of about the same size by “{{ b.label }}”; medians, with the middle half of each",
    stepsAlt: "Medians of “{{ m.label }}” by “{{ b.label }}”; rank correlation {{ r.r | number: '+.2f' }}.",
    stepsTable: "The steps in numbers",
    from: "from",
    to: "to",
    stepLow: "Lower quartile",
    stepHigh: "Upper quartile",
  },
  de: {
    half: `: ${halfOr(`im Median ${middle}, von ${least} bis ${most}`, `${share} von ${n} liegen zwischen ${low} und ${high}`, `${share} von ${n} liegen bei ${low}${others(`; die anderen {{ s.others | number }} ergeben ${total}`)}`)}`,
    apart: `, Median: ${named("s.first")} ${first}, ${named("s.last")} ${last}`,
    lead: `${halfOr(`Die Hälfte der ${n} liegt zwischen ${low} und ${high}.`, plainly.de, plainly.de)}`,
    missing: " {{ s.missing | number }} von {{ s.rows | number }} Zeilen haben keinen Wert.",
    records: "Zeilen",
    withValue: "mit einem Wert",
    median: "Median",
    least: "Tiefstwert",
    most: "Höchstwert",
    heading: "Verteilung",
    between: halfOr(
      `Die Hälfte liegt zwischen ${low} und ${high}`,
      `${share} liegen zwischen ${low} und ${high}`,
      `${share} liegen bei ${low}`,
    ),
    deck: "; Zahl der Zeilen",
    bars: `Die Zahl der Zeilen von ${least} bis ${most}.`,
    marks: "Wie viele welchen Wert nicht übersteigen",
    marksDeck: "; von hundert Zeilen haben so viele höchstens diesen Wert",
    share: "Zeilen",
    together: "{{ m.label }} und {{ b.label }}",
    correlation:
      ': Die Rangkorrelation von {{ r.records | number }} Zeilen ist {{ r.r | number: "+.2f" }}. Eine Ursache ist damit nicht gezeigt.',
    stepsDeck:
      "Die Zeilen in bis zu fünf etwa gleich großen Stufen nach „{{ b.label }}“; Mediane, mit der mittleren Hälfte",
    stepsAlt: "Mediane von „{{ m.label }}“ nach „{{ b.label }}“; Rangkorrelation {{ r.r | number: '+.2f' }}.",
    stepsTable: "Die Stufen in Zahlen",
    from: "von",
    to: "bis",
    stepLow: "Unteres Quartil",
    stepHigh: "Oberes Quartil",
  },
  zh: {
    half: `：${halfOr(`中位数${middle}，从${least}到${most}`, `${n}条记录中的${share}在${low}与${high}之间`, `${n}条记录中的${share}为${low}${others(`；其余{{ s.others | number }}条合计${total}`)}`)}`,
    apart: `：${named("s.first")}的中位数为${first}，${named("s.last")}为${last}`,
    lead: `${halfOr(`${n}条记录中的一半在${low}与${high}之间。`, plainly.zh, plainly.zh)}`,
    missing: "{{ s.rows | number }}条记录中有{{ s.missing | number }}条没有数值。",
    records: "记录",
    withValue: "有数值",
    median: "中位数",
    least: "最低",
    most: "最高",
    heading: "分布",
    between: halfOr(`一半在${low}与${high}之间`, `${share}在${low}与${high}之间`, `${share}为${low}`),
    deck: "；记录数",
    bars: `从${least}到${most}的记录数。`,
    marks: "各有多少记录不超过某一数值",
    marksDeck: "；每百条记录中，有这么多条不超过该数值",
    share: "记录",
    together: "{{ m.label }}与{{ b.label }}",
    correlation: '：{{ r.records | number }}条记录的等级相关系数为{{ r.r | number: "+.2f" }}。这并不说明因果。',
    stepsDeck: "按“{{ b.label }}”把记录分为至多五组，各组大小相近；中位数，以及中间的一半",
    stepsAlt: "“{{ m.label }}”按“{{ b.label }}”的中位数；等级相关系数{{ r.r | number: '+.2f' }}。",
    stepsTable: "各组数值",
    from: "从",
    to: "到",
    stepLow: "下四分位",
    stepHigh: "上四分位",
  },
};

/** How values spread, behind the label in a title; where groups lie clearly apart, how far they do. */
export function spreadOf({ language }: Plan): string {
  const { apart, half: whole } = spreadWords[language];
  return `{% if s.differs and s.first_ties == 1 and s.last_ties == 1 and hardly == false %}${apart}{% else %}${whole}{% endif %}`;
}

/** The first sentence on groups: how far they lie apart, or how all values spread if the title has said that. */
export function groupsLead(plan: Plan, reaches: string): string {
  const { language } = plan;
  // Where many are equal, more than half lie between the quartiles, or on them.
  const all = {
    en: halfOr(
      `Overall, the median is ${middle}; half of the ${n} lie between ${low} and ${high}.`,
      `Overall, the median is ${middle}; ${share} of the ${n} lie between ${low} and ${high}.`,
      `Overall, the median is ${middle}; ${share} of the ${n} are ${low}.`,
    ),
    de: halfOr(
      `Der Median aller ${n} ist ${middle}; die Hälfte liegt zwischen ${low} und ${high}.`,
      `Der Median aller ${n} ist ${middle}; ${share} liegen zwischen ${low} und ${high}.`,
      `Der Median aller ${n} ist ${middle}; bei diesem Wert liegen ${share}.`,
    ),
    zh: halfOr(
      `全部${n}条的中位数为${middle}，一半在${low}与${high}之间。`,
      `全部${n}条的中位数为${middle}，${share}在${low}与${high}之间。`,
      `全部${n}条的中位数为${middle}，${share}为该值。`,
    ),
  }[language];
  const lacking = `{% if s.missing > 0 %}${spreadWords[language].missing}{% endif %}`;
  const missing = `${hasUnits(plan) ? leftOutRows(plan) : lacking}${absentGroups(plan)}`;
  return `{% if s.differs and s.first_ties == 1 and s.last_ties == 1 and hardly == false %}${all}{% else %}${reaches}{% endif %}${missing}`;
}

/** The same as the title of a chart. */
export function halfTitle({ language }: Plan): string {
  return spreadWords[language].between;
}

/**
 * The text of a report on records that nothing names or groups, without the section on the data.
 *
 * @param others the block of the other measures, or nothing
 */
export function spread(plan: Plan, others: string): string {
  const said = spreadWords[plan.language];
  return `{% assign m = measure.first %}{% assign s = standing.first %}
# {{ m.label }}${said.half}

${said.lead}${hasUnits(plan) ? leftOutRows(plan) : `{% if s.missing > 0 %}${said.missing}{% endif %}`}

:::key-figures
- **{{ s.records | number }}** ${said.records}

  ${said.withValue}
- **{{ s.middle | number: m.decimals }}** ${said.median}

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** ${said.least}

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** ${said.most}

  {{ m.unit }}
:::

## ${said.heading}

${histogram(plan, `title="${said.between}" deck="{{ m.deck }}${said.deck}${onlyOthers(plan)}" alt="${said.bars}"`)}

{% if s.low != s.high %}
::table{data="marks" title="${said.marks}" deck="{{ m.deck }}${said.marksDeck}" columns="share: '${said.share}' | percent: 0, value: '{{ m.label }}' | number: {{ m.decimals }} | bar"}
{% endif %}${others === "" ? "" : `\n\n${others}`}${hasOther(plan) ? `\n\n${beside(plan.language)}` : ""}`;
}

/** What another measure has to do with the first. */
function beside(language: DraftLanguage): string {
  const said = spreadWords[language];
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.records >= ${fewestPoints} and ${isRelated} and s.low != s.high %}
## ${said.together}

${related(language)}${said.correlation}

::chart{spec="steps" data="steps" title="${relatedTitle(language)}" deck="${said.stepsDeck}" alt="${said.stepsAlt}"}

::table{data="steps" title="${said.stepsTable}" deck="{{ m.deck }}" columns="from_other: '{{ b.label }}${language === "zh" ? "，" : ", "}${said.from}' | number: {{ b.decimals }}, to_other: '${said.to}' | number: {{ b.decimals }}, records: '${said.records}' | number, middle: '${said.median}' | number: {{ m.decimals }} | bar, low: '${said.stepLow}' | number: {{ m.decimals }}, high: '${said.stepHigh}' | number: {{ m.decimals }}"}
{% endif %}`;
}
