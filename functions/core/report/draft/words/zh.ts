import { isOrdered } from "../blocks/cross.ts";
import { fewestPoints, hasOther, isSpread, type Plan } from "../blocks/parts.ts";
import { hasSteady } from "../blocks/time-queries.ts";
import type { Grain } from "../draft.ts";
import { byAdds, byKind, comparedLabel, period, said, value } from "./liquid.ts";
import type { ReportWords } from "./report-words.ts";
import { daysOfMonths, meanOf, ofBoth, rowNotes, shownChange, varyingMembers, withoutValue } from "./row-notes.ts";
import { halfOf, halfTitle, spread } from "./spread.ts";

const grainWords: Readonly<Record<Grain, string>> = {
  day: "按日",
  week: "按周",
  month: "按月",
  quarter: "按季度",
  year: "按年",
};

function moved(plan: Plan): string {
  const size = byKind(plan, {
    percent: `{{ moved | abs | number: 1 }}%`,
    points: `{{ moved | abs | number: m.places }}个百分点`,
    amount: `{{ moved | abs | number: m.decimals }}{{ m.after }}`,
  });
  return `{% assign moved = h.change | round: m.places %}{% if moved == 0 %}没有变化{% else %}{% if moved > 0 %}上升{% else %}下降{% endif %}${size}{% endif %}`;
}

function band(plan: Plan): string {
  return byKind(plan, {
    percent: "{{ h.low | round: m.places | number: m.signed }}%至{{ h.high | round: m.places | number: m.signed }}%",
    points:
      "{{ h.low | round: m.places | number: m.signed }}至{{ h.high | round: m.places | number: m.signed }}个百分点",
    amount: "{{ h.low | number: m.decimals }}至{{ h.high | number: m.decimals }}{{ m.after }}",
  });
}

const unitOfChange = (plan: Plan): string => byKind(plan, { percent: "%", points: "百分点", amount: "{{ m.unit }}" });

function whole(plan: Plan): string {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return byAdds(plan, { adds: "", apart: isWhole ? meanOf(plan) : "（中位数）" });
}

/** 整体的变化，或各项自身变化的中位数。 */
function typical({ roles }: Plan): string {
  const all = roles.members.length === 0 || roles.story === "flow" || roles.measures.every(({ adds }) => adds);
  if (all) return "";
  return roles.measures.some(({ adds }) => adds)
    ? "{% unless m.adds %}各项变化的中位数：{% endunless %}"
    : "各项变化的中位数：";
}

