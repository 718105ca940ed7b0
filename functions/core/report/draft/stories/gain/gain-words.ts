import type { DraftLanguage } from "../../draft.ts";

/** What the sentences on how prices changed print. */
export interface GainShown {
  readonly first: string;
  readonly last: string;
  readonly middle: string;
  readonly begin: string;
  readonly now: string;
}

export interface GainWords {
  readonly title: (s: GainShown) => string;
  readonly lead: (s: GainShown) => string;
  readonly absent: string;
  readonly heading: (s: GainShown) => string;
  readonly chart: (s: GainShown) => string;
  readonly deck: (s: GainShown) => string;
  readonly alt: (s: GainShown) => string;
  readonly table: string;
  readonly firstOfChart: string;
  readonly change: string;
}

const name = (of: "first" | "last", several: string): string =>
  `{% if n.${of}_ties > 1 %}{{ n.${of}_ties | number }}${several}{% else %}{{ n.${of} }}{% endif %}`;

export const gainWords: Readonly<Record<DraftLanguage, GainWords>> = {
  en: {
    title: ({ first, last, begin }) =>
      `{{ m.label }} since ${begin}: ${first} for ${name("first", " of them")}, ${last} for ${name("last", " of them")}`,
    lead: ({ middle, begin, now }) =>
      `From ${begin} to ${now}, {{ n.rose | number }} of {{ n.members | number }} rose and {{ n.fell | number }} fell; the median change is ${middle}.`,
    absent: "{% if n.absent > 0 %} {{ n.absent | number }} without a value at the beginning are left out.{% endif %}",
    heading: ({ begin }) => `Change since ${begin}`,
    chart: ({ first, last }) => `From ${last} to ${first}`,
    deck: ({ begin, now }) => `{{ m.label }}, change from ${begin} to ${now}, percent`,
    alt: ({ first, last }) => `From ${first} down to ${last}.`,
    table: "{% if n.members > 20 %}The first 10 of {{ n.members | number }}{% else %}All in numbers{% endif %}",
    firstOfChart: "{% if n.members > 20 %}; the first 15 of {{ n.members | number }}{% endif %}",
    change: "Change, %",
  },
  de: {
    title: ({ first, last, begin }) => `{{ m.label }} seit ${begin}: {{ n.first }} ${first}, {{ n.last }} ${last}`,
    lead: ({ middle, begin, now }) =>
      `Von ${begin} bis ${now} stiegen {{ n.rose | number }} von {{ n.members | number }}, {{ n.fell | number }} fielen; die Veränderung im Median ist ${middle}.`,
    absent: "{% if n.absent > 0 %} Ohne Wert am Anfang und daher nicht dabei: {{ n.absent | number }}.{% endif %}",
    heading: ({ begin }) => `Veränderung seit ${begin}`,
    chart: ({ first, last }) => `Von ${last} bis ${first}`,
    deck: ({ begin, now }) => `{{ m.label }}, Veränderung von ${begin} bis ${now}, Prozent`,
    alt: ({ first, last }) => `Von ${first} bis ${last}.`,
    table: "{% if n.members > 20 %}Die ersten 10 von {{ n.members | number }}{% else %}Alle in Zahlen{% endif %}",
    firstOfChart: "{% if n.members > 20 %}; die ersten 15 von {{ n.members | number }}{% endif %}",
    change: "Veränderung, %",
  },
  zh: {
    title: ({ first, last, begin }) => `{{ m.label }}自${begin}以来：{{ n.first }}${first}，{{ n.last }}${last}`,
    lead: ({ middle, begin, now }) =>
      `从${begin}到${now}，{{ n.members | number }}项中{{ n.rose | number }}项上涨，{{ n.fell | number }}项下跌；涨跌幅中位数为${middle}。`,
    absent: "{% if n.absent > 0 %}期初无数值的{{ n.absent | number }}项未计入。{% endif %}",
    heading: ({ begin }) => `自${begin}以来的涨跌`,
    chart: ({ first, last }) => `从${last}到${first}`,
    deck: ({ begin, now }) => `{{ m.label }}，从${begin}到${now}的涨跌幅，%`,
    alt: ({ first, last }) => `从${first}到${last}。`,
    table: "{% if n.members > 20 %}{{ n.members | number }}项中的前10项{% else %}全部数值{% endif %}",
    firstOfChart: "{% if n.members > 20 %}；{{ n.members | number }}项中的前15项{% endif %}",
    change: "涨跌幅，%",
  },
};
