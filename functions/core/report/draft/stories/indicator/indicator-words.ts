import type { DraftLanguage } from "../../draft.ts";

export interface IndicatorWords {
  /** A title of those with a target; `label` is what they are called in the table. */
  readonly title: (label: string, when: string) => string;
  /** A title of those without any target. */
  /** A title of those of one time without any target. */
  readonly listed: (label: string) => string;
  readonly changes: (label: string, when: string) => string;
  readonly missed: (list: string) => string;
  readonly unknown: (above: string, below: string) => string;
  readonly lacking: (list: string, when: string) => string;
  /** One of a list, with its value and its target. */
  readonly one: (value: string, target: string) => string;
  readonly comma: string;
  readonly value: string;
  readonly states: Readonly<Record<"reached" | "missed" | "above" | "below" | "equal" | "missing", string>>;
  readonly figures: {
    readonly reached: string;
    readonly missed: string;
    readonly missing: string;
    readonly of: string;
  };
  readonly heading: string;
  readonly table: string;
  /** The same of those without a target. */
  readonly tableAlone: string;
  readonly tableDeck: string;
  readonly columns: {
    readonly before: string;
    readonly change: string;
    readonly difference: string;
    readonly unit: string;
    readonly state: string;
    readonly often: string;
  };
  readonly chart: string;
  readonly chartDeck: (value: string, target: string) => string;
  readonly alt: string;
}

const [judged, reached] = ["{{ i.judged | number }}", "{{ i.reached | number }}"];

export const indicatorWords: Readonly<Record<DraftLanguage, IndicatorWords>> = {
  en: {
    title: (label, when) =>
      `${label}: {% if i.judged > 0 %}{% if i.reached == 0 %}none{% else %}${reached}{% endif %} of ${judged} {% if i.reached == 1 %}reaches its target{% else %}reach their targets{% endif %}{% else %}{{ i.above | number }} above {% if i.above == 1 %}its target{% else %}their targets{% endif %}, {{ i.below | number }} below{% endif %}${when}`,
    listed: (label) => `${label}: {{ i.valued | number }} with a value`,
    changes: (label, when) =>
      `${label}: of {{ i.changed | number }}, {{ i.rose | number }} rose and {{ i.fell | number }} fell${when}`,
    missed: (list) => `Not reached: ${list}.`,
    unknown: (above, below) =>
      `{% if above.size > 0 or below.size > 0 %}Which side is better is not known of {% if above.size > 0 %}${above} (above){% endif %}{% if above.size > 0 and below.size > 0 %} and {% endif %}{% if below.size > 0 %}${below} (below){% endif %}.{% endif %}`,
    lacking: (list, when) => `No value${when}: ${list}.`,
    one: (value, target) => `{{ x.member }} ${value} (target ${target})`,
    comma: ", ",
    value: "Value",
    states: {
      reached: "reached",
      missed: "not reached",
      above: "above",
      below: "below",
      equal: "equal",
      missing: "no value",
    },
    figures: {
      reached: "Reached",
      missed: "Not reached",
      missing: "Without a value",
      of: "of {{ i.members | number }}",
    },
    heading: "All in numbers",
    table: "Each with its value and target",
    tableAlone: "Each with its value",
    tableDeck: "“Reached in”: periods in which the target was reached, of those with both",
    columns: {
      before: "Before",
      change: "Change",
      difference: "Difference",
      unit: "Unit",
      state: "Target is",
      often: "Reached in",
    },
    chart: "Each over time",
    chartDeck: (value, target) => (target === "" ? value : `${value}; broken: ${target}`),
    alt: "The course of each.",
  },
  de: {
    title: (label, when) =>
      `${label}: {% if i.judged > 0 %}{% if i.reached == 0 %}keine{% else %}${reached}{% endif %} von ${judged} am Ziel{% else %}{{ i.above | number }} über dem Ziel, {{ i.below | number }} darunter{% endif %}${when}`,
    listed: (label) => `${label}: {{ i.valued | number }} mit Wert`,
    changes: (label, when) =>
      `${label}: von {{ i.changed | number }} {{ i.rose | number }} gestiegen, {{ i.fell | number }} gefallen${when}`,
    missed: (list) => `Nicht erreicht: ${list}.`,
    unknown: (above, below) =>
      `{% if above.size > 0 or below.size > 0 %}Welche Richtung besser ist, ist nicht bekannt bei {% if above.size > 0 %}${above} (darüber){% endif %}{% if above.size > 0 and below.size > 0 %} und {% endif %}{% if below.size > 0 %}${below} (darunter){% endif %}.{% endif %}`,
    lacking: (list, when) => `Ohne Wert${when}: ${list}.`,
    one: (value, target) => `{{ x.member }} ${value} (Ziel ${target})`,
    comma: ", ",
    value: "Wert",
    states: {
      reached: "erreicht",
      missed: "nicht erreicht",
      above: "darüber",
      below: "darunter",
      equal: "gleich",
      missing: "kein Wert",
    },
    figures: {
      reached: "Erreicht",
      missed: "Nicht erreicht",
      missing: "Ohne Wert",
      of: "von {{ i.members | number }}",
    },
    heading: "Alle in Zahlen",
    table: "Jede mit Wert und Ziel",
    tableAlone: "Jede mit ihrem Wert",
    tableDeck: "„Erreicht in“: Zeiträume, in denen das Ziel erreicht war, von denen mit beidem",
    columns: {
      before: "Zuvor",
      change: "Änderung",
      difference: "Abweichung",
      unit: "Einheit",
      state: "Ziel",
      often: "Erreicht in",
    },
    chart: "Jede im Verlauf",
    chartDeck: (value, target) => (target === "" ? value : `${value}; gestrichelt: ${target}`),
    alt: "Der Verlauf jeder einzelnen.",
  },
  zh: {
    title: (label, when) =>
      `${label}：${when}{% if i.judged > 0 %}${judged}项中{% if i.reached == 0 %}没有一项{% else %}${reached}项{% endif %}达到目标{% else %}{{ i.above | number }}项高于目标，{{ i.below | number }}项低于目标{% endif %}`,
    listed: (label) => `${label}：{{ i.valued | number }}项有数值`,
    changes: (label, when) =>
      `${label}：${when}{{ i.changed | number }}项中{{ i.rose | number }}项上升，{{ i.fell | number }}项下降`,
    missed: (list) => `未达到：${list}。`,
    unknown: (above, below) =>
      `{% if above.size > 0 or below.size > 0 %}不知高低孰优的有{% if above.size > 0 %}${above}（高于目标）{% endif %}{% if above.size > 0 and below.size > 0 %}和{% endif %}{% if below.size > 0 %}${below}（低于目标）{% endif %}。{% endif %}`,
    lacking: (list, when) => `${when}没有数值的：${list}。`,
    one: (value, target) => `{{ x.member }}${value}（目标${target}）`,
    comma: "、",
    value: "数值",
    states: { reached: "达到", missed: "未达到", above: "高于", below: "低于", equal: "相同", missing: "无数值" },
    figures: { reached: "达到目标", missed: "未达到", missing: "没有数值", of: "共{{ i.members | number }}项" },
    heading: "全部数值",
    table: "各项的数值与目标",
    tableAlone: "各项的数值",
    tableDeck: "“达到次数”：达到目标的期数与两者俱全的期数",
    columns: { before: "上一次", change: "变化", difference: "差额", unit: "单位", state: "目标", often: "达到次数" },
    chart: "各项的变化",
    chartDeck: (value, target) => (target === "" ? value : `${value}；虚线：${target}`),
    alt: "各项的走势。",
  },
};
