import type { DraftLanguage } from "../../draft.ts";

/** On which sides values have limits. */
export type Sides = "upper" | "lower" | "both";

/** What the sentences on limits print: names of columns, and Liquid of values with their units. */
export interface LimitShown {
  readonly value: string;
  readonly upper: string;
  readonly lower: string;
  /** Liquid of the limits that are the same in all rows. */
  readonly upperLevel: string;
  readonly lowerLevel: string;
  readonly sides: Sides;
}

export interface LimitWords {
  /** A title of one measure. */
  readonly title: (p: LimitShown) => string;
  /** What stands before a list of several measures, and each of them in it. */
  readonly several: Readonly<Record<Sides, string>>;
  readonly each: string;
  /** A title of so many measures that they are not listed. */
  readonly many: string;
  readonly both: (p: LimitShown) => string;
  /** The same where one column has the highest and the lowest values that are allowed. */
  readonly sides: string;
  /** Of which of a column how many are beyond: `rows` are those with any, and `all` is how many there are. */
  readonly by: (label: string) => string;
  readonly furthest: (value: string, beyond: string, name: string) => string;
  readonly lacking: string;
  /** What is left out, since nobody knows on which side its limit bounds. */
  readonly unclear: (names: string) => string;
  readonly signed: string;
  readonly figure: Readonly<Record<Sides, string>>;
  readonly share: string;
  readonly shareDeck: string;
  readonly answered: string;
  readonly answeredDeck: string;
  readonly heading: (label: string) => string;
  readonly measures: string;
  readonly deck: string;
  readonly rule: string;
  readonly alt: string;
  readonly table: string;
  readonly course: string;
  readonly courseAlt: string;
  readonly worst: string;
  readonly all: string;
  readonly furthestDeck: (sorted: boolean) => string;
  readonly chart: string;
  readonly columns: {
    readonly lower: string;
    readonly upper: string;
    readonly unit: string;
    readonly answered: string;
    readonly n: string;
    readonly share: string;
    readonly low: string;
    readonly high: string;
    readonly day: string;
    readonly kind: string;
    readonly value: string;
    readonly bound: string;
    readonly beyond: string;
  };
}

const [n, answered] = ["{{ e.n | number }}", "{{ e.answered | number }}"];
const share = "{% if e.n > 0 %} ({{ e.share | percent: e.places }}){% endif %}";
const chineseShare = "{% if e.n > 0 %}（{{ e.share | percent: e.places }}）{% endif %}";

/** Words only if a limit is the same in all rows. */
const ifLevel = (side: "upper" | "lower", words: string): string =>
  `{% if e.${side}_level != nil %}${words}{% endif %}`;
const ifLevels = (words: string, otherwise: string): string =>
  `{% if e.lower_level != nil and e.upper_level != nil %}${words}{% else %}${otherwise}{% endif %}`;

const none = (no: string): string => `{% if e.n == 0 %}${no}{% else %}${n}{% endif %}`;

/** The first members of a list with their counts, at most five, and of the others only how many. */
const list = (each: string, comma: string, others: string): string =>
  `{% for x in rows limit: 5 %}${each}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}{% if rows.size > 5 %}{% assign more = rows.size | minus: 5 %}${others}{% endif %}`;

