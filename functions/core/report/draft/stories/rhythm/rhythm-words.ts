import type { DraftLanguage } from "../../draft.ts";

/** Liquid of the values of the highest, of the lowest and of all, with their unit. */
export interface RhythmShown {
  readonly high: string;
  readonly low: string;
  readonly all: string;
}

export interface RhythmWords {
  /** From Monday. */
  readonly weekdays: readonly string[];
  /** Between the last two of a list; what stands before, between and behind the ends of a span. */
  readonly and: string;
  readonly between: readonly [string, string, string];
  /** A range of values. */
  readonly to: string;
  /** Titles, behind a label: the highest, the lowest, neither, and that they hardly differ. */
  readonly highest: Readonly<Record<"t" | "w", (shown: RhythmShown) => string>>;
  readonly lowest: Readonly<Record<"t" | "w", (shown: RhythmShown) => string>>;
  readonly ranged: Readonly<Record<"t" | "w", (shown: RhythmShown) => string>>;
  readonly alike: Readonly<Record<"t" | "w", string>>;
  readonly both: string;
  readonly lead: Readonly<Record<"t" | "w", (shown: RhythmShown) => string>>;
  readonly peak: (value: string) => string;
  readonly silent: string;
  readonly absent: string;
  /** A first or last day that is no whole one. */
  readonly partial: (days: string) => string;
  /** The days on which not all have a value. @param of Liquid's name of the hours or weekdays */
  readonly lacking: (of: "t" | "w") => string;
  readonly hour: string;
  readonly weekday: string;
  readonly grid: string;
  readonly gridTitle: (value: string) => string;
  readonly gridAlt: (value: string) => string;
  /** How rows became one value: means of hours and of days, means and sums of rows. */
  readonly put: Readonly<Record<"hours" | "days" | "mean" | "sum", string>>;
  readonly alt: (shown: RhythmShown) => string;
}

/** Up to how many a list names. */
export const mostNamed = 3;

const are = (of: string): string => `{% if ${of}_count == 1 %}is{% else %}are{% endif %}`;

/** Liquid of whether the highest, or the lowest, are few enough to be named. */
export const isNamed = (of: string): string => `${of}_count > 0 and ${of}_count <= ${mostNamed}`;

const last = (of: string, words: string): string => `{% if ${isNamed(`${of}.low`)} %}${words}{% endif %}`;

