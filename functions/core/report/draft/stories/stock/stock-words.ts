import type { DraftLanguage } from "../../draft.ts";

/** What the sentences on a stock print. */
export interface StockShown {
  readonly label: string;
  readonly value: (of: string) => string;
  readonly signed: (of: string) => string;
  readonly day: (of: string) => string;
  /** What came and went, of the row that is given. */
  readonly flows: (of: string) => string;
}

interface StockWords {
  readonly title: (s: StockShown) => string;
  readonly lead: (s: StockShown) => string;
  readonly who: (s: StockShown) => string;
  readonly absent: string;
  readonly broken: string;
  readonly heading: string;
  readonly years: string;
  readonly times: string;
  readonly year: string;
  readonly time: string;
  readonly first: string;
  readonly all: string;
  readonly begin: string;
  readonly end: string;
  readonly change: string;
  readonly rate: string;
  readonly rateOf: (out: string) => string;
  readonly ofMean: (out: string) => string;
}

const rate = "{{ x.rate | number: 1 }}";

/** Sentences on a stock: `k` has all of it, `x` a year. */
export const stockWords: Readonly<Record<DraftLanguage, StockWords>> = {
  en: {
    title: ({ label, value, signed, day }) =>
      `${label}: ${value("k.end_value")} at the end of ${day("k.now")}, ${value("k.begin_value")} at the start of ${day("k.begin")} (${signed("k.value")})`,
    lead: ({ flows }) => `In all: ${flows("k")}.`,
    who: ({ value, signed }) =>
      `{% if k.risen_value > 0 and k.risen_ties == 1 %} It rose most for {{ k.risen }}, by ${signed("k.risen_value")} to ${value("k.risen_end")}.{% endif %}{% if k.fallen_value < 0 and k.fallen_ties == 1 %} It fell most for {{ k.fallen }}, by ${signed("k.fallen_value")} to ${value("k.fallen_end")}.{% endif %}`,
    absent:
      "{% if k.absent > 0 %} Left out, as they have no row at the start or the end: {{ k.absent | number }}.{% endif %}",
    broken:
      "{% if k.broken > 0 %} In {{ k.broken | number }} of {{ k.rows | number }} rows what came and went does not make up the change.{% endif %}",
    heading: "What came and went",
    years: "By year",
    times: "By time",
    year: "Year",
    time: "Time",
    first: "The ten largest changes of {{ k.members | number }}",
    all: "From the first to the last time",
    begin: "Start",
    end: "End",
    change: "Change",
    rate: "Rate, %",
    rateOf: (out) => `rate: ${out} as a share of the mean of start and end`,
    ofMean: (out) => ` (${out}: ${rate}% of the mean level)`,
  },
  de: {
    title: ({ label, value, signed, day }) =>
      `${label}: ${value("k.end_value")} am Ende (${day("k.now")}), ${value("k.begin_value")} am Anfang (${day("k.begin")}), ${signed("k.value")}`,
    lead: ({ flows }) => `Insgesamt: ${flows("k")}.`,
    who: ({ value, signed }) =>
      `{% if k.risen_value > 0 and k.risen_ties == 1 %} Am meisten gestiegen: {{ k.risen }}, um ${signed("k.risen_value")} auf ${value("k.risen_end")}.{% endif %}{% if k.fallen_value < 0 and k.fallen_ties == 1 %} Am meisten gefallen: {{ k.fallen }}, um ${signed("k.fallen_value")} auf ${value("k.fallen_end")}.{% endif %}`,
    absent: "{% if k.absent > 0 %} Nicht dabei, da am Anfang oder Ende ohne Zeile: {{ k.absent | number }}.{% endif %}",
    broken:
      "{% if k.broken > 0 %} In {{ k.broken | number }} von {{ k.rows | number }} Zeilen ergeben Zu- und Abgänge nicht die Veränderung.{% endif %}",
    heading: "Zu- und Abgänge",
    years: "Nach Jahr",
    times: "Nach Zeitraum",
    year: "Jahr",
    time: "Zeitraum",
    first: "Die zehn größten Veränderungen von {{ k.members | number }}",
    all: "Vom ersten bis zum letzten Zeitraum",
    begin: "Anfang",
    end: "Ende",
    change: "Veränderung",
    rate: "Quote, %",
    rateOf: (out) => `Quote: ${out} als Anteil am Mittel von Anfang und Ende`,
    ofMean: (out) => ` (${out}: ${rate}\u00a0% des mittleren Bestands)`,
  },
  zh: {
    title: ({ label, value, signed, day }) =>
      `${label}：${day("k.now")}末为${value("k.end_value")}，${day("k.begin")}初为${value("k.begin_value")}（${signed("k.value")}）`,
    lead: ({ flows }) => `全期${flows("k")}。`,
    who: ({ value, signed }) =>
      `{% if k.risen_value > 0 and k.risen_ties == 1 %}增加最多的是{{ k.risen }}（${signed("k.risen_value")}，至${value("k.risen_end")}）。{% endif %}{% if k.fallen_value < 0 and k.fallen_ties == 1 %}减少最多的是{{ k.fallen }}（${signed("k.fallen_value")}，至${value("k.fallen_end")}）。{% endif %}`,
    absent: "{% if k.absent > 0 %}期初或期末没有数据的{{ k.absent | number }}项未计入。{% endif %}",
    broken: "{% if k.broken > 0 %}{{ k.rows | number }}行中有{{ k.broken | number }}行的增减与变化不符。{% endif %}",
    heading: "增减情况",
    years: "按年",
    times: "按时期",
    year: "年份",
    time: "时期",
    first: "{{ k.members | number }}项中变化最大的10项",
    all: "首期至末期",
    begin: "期初",
    end: "期末",
    change: "变化",
    rate: "比率，%",
    rateOf: (out) => `比率：${out}占期初与期末均值的比例`,
    ofMean: (out) => `（${out}占平均存量的${rate}%）`,
  },
};
