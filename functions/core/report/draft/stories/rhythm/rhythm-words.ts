import type { DraftLanguage } from "../../draft.ts";
import type { RhythmRole } from "./rhythm-role.ts";

/** Liquid of the highest and the lowest value, with their unit. */
interface Shown {
  readonly most: string;
  readonly least: string;
}

export interface RhythmWords {
  /** From Monday. */
  readonly weekdays: readonly string[];
  readonly hours: (label: string, shown: Shown) => string;
  readonly days: (label: string, shown: Shown) => string;
  readonly both: (label: string) => string;
  readonly hoursLead: (shown: Shown) => string;
  readonly daysLead: (shown: Shown) => string;
  readonly absent: string;
  readonly hour: string;
  readonly weekday: string;
  readonly put: Readonly<Record<RhythmRole["put"], string>>;
  readonly alt: (shown: Shown) => string;
}

export const rhythmWords: Readonly<Record<DraftLanguage, RhythmWords>> = {
  en: {
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    hours: (label, { most }) => `${label}: highest at {{ t.first }}, ${most}`,
    days: (label, { most }) => `${label}: highest on {{ w.first }}, ${most}`,
    both: (label) => `${label}: highest at {{ t.first }} and on {{ w.first }}`,
    hoursLead: ({ most, least }) => `By hour: {{ t.first }} has ${most}, {{ t.last }} is lowest with ${least}.`,
    daysLead: ({ most, least }) => `By weekday: {{ w.first }} has ${most}, {{ w.last }} is lowest with ${least}.`,
    absent: "There are no records of {{ t.absent }}.",
    hour: "By hour of the day",
    weekday: "By weekday",
    put: {
      days: "mean per day with records",
      slots: "mean of those that were recorded",
      mean: "mean",
      sum: "total",
    },
    alt: ({ most, least }) => `From ${least} to ${most}.`,
  },
  de: {
    weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    hours: (label, { most }) => `${label}: am höchsten um {{ t.first }}, ${most}`,
    days: (label, { most }) => `${label}: am höchsten am {{ w.first }}, ${most}`,
    both: (label) => `${label}: am höchsten um {{ t.first }} und am {{ w.first }}`,
    hoursLead: ({ most, least }) =>
      `Nach Stunde: {{ t.first }} hat ${most}, am niedrigsten ist {{ t.last }} mit ${least}.`,
    daysLead: ({ most, least }) =>
      `Nach Wochentag: {{ w.first }} hat ${most}, am niedrigsten ist {{ w.last }} mit ${least}.`,
    absent: "Ohne Zeilen: {{ t.absent }}.",
    hour: "Nach Stunde des Tages",
    weekday: "Nach Wochentag",
    put: {
      days: "Mittel der Tage mit Zeilen",
      slots: "Mittel der erfassten",
      mean: "Mittel",
      sum: "Summe",
    },
    alt: ({ most, least }) => `Von ${least} bis ${most}.`,
  },
  zh: {
    weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
    hours: (label, { most }) => `${label}：{{ t.first }}最高，为${most}`,
    days: (label, { most }) => `${label}：{{ w.first }}最高，为${most}`,
    both: (label) => `${label}：{{ t.first }}和{{ w.first }}最高`,
    hoursLead: ({ most, least }) => `按小时：{{ t.first }}为${most}；{{ t.last }}最低，为${least}。`,
    daysLead: ({ most, least }) => `按星期：{{ w.first }}为${most}；{{ w.last }}最低，为${least}。`,
    absent: "{{ t.absent | replace: ', ', '、' }}没有记录。",
    hour: "按一天中的小时",
    weekday: "按星期",
    put: { days: "有记录的各天的平均", slots: "有记录的平均", mean: "平均", sum: "合计" },
    alt: ({ most, least }) => `从${least}到${most}。`,
  },
};