export const rhythmWords: Readonly<Record<DraftLanguage, RhythmWords>> = {
  en: {
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    and: " and ",
    between: ["between ", " and ", ""],
    to: " to ",
    highest: {
      t: ({ high }) => `: highest at {{ t.high_names }}, ${high}`,
      w: ({ high }) => `: highest on {{ w.high_names }}, ${high}`,
    },
    lowest: {
      t: ({ low }) => `: lowest at {{ t.low_names }}, ${low}`,
      w: ({ low }) => `: lowest on {{ w.low_names }}, ${low}`,
    },
    ranged: { t: ({ all }) => `: ${all} by hour`, w: ({ all }) => `: ${all} by weekday` },
    alike: { t: ": hardly different by hour", w: ": hardly different by weekday" },
    both: ": highest at {{ t.high_names }} and on {{ w.high_names }}",
    lead: {
      t: ({ high, low, all }) =>
        `{% if ${isNamed("t.high")} %}By hour, {{ t.high_names }} ${are("t.high")} highest with ${high}${last("t", `; {{ t.low_names }} ${are("t.low")} lowest with ${low}`)}.{% elsif ${isNamed("t.low")} %}By hour, {{ t.low_names }} ${are("t.low")} lowest with ${low}.{% else %}By hour, values lie in the range ${all}.{% endif %}`,
      w: ({ high, low, all }) =>
        `{% if ${isNamed("w.high")} %}By weekday, {{ w.high_names }} ${are("w.high")} highest with ${high}${last("w", `; {{ w.low_names }} ${are("w.low")} lowest with ${low}`)}.{% elsif ${isNamed("w.low")} %}By weekday, {{ w.low_names }} ${are("w.low")} lowest with ${low}.{% else %}By weekday, values lie in the range ${all}.{% endif %}`,
    },
    peak: (value) => `The peak is {{ p.peak_day }} at {{ p.peak_hour }}, ${value}.`,
    silent: "None {{ t.silent_hours }}.",
    absent: "There are no records {{ t.absent_hours }}.",
    partial: (days) => `Left out of the means, since it is no whole day: ${days}.`,
    lacking: (of) =>
      `{{ ${of}.incomplete | number }} {% if ${of}.incomplete == 1 %}day{% else %}days{% endif %} on which some have no value {% if ${of}.incomplete == 1 %}is{% else %}are{% endif %} left out of the means.`,
    hour: "By hour of the day",
    weekday: "By weekday",
    grid: "By weekday and hour",
    gridTitle: (value) => `The peak is {{ p.peak_day }} at {{ p.peak_hour }}, ${value}`,
    gridAlt: (value) => `A grid of weekdays and hours, darkest at ${value}.`,
    put: {
      hours: "mean of an hour",
      days: "mean of a day",
      mean: "mean",
      sum: "total",
    },
    alt: ({ all }) => `Values of ${all}.`,
  },
  de: {
    weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    and: " und ",
    between: ["zwischen ", " und ", " Uhr"],
    to: " bis ",
    highest: {
      t: ({ high }) => `: am höchsten um {{ t.high_names }} Uhr, ${high}`,
      w: ({ high }) => `: am höchsten am {{ w.high_names }}, ${high}`,
    },
    lowest: {
      t: ({ low }) => `: am niedrigsten um {{ t.low_names }} Uhr, ${low}`,
      w: ({ low }) => `: am niedrigsten am {{ w.low_names }}, ${low}`,
    },
    ranged: { t: ({ all }) => ` nach Stunde: ${all}`, w: ({ all }) => ` nach Wochentag: ${all}` },
    alike: { t: ": kaum Unterschiede nach Stunde", w: ": kaum Unterschiede nach Wochentag" },
    both: ": am höchsten um {{ t.high_names }} Uhr und am {{ w.high_names }}",
    lead: {
      t: ({ high, low, all }) =>
        `{% if ${isNamed("t.high")} %}Am höchsten um {{ t.high_names }} Uhr, ${high}${last("t", `; am niedrigsten um {{ t.low_names }} Uhr, ${low}`)}.{% elsif ${isNamed("t.low")} %}Am niedrigsten um {{ t.low_names }} Uhr, ${low}.{% else %}Nach Stunde: ${all}.{% endif %}`,
      w: ({ high, low, all }) =>
        `{% if ${isNamed("w.high")} %}Am höchsten am {{ w.high_names }}, ${high}${last("w", `; am niedrigsten am {{ w.low_names }}, ${low}`)}.{% elsif ${isNamed("w.low")} %}Am niedrigsten am {{ w.low_names }}, ${low}.{% else %}Nach Wochentag: ${all}.{% endif %}`,
    },
    peak: (value) => `Die Spitze liegt am {{ p.peak_day }} um {{ p.peak_hour }} Uhr, ${value}.`,
    silent: "Bei null {{ t.silent_hours }}.",
    absent: "Ohne Zeilen {{ t.absent_hours }}.",
    partial: (days) => `Kein ganzer Tag, daher nicht in den Mitteln: ${days}.`,
    lacking: (of) =>
      `Nicht in den Mitteln: {{ ${of}.incomplete | number }} {% if ${of}.incomplete == 1 %}Tag, an dem{% else %}Tage, an denen{% endif %} manche keinen Wert haben.`,
    hour: "Nach Stunde des Tages",
    weekday: "Nach Wochentag",
    grid: "Nach Wochentag und Stunde",
    gridTitle: (value) => `Spitze am {{ p.peak_day }} um {{ p.peak_hour }} Uhr, ${value}`,
    gridAlt: (value) => `Ein Raster der Wochentage und Stunden, am dunkelsten bei ${value}.`,
    put: {
      hours: "Mittel einer Stunde",
      days: "Mittel eines Tages",
      mean: "Mittel",
      sum: "Summe",
    },
    alt: ({ all }) => `Werte von ${all}.`,
  },
  zh: {
    weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
    and: "和",
    between: ["", "至", ""],
    to: "至",
    highest: {
      t: ({ high }) => `：{{ t.high_names | replace: ', ', '、' }}最高，为${high}`,
      w: ({ high }) => `：{{ w.high_names | replace: ', ', '、' }}最高，为${high}`,
    },
    lowest: {
      t: ({ low }) => `：{{ t.low_names | replace: ', ', '、' }}最低，为${low}`,
      w: ({ low }) => `：{{ w.low_names | replace: ', ', '、' }}最低，为${low}`,
    },
    ranged: { t: ({ all }) => `：各小时为${all}`, w: ({ all }) => `：一周各天为${all}` },
    alike: { t: "：各小时相差不大", w: "：一周各天相差不大" },
    both: "：{{ t.high_names | replace: ', ', '、' }}和{{ w.high_names | replace: ', ', '、' }}最高",
    lead: {
      t: ({ high, low, all }) =>
        `{% if ${isNamed("t.high")} %}按小时，{{ t.high_names | replace: ', ', '、' }}最高，为${high}${last("t", `；{{ t.low_names | replace: ', ', '、' }}最低，为${low}`)}。{% elsif ${isNamed("t.low")} %}按小时，{{ t.low_names | replace: ', ', '、' }}最低，为${low}。{% else %}各小时为${all}。{% endif %}`,
      w: ({ high, low, all }) =>
        `{% if ${isNamed("w.high")} %}按星期，{{ w.high_names | replace: ', ', '、' }}最高，为${high}${last("w", `；{{ w.low_names | replace: ', ', '、' }}最低，为${low}`)}。{% elsif ${isNamed("w.low")} %}按星期，{{ w.low_names | replace: ', ', '、' }}最低，为${low}。{% else %}一周各天为${all}。{% endif %}`,
    },
    peak: (value) => `最高峰在{{ p.peak_day }}{{ p.peak_hour }}，为${value}。`,
    silent: "{{ t.silent_hours }}为零。",
    absent: "{{ t.absent_hours }}没有记录。",
    partial: (days) => `不是完整的一天，不计入平均：${days}。`,
    lacking: (of) => `平均数不计其中{{ ${of}.incomplete | number }}天，当天有的项没有数值。`,
    hour: "按一天中的小时",
    weekday: "按星期",
    grid: "按星期和小时",
    gridTitle: (value) => `最高峰在{{ p.peak_day }}{{ p.peak_hour }}，为${value}`,
    gridAlt: (value) => `星期与小时的网格，颜色最深处为${value}。`,
    put: { hours: "每小时平均", days: "每天平均", mean: "平均", sum: "合计" },
    alt: ({ all }) => `数值为${all}。`,
  },
};