export const limitWords: Readonly<Record<DraftLanguage, LimitWords>> = {
  en: {
    title: ({ value, upper, lower, upperLevel, lowerLevel, sides }) =>
      `${value}: ${none("none")} of ${answered} ${
        sides === "both"
          ? ifLevels(`outside ${lowerLevel} to ${upperLevel}`, "outside their limits")
          : sides === "upper"
            ? `above ${upper}${ifLevel("upper", `, ${upperLevel}`)}`
            : `below ${lower}${ifLevel("lower", `, ${lowerLevel}`)}`
      }${share}`,
    several: { upper: "Above the limit", lower: "Below the limit", both: "Outside the limits" },
    each: "{{ x.member }} {{ x.n | number }} of {{ x.answered | number }}",
    many: `${none("None")} of ${answered} values beyond their limits${share}`,
    both: ({ upper, lower }) =>
      `{% if e.n > 0 %}{% if e.over == 0 %}None is{% else %}{{ e.over | number }} {% if e.over == 1 %}is{% else %}are{% endif %}{% endif %} above ${upper}, {% if e.under == 0 %}none{% else %}{{ e.under | number }}{% endif %} below ${lower}.{% endif %}`,
    sides: `{% if e.n > 0 %}{% if e.over == 0 %}None is{% else %}{{ e.over | number }} {% if e.over == 1 %}is{% else %}are{% endif %}{% endif %} above an upper limit, {% if e.under == 0 %}none{% else %}{{ e.under | number }}{% endif %} below a lower one.{% endif %}`,
    by: (label) =>
      `{% if rows.size > 0 %}By ${label}: ${list("{{ x.member }} {{ x.n | number }} of {{ x.answered | number }}", ", ", ", and {{ more }} more")}{% if all > rows.size %}; none of the others{% endif %}.{% endif %}`,
    furthest: (value, beyond, name) =>
      `The furthest is ${value}${name}, ${beyond} {% if w.is_over %}above{% else %}below{% endif %} its limit.`,
    lacking: `{% if e.lacking > 0 %}{{ e.lacking | number }} more cannot be compared, since a value or a limit is missing or only a bound of it is known.{% endif %}`,
    unclear: (names) =>
      `Not counted: ${names}. Most of it lies above the limit, and nothing says whether that is a highest or a lowest value.`,
    signed: `{% if e.signed > 0 %}Of {{ e.signed | number }} {% if e.signed == 1 %}value{% else %}values{% endif %} the table gives only a bound (“<”).{% endif %}`,
    figure: { upper: "Above the limit", lower: "Below the limit", both: "Outside the limits" },
    share: "Share",
    shareDeck: "95% limits: {{ e.low | percent: 1 }} to {{ e.high | percent: 1 }}",
    answered: "Values",
    answeredDeck: "with a limit",
    heading: (label) => `Beyond the limits, by ${label}`,
    measures: "measure",
    deck: "Share of values beyond their limits, in percent",
    rule: "What equals a limit is within it",
    alt: "The shares, from the highest.",
    table: "The shares in numbers",
    course: "The share over time",
    courseAlt: "The share beyond the limits in each period.",
    worst: "The furthest beyond their limits",
    all: "All that are beyond their limits",
    furthestDeck: (sorted) => (sorted ? "by parts of the limit" : ""),
    chart: "{{ x.member }}: {{ x.share | percent: x.places }}",
    columns: {
      lower: "Lower limit",
      upper: "Upper limit",
      unit: "Unit",
      answered: "Values",
      n: "Beyond",
      share: "Share, %",
      low: "95% from",
      high: "to",
      day: "Day",
      kind: "Measure",
      value: "Value",
      bound: "Limit",
      beyond: "Beyond by",
    },
  },
  de: {
    title: ({ value, upper, lower, upperLevel, lowerLevel, sides }) =>
      `${value}: ${none("keiner")} von ${answered} ${
        sides === "both"
          ? ifLevels(`außerhalb von ${lowerLevel} bis ${upperLevel}`, "außerhalb der Grenzen")
          : sides === "upper"
            ? `über „${upper}“${ifLevel("upper", `, ${upperLevel}`)}`
            : `unter „${lower}“${ifLevel("lower", `, ${lowerLevel}`)}`
      }${share}`,
    several: { upper: "Über dem Grenzwert", lower: "Unter dem Grenzwert", both: "Außerhalb der Grenzen" },
    each: "{{ x.member }} {{ x.n | number }} von {{ x.answered | number }}",
    many: `${none("Keiner")} von ${answered} Werten außerhalb der Grenzen${share}`,
    both: ({ upper, lower }) =>
      `{% if e.n > 0 %}Über „${upper}“: {{ e.over | number }}; unter „${lower}“: {{ e.under | number }}.{% endif %}`,
    sides: `{% if e.n > 0 %}Über einer Obergrenze: {{ e.over | number }}; unter einer Untergrenze: {{ e.under | number }}.{% endif %}`,
    by: (label) =>
      `{% if rows.size > 0 %}Nach ${label}: ${list("{{ x.member }} {{ x.n | number }} von {{ x.answered | number }}", ", ", " und {{ more }} weitere")}{% if all > rows.size %}; sonst keiner{% endif %}.{% endif %}`,
    furthest: (value, beyond, name) =>
      `Am weitesten außerhalb liegt ${value}${name}: ${beyond} {% if w.is_over %}über{% else %}unter{% endif %} der Grenze.`,
    lacking: `{% if e.lacking > 0 %}Nicht vergleichbar: {{ e.lacking | number }}; ein Wert oder eine Grenze fehlt, oder der Wert ist nur ungefähr bekannt.{% endif %}`,
    unclear: (names) =>
      `Nicht gezählt: ${names}; das meiste liegt über der Grenze, und nichts sagt, ob sie eine Ober- oder eine Untergrenze ist.`,
    signed: `{% if e.signed > 0 %}Nur als Schranke („<“) angegeben: {{ e.signed | number }}.{% endif %}`,
    figure: { upper: "Über dem Grenzwert", lower: "Unter dem Grenzwert", both: "Außerhalb der Grenzen" },
    share: "Anteil",
    shareDeck: "95-%-Grenzen: {{ e.low | percent: 1 }} bis {{ e.high | percent: 1 }}",
    answered: "Werte",
    answeredDeck: "mit Grenzwert",
    heading: (label) => `Außerhalb der Grenzen, nach ${label}`,
    measures: "Messgröße",
    deck: "Anteil der Werte außerhalb der Grenzen, in Prozent",
    rule: "Was gleich dem Grenzwert ist, hält ihn ein",
    alt: "Die Anteile, vom höchsten an.",
    table: "Die Anteile in Zahlen",
    course: "Der Anteil im Lauf der Zeit",
    courseAlt: "Der Anteil außerhalb der Grenzen je Zeitraum.",
    worst: "Am weitesten außerhalb",
    all: "Alle außerhalb der Grenzen",
    furthestDeck: (sorted) => (sorted ? "nach Teilen des Grenzwerts" : ""),
    chart: "{{ x.member }}: {{ x.share | percent: x.places }}",
    columns: {
      lower: "Untergrenze",
      upper: "Obergrenze",
      unit: "Einheit",
      answered: "Werte",
      n: "Außerhalb",
      share: "Anteil, %",
      low: "95 % von",
      high: "bis",
      day: "Tag",
      kind: "Messgröße",
      value: "Wert",
      bound: "Grenze",
      beyond: "Darüber hinaus",
    },
  },
  zh: {
    title: ({ value, upper, lower, upperLevel, lowerLevel, sides }) =>
      `${value}：${answered}个中${none("没有")}${"{% if e.n > 0 %}个{% endif %}"}${
        sides === "both"
          ? ifLevels(`超出${lowerLevel}至${upperLevel}`, "超出范围")
          : sides === "upper"
            ? `高于${upper}${ifLevel("upper", `（${upperLevel}）`)}`
            : `低于${lower}${ifLevel("lower", `（${lowerLevel}）`)}`
      }${chineseShare}`,
    several: { upper: "高于限值", lower: "低于限值", both: "超出限值" },
    each: "{{ x.member }}{{ x.answered | number }}个中{{ x.n | number }}个",
    many: `${answered}个数值中${none("没有")}${"{% if e.n > 0 %}个{% endif %}"}超出限值${chineseShare}`,
    both: ({ upper, lower }) =>
      `{% if e.n > 0 %}高于${upper}的{{ e.over | number }}个，低于${lower}的{{ e.under | number }}个。{% endif %}`,
    sides: `{% if e.n > 0 %}高于上限的{{ e.over | number }}个，低于下限的{{ e.under | number }}个。{% endif %}`,
    by: (label) =>
      `{% if rows.size > 0 %}按${label}：${list("{{ x.member }}{{ x.answered | number }}个中{{ x.n | number }}个", "，", "，另有{{ more }}项")}{% if all > rows.size %}；其余没有{% endif %}。{% endif %}`,
    furthest: (value, beyond, name) =>
      `超出最多的是${value}${name}，{% if w.is_over %}高于{% else %}低于{% endif %}限值${beyond}。`,
    lacking: `{% if e.lacking > 0 %}另有{{ e.lacking | number }}个因缺少数值或限值，或只知其界限，无法比较。{% endif %}`,
    unclear: (names) => `未计入${names}：多数数值高于限值，而表中未说明限值是上限还是下限。`,
    signed: `{% if e.signed > 0 %}有{{ e.signed | number }}个数值只给出界限（“<”）。{% endif %}`,
    figure: { upper: "高于限值", lower: "低于限值", both: "超出限值" },
    share: "占比",
    shareDeck: "95%界限：{{ e.low | percent: 1 }}至{{ e.high | percent: 1 }}",
    answered: "数值",
    answeredDeck: "有限值的",
    heading: (label) => `超出限值的占比，按${label}`,
    measures: "项目",
    deck: "超出限值的占比（%）",
    rule: "等于限值的算在限值之内",
    alt: "各项占比，从最高开始。",
    table: "占比的数值",
    course: "占比的变化",
    courseAlt: "各期超出限值的占比。",
    worst: "超出最多的",
    all: "全部超出限值的",
    furthestDeck: (sorted) => (sorted ? "按超出部分与限值之比" : ""),
    chart: "{{ x.member }}：{{ x.share | percent: x.places }}",
    columns: {
      lower: "下限",
      upper: "上限",
      unit: "单位",
      answered: "数值",
      n: "超出",
      share: "占比（%）",
      low: "95%从",
      high: "至",
      day: "日期",
      kind: "项目",
      value: "数值",
      bound: "限值",
      beyond: "超出",
    },
  },
};