function page(blocks: readonly string[]): string {
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
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

function timeLead(plan: Plan): string {
  return `{% assign m = measure.first %}{% assign h = headline.first %}
# {{ m.label }}${whole(plan)}：${period("h.now", plan)}为${value("h.value")}

{% if h.before == nil %}
没有更早的时期可供比较。
{% elsif h.change == nil %}
{% if h.before_value == 0 %}${period("h.before", plan)}为0。{% else %}无法与${period("h.before", plan)}比较。{% endif %}
{% elsif h.is_news %}
与${period("h.before", plan)}相比，${typical(plan)}${moved(plan)}，{% if h.change > h.high %}高于{% else %}低于{% endif %}通常的变化范围（${band(plan)}）。
{% elsif h.swings %}
与${period("h.before", plan)}相比，${typical(plan)}${moved(plan)}。这类变化通常起伏很大，本身说明不了什么。
{% elsif h.even %}
与${period("h.before", plan)}相比，${typical(plan)}${moved(plan)}。此前每期的变化都是这么多。
{% elsif h.low != nil %}
与${period("h.before", plan)}相比，${typical(plan)}${moved(plan)}，处于通常的变化范围（${band(plan)}）之内，本身说明不了什么。
{% else %}
与${period("h.before", plan)}相比，${typical(plan)}${moved(plan)}。
{% endif %}${daysOfMonths(plan)}

:::key-figures
- **{{ h.value | number: m.decimals }}** {{ m.label }}${whole(plan)}，${period("h.now", plan)}

  {{ m.unit }}
{% if h.change != nil %}
- **${shownChange("h.change")}** 与${period("h.before", plan)}相比

  ${unitOfChange(plan)}${ofBoth(plan, "compared")}
{% endif %}
{% if h.begin_change != nil and (m.kind != "percent" or h.begin_change <= 200) %}
- **${shownChange("h.begin_change")}** 自${period("h.begin", plan)}以来

  ${unitOfChange(plan)}${ofBoth(plan, "lasting")}
{% elsif h.begin_change != nil %}
- **{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}** 自${period("h.begin", plan)}以来

  倍
{% endif %}
:::`;
}

function overTime(plan: Plan): string {
  return `## 随时间的变化

${hasSteady(plan) ? "{% if h.members < h.present %}以每个时期都有数值的{{ h.members | number }}项计，{% endif %}" : ""}{% if h.highest == h.lowest %}各期数值相同，均为${value("h.highest")}。{% else %}最高值为${value("h.highest")}（${period("h.highest_period", plan)}），最低值为${value("h.lowest")}（${period("h.lowest_period", plan)}）。起点为${value("h.begin_value")}（${period("h.begin", plan)}）。{% endif %}${varyingMembers(plan, hasSteady(plan))}

::chart{spec="course" data="course" title="{{ m.label }}{% if h.highest == h.lowest %}各期相同{% else %}在${period("h.highest_period", plan)}最高{% endif %}" deck="{{ m.deck }}${whole(plan)}，${grainWords[plan.roles.time!.grain]}；纵轴不一定从零开始" alt="一条折线，从${period("h.begin", plan)}的${value("h.begin_value")}到${period("h.now", plan)}的${value("h.value")}{% if h.highest == h.lowest %}{% else %}，${period("h.highest_period", plan)}最高，${period("h.lowest_period", plan)}最低{% endif %}。"}`;
}

function seasons(plan: Plan): string {
  return `::chart{spec="seasons" data="seasons" title="{{ m.label }}在一年之中" deck="{{ m.deck }}${whole(plan)}；红：{{ h.now | date: '%Y' }}年，黑：上一年，灰：更早的年份" alt="每年一条折线，从一月到十二月。"}`;
}

function places(plan: Plan): string {
  const second = isOrdered(plan)
    ? ""
    : `{% if s.second != nil and s.members > 2 %}，其次是{{ s.second }}（${value("s.second_value")}）{% endif %}`;
  return `{% if s.first_ties > 1 %}有{{ s.first_ties | number }}项并列最高，为${value("s.first_value")}{% else %}{{ s.first }}最高，为${value("s.first_value")}{% if s.first_share != nil %}，占总数的{{ s.first_share | percent: 0 }}{% endif %}${second}{% endif %}{% if s.members > 1 and s.last_ties == 1 %}；{{ s.last }}最低，为${value("s.last_value")}{% endif %}。`;
}

const firstOf = (plan: Plan): string =>
  isOrdered(plan) ? "" : "{% if s.members > 15 %}；共{{ s.members | number }}项，列出前15项{% endif %}";

const rankTitle =
  "{% if s.first_ties > 1 %}{{ s.first_ties | number }}项并列第一{% else %}{{ s.first }}居首{% endif %}";
const tableTitle = "{% if s.members > 20 %}{{ s.members | number }}项中的前20项{% else %}全部数值{% endif %}";

function compared(plan: Plan): string {
  return `{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## 比较：{{ by }}

${period("h.now", plan)}，${places(plan)}{% if s.compared > 0 %}与${period("h.before", plan)}相比，{{ s.rose | number }}项上升，{{ s.fell | number }}项下降。{% endif %}

::chart{spec="ranking" data="ranking" title="${rankTitle}，${period("h.now", plan)}" deck="{{ m.deck }}${firstOf(plan)}" alt="条形图；最长的为${value("s.first_value")}，最短的为${value("s.last_value")}。"}

{% if h.periods > 2 %}
::chart{spec="panels" data="panels" title="{% if s.members > 8 %}前八项{% else %}各项{% endif %}的走势" deck="{{ m.deck }}，${grainWords[plan.roles.time!.grain]}；每格有自己的纵轴" alt="每项一条小折线。"}
{% endif %}

::table{data="table" title="${tableTitle}" deck="{{ m.deck }}；变化{% if h.before != nil %}与${period("h.before", plan)}相比，{% endif %}单位：${byKind(plan, { percent: "%", points: "百分点", amount: "同上" })}" columns="member: '{{ by }}', value: '${period("h.now", plan)}' | number: {{ m.decimals }} | bar, change: 变化 | number: '{{ m.signed }}' | change: plain, course: 走势 | sparkline"}`;
}

function cross(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `合计${value("s.total")}{% if s.three_share != nil and s.members > 6 %}，前三项占{{ s.three_share | percent: 0 }}{% endif %}。`,
    apart: `{{ s.members | number }}项的中位数为${value("s.middle")}{% if s.members >= 8 %}，其中一半在${value("s.low")}与${value("s.high")}之间{% endif %}。`,
  });
  const share = byAdds(plan, { adds: ", share: 占比 | percent: 1 | missing: blank", apart: "" });
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}：{% if s.first_ties > 1 %}{{ s.first_ties | number }}项并列最高，为${value("s.first_value")}{% else %}{{ s.first }}最高，为${value("s.first_value")}{% endif %}

${standing}${withoutValue(plan)}

:::key-figures
- **{{ s.members | number }}** {{ by }}

  {% if s.missing > 0 %}项有数值{% else %}项{% endif %}
- **{{ s.middle | number: m.decimals }}** 中位数

  {{ m.unit }}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** 合计\n\n  {{ m.unit }}", apart: "- **{{ s.first_value | number: m.decimals }}** 最高\n\n  {{ m.unit }}" })}
:::

## 比较：{{ by }}

${places(plan)}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${firstOf(plan)}" alt="条形图；最长的为${value("s.first_value")}，全部中最短的为${value("s.last_value")}。"}

::table{data="table" title="${tableTitle}" deck="{{ m.deck }}" columns="place: 名次, member: '{{ by }}', value: '{{ m.label }}' | number: {{ m.decimals }} | bar${share}"}`,
    hasOther(plan) ? relation() : "",
    aboutData(plan),
  ]);
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and r.r != nil %}
## {{ m.label }}与{{ b.label }}

{% if r.r > 0.5 %}两者往往同高同低{% elsif r.r < -0.5 %}一个高时另一个往往低{% else %}两者几乎没有关系{% endif %}：{{ r.members | number }}项的等级相关系数为{{ r.r | number: "+.2f" }}。这并不说明因果。

::chart{spec="relation" data="pairs" title="{% if r.r > 0.5 %}同高同低{% elsif r.r < -0.5 %}此高彼低{% else %}没有明显的关系{% endif %}" deck="每个点是{{ r.members | number }}项之一；两轴都不一定从零开始" alt="散点图；等级相关系数{{ r.r | number: '+.2f' }}。"}
{% endif %}`;
}

function groups(plan: Plan): string {
  if (isSpread(plan)) return page([spread(plan), aboutData(plan)]);
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}${halfOf(plan)}

{% if s.members > 1 and s.first_value == s.last_value %}各组的中位数相同，均为${value("s.first_value")}。{% elsif s.members > 1 %}各组的中位数从${value("s.last_value")}{% if s.last_ties == 1 %}（{{ s.last }}）{% endif %}到${value("s.first_value")}{% if s.first_ties == 1 %}（{{ s.first }}）{% endif %}。{% endif %}

:::key-figures
- **{{ s.records | number }}** 记录

  有数值
- **{{ s.middle | number: m.decimals }}** 中位数

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** 最低

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** 最高

  {{ m.unit }}
:::

## 分布

::chart{spec="spread" data="bins" title="${halfTitle(plan)}" deck="{{ m.deck }}；记录数" alt="柱形图，统计从${value("s.least")}到${value("s.most")}的记录数。"}

## 比较：{{ by }}

::chart{spec="groups" data="groups" title="{% if s.first_ties > 1 %}{{ s.first_ties | number }}组的中位数并列最高{% else %}{{ s.first }}的中位数最高{% endif %}" deck="{{ m.deck }}；点：中位数，条：各组中间的一半" alt="中位数从${value("s.last_value")}到${value("s.first_value")}，以及各组中间的一半。"}

::table{data="groups" title="{% if s.members > 40 %}前40组（共{{ s.members | number }}组）{% else %}全部各组{% endif %}" deck="{{ m.deck }}；各组的一半在两个四分位数之间" columns="member: '{{ by }}', records: 记录 | number, middle: 中位数 | number: {{ m.decimals }} | bar, low: 下四分位 | number: {{ m.decimals }}, high: 上四分位 | number: {{ m.decimals }}, least: 最低 | number: {{ m.decimals }}, most: 最高 | number: {{ m.decimals }}"}`,
    aboutData(plan),
  ]);
}

function survey(plan: Plan): string {
  return page([
    `{% assign q = questions.first %}
# {{ q.share | percent: 0 }}的人回答“{{ q.answer }}”

对于“{{ q.question }}”这一问题，{{ q.answered | number }}人中有{{ q.n | number }}人这样回答。如果他们是随机抽取的，全体的比例在{{ q.low | percent: 0 }}与{{ q.high | percent: 0 }}之间。

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }}的人回答“{{ q.answer }}”{% if q.close %}；第二种回答在界限之内{% endif %}" deck="占{{ q.answered | number }}名回答者的比例，%；线：95%的界限" alt="各种回答的条形图；最长的为{{ q.share | percent: 0 }}，“{{ q.answer }}”。"}
{% endfor %}`,
    `## 关于数据

表格为“${said(plan.title)}”。比例以回答了该问题的人为准。线为95%的Wilson界限，只涉及偶然，不涉及问了谁、怎样问。`,
  ]);
}

function aboutData(plan: Plan): string {
  const { roles, title } = plan;
  const { time: when, members, measures, story } = roles;
  const left = members.flatMap(({ leftOut }) => leftOut);
  const countries = members.some(({ countries: are, leftOut }) => are && leftOut.length > 0);
  const apart = measures.some(({ adds }) => !adds);
  const sentences = [
    `表格为“${said(title)}”。`,
    ...(when === undefined ? [] : [`时间取自“${when.columns.map(said).join("”和“")}”。`]),
    ...rowNotes(plan),
    ...(when !== undefined && when.raw !== when.grain
      ? ["每个时期的各行合在一起：可以相加的取总和，其他取平均。首尾不完整的时期不计。"]
      : []),
    ...(left.length === 0
      ? []
      : [
          `未参与比较的${countries ? "（不是国家）" : "（是其他各项的合计）"}：${left.slice(0, 5).map(said).join("、")}${left.length > 5 ? `等${left.length}项` : ""}。`,
        ]),
    ...(members.length > 0 && apart && story === "panel"
      ? ["不能相加的数值（比率、价格、平均数）取各项的中位数，变化取各项自身变化的中位数。"]
      : []),
    ...(story === "cross" && roles.summed
      ? [apart ? "同名的各行合在一起：可以相加的取总和，其他取平均。" : "同名的各行相加。"]
      : []),
    ...(hasSteady(plan)
      ? ["{% if h.members < h.present %}随时间的变化只计每个时期都有数值的{{ h.members | number }}项。{% endif %}"]
      : []),
    ...(when === undefined
      ? []
      : ["通常的范围取自XmR图（Wheeler）：以往变化的平均，加减其平均移动极差的2.66倍，至少需要八次以往的变化。"]),
  ];
  if (sentences.length === 1) return "";
  return `## 关于数据\n\n${sentences.join("")}`;
}

export const zh: ReportWords = {
  time,
  cross,
  groups,
  survey,
  labels: {
    measure: "主题",
    by: "比较",
    period: "时期",
    against: "比较对象",
    previous: "上一期",
    yearBefore: "上年同期",
    other: "对照",
    test: "默认值的报告",
  },
  called: { records: "记录", net: "净额", income: "收入", expenses: "支出", country: "国家" },
  answers: { may: "可以相加", mayNot: "不能相加", day: "日", week: "周", month: "月", quarter: "季度", year: "年" },
  assumed: {
    time: (columns) => `时间取自“${columns.join("”和“")}”。`,
    complete: "首尾不完整的时期不计。",
    adds: (label) => `“${label}”的数值可以相加。`,
    apart: (label) => `“${label}”的数值不能相加，以中位数和平均数代表整体。`,
    leftOut: (label, values) =>
      `“${label}”中未参与比较：${values.slice(0, 3).join("、")}${values.length > 3 ? `等${values.length}项` : ""}。`,
    steady: "随时间的变化只计每个时期都有数值的各项。",
    yearBefore: "各年走势相似，因此与上年同期比较。",
    previous: "与上一期比较。",
    twin: (column) => `“${column}”与另一列相同，未使用。`,
    survey: (questions) => `${questions}列是调查的问题。`,
  },
  what: ({ rows, roles: { time: when } }) => `${rows}行${when === undefined ? "" : `，${when.first}至${when.last}`}`,
};
