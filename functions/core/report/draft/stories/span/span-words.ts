import type { DraftLanguage } from "../../draft.ts";
import type { SpanUnit } from "./span-role.ts";

/** What the sentences on how long it took print: Liquid of a length, with its unit. */
export interface DurationShown {
  readonly begin: string;
  readonly end: string;
  readonly length: (of: string) => string;
  readonly period: (of: string) => string;
}

export interface DurationWords {
  readonly title: (d: DurationShown) => string;
  readonly longer: (d: DurationShown) => string;
  readonly apart: (group: string, d: DurationShown) => string;
  readonly open: (d: DurationShown) => string;
  /** What is open by a column of states, and what has no end and is not open by it. */
  readonly openBy: (label: string, d: DurationShown) => string;
  readonly notOpen: (d: DurationShown) => string;
  readonly reversed: string;
  readonly middle: string;
  readonly half: (d: DurationShown) => string;
  readonly ended: string;
  readonly endedDeck: string;
  readonly openTitle: string;
  readonly openDeck: (d: DurationShown) => string;
  readonly withoutEnd: string;
  readonly withoutClock: string;
  readonly heading: (group: string) => string;
  readonly chart: (d: DurationShown) => string;
  readonly level: (d: DurationShown) => string;
  readonly deck: (d: DurationShown, unit: string) => string;
  readonly few: string;
  readonly alt: (d: DurationShown) => string;
  readonly table: string;
  readonly columns: {
    readonly records: string;
    readonly middle: string;
    readonly low: string;
    readonly high: string;
    readonly most: string;
    readonly length: string;
  };
  readonly spread: string;
  readonly spreadDeck: (d: DurationShown, unit: string) => string;
  readonly spreadAlt: (d: DurationShown) => string;
  readonly course: (d: DurationShown) => string;
  readonly courseDeck: (d: DurationShown, unit: string) => string;
  readonly leftOut: string;
  readonly courseAlt: (d: DurationShown) => string;
  readonly longest: string;
}

/** The names of units, one and several. */
export const unitNames: Readonly<Record<DraftLanguage, Readonly<Record<SpanUnit, readonly [string, string]>>>> = {
  en: { day: ["day", "days"], hour: ["hour", "hours"], minute: ["minute", "minutes"] },
  de: { day: ["Tag", "Tage"], hour: ["Stunde", "Stunden"], minute: ["Minute", "Minuten"] },
  zh: { day: ["天", "天"], hour: ["小时", "小时"], minute: ["分钟", "分钟"] },
};

const open = "{{ d.open | number }}";
const notOpen = "{{ d.not_open | number }}";
/** The states of the rows that have no end and are not open, with how many have each. */
export const statesOf = (query: string, none: string, between: string, one: string): string =>
  `{% for x in ${query}.rows %}{% if x.state == nil %}${none}{% else %}${one}{% endif %} {{ x.n | number }}{% unless forloop.last %}${between}{% endunless %}{% endfor %}`;
const named = (place: "first" | "last", behind: string): string =>
  `{% if g.${place}_ties > 1 %}{{ g.${place}_ties | number }}${behind}{% else %}{{ g.${place} }}{% endif %}`;

export const durationWords: Readonly<Record<DraftLanguage, DurationWords>> = {
  en: {
    title: ({ begin, end, length }) => `From “${begin}” to “${end}”: half took at most ${length("d.middle")}`,
    longer: ({ length }) =>
      `{% if d.mark != nil %}{{ d.longer | number }} of {{ d.ended | number }} ({{ d.share | percent: 0 }}) took longer than ${length("d.mark")}.{% endif %}`,
    apart: (group, { length }) =>
      `By ${group}, the median {% if g.differs %}is longest for ${named("first", " alike")}, ${length("g.first_value")}, and shortest for ${named("last", " alike")}, ${length("g.last_value")}{% else %}lies between ${length("g.last_value")} and ${length("g.first_value")}, which may be chance{% endif %}.`,
    open: ({ end }) =>
      `${open} {% if d.open == 1 %}has{% else %}have{% endif %} no “${end}”{% if d.oldest != nil %}; on {{ d.last_day | date }}, the last date in the table, the oldest of them had begun {% if d.oldest == 1 %}1 day{% else %}{{ d.oldest | number }} days{% endif %} before{% endif %}.`,
    openBy: (label) =>
      `${open} {% if d.open == 1 %}is{% else %}are{% endif %} open by “${label}”{% if d.oldest != nil %}; on {{ d.last_day | date }}, the last date in the table, the oldest of them had begun {% if d.oldest == 1 %}1 day{% else %}{{ d.oldest | number }} days{% endif %} before{% endif %}.`,
    notOpen: ({ end }) =>
      `${notOpen} {% if d.open > 0 %}more {% endif %}{% if d.not_open == 1 %}has{% else %}have{% endif %} no “${end}” and {% if d.not_open == 1 %}is{% else %}are{% endif %} not counted as open: ${statesOf("span_states", "none", ", ", "“{{ x.state }}”")}.`,
    reversed:
      "{{ d.reversed | number }} {% if d.reversed == 1 %}ends before it begins and is{% else %}end before they begin and are{% endif %} left out.",
    middle: "Median",
    half: ({ length }) => `half took ${length("d.low")} to ${length("d.high")}`,
    ended: "Ended",
    endedDeck: "of {{ d.records | number }} that began",
    openTitle: "Open",
    openDeck: ({ end }) => `without “${end}”`,
    withoutEnd: "Without an end date",
    withoutClock: "Without an end time",
    heading: (group) => `By ${group}`,
    chart: ({ length }) =>
      `${named("first", " alike")}: ${length("g.first_value")}; ${named("last", " alike")}: ${length("g.last_value")}`,
    level: ({ length }) => `All have a median of ${length("g.first_value")}`,
    deck: ({ begin, end }, unit) =>
      `“${begin}” to “${end}”, ${unit}; points for the median, lines for the middle half of those that ended`,
    few: "; groups of fewer than five, {{ g.few | number }} records in all, left out",
    alt: ({ length }) => `Points from ${length("g.last_value")} to ${length("g.first_value")}.`,
    table: "The groups in numbers",
    columns: {
      records: "Ended",
      middle: "Median",
      low: "Lower quartile",
      high: "Upper quartile",
      most: "Longest",
      length: "Length",
    },
    spread: "How long they took",
    spreadDeck: ({ begin, end }, unit) => `“${begin}” to “${end}”, ${unit}; number of records that ended`,
    spreadAlt: ({ length }) => `Columns for the lengths, the longest ${length("d.most")}.`,
    course: ({ length, period }) =>
      `Median: ${length("c.first_middle")} (${period("c.first_begun")}), ${length("c.last_middle")} (${period("c.last_begun")})`,
    courseDeck: ({ begin }, unit) => `By “${begin}”, ${unit}`,
    leftOut: "; {{ c.left_out | number }} left out, with too few records or too recent for nearly all to have ended",
    courseAlt: ({ length }) => `A line from ${length("c.first_middle")} to ${length("c.last_middle")}.`,
    longest: "Those that took longest",
  },
  de: {
    title: ({ begin, end, length }) =>
      `Von „${begin}“ bis „${end}“: die Hälfte dauerte höchstens ${length("d.middle")}`,
    longer: ({ length }) =>
      `{% if d.mark != nil %}{{ d.longer | number }} von {{ d.ended | number }} ({{ d.share | percent: 0 }}) dauerten länger als ${length("d.mark")}.{% endif %}`,
    apart: (group, { length }) =>
      `Nach „${group}“ {% if g.differs %}ist der Median am höchsten bei ${named("first", " gleichauf")}, ${length("g.first_value")}, am niedrigsten bei ${named("last", " gleichauf")}, ${length("g.last_value")}{% else %}liegt der Median zwischen ${length("g.last_value")} und ${length("g.first_value")}, was Zufall sein kann{% endif %}.`,
    open: ({ end }) =>
      `Ohne „${end}“: ${open}{% if d.oldest != nil %}; am {{ d.last_day | date }}, dem letzten Datum der Tabelle, lag der älteste Beginn {% if d.oldest == 1 %}1 Tag{% else %}{{ d.oldest | number }} Tage{% endif %} zurück{% endif %}.`,
    openBy: (label) =>
      `Offen nach „${label}“: ${open}{% if d.oldest != nil %}; am {{ d.last_day | date }}, dem letzten Datum der Tabelle, lag der älteste Beginn davon {% if d.oldest == 1 %}1 Tag{% else %}{{ d.oldest | number }} Tage{% endif %} zurück{% endif %}.`,
    notOpen: ({ end }) =>
      `{% if d.open > 0 %}Weitere ohne{% else %}Ohne{% endif %} „${end}“, die nicht als offen zählen: ${notOpen} (${statesOf("span_states", "ohne Angabe", ", ", "„{{ x.state }}“")}).`,
    reversed: "Weggelassen, da das Ende vor dem Beginn liegt: {{ d.reversed | number }}.",
    middle: "Median",
    half: ({ length }) => `die Hälfte: ${length("d.low")} bis ${length("d.high")}`,
    ended: "Beendet",
    endedDeck: "von {{ d.records | number }} begonnenen",
    openTitle: "Offen",
    openDeck: ({ end }) => `ohne „${end}“`,
    withoutEnd: "Ohne Enddatum",
    withoutClock: "Ohne Endzeit",
    heading: (group) => `Dauer nach „${group}“`,
    chart: ({ length }) =>
      `${named("first", " gleichauf")}: ${length("g.first_value")}; ${named("last", " gleichauf")}: ${length("g.last_value")}`,
    level: ({ length }) => `Überall ein Median von ${length("g.first_value")}`,
    deck: ({ begin, end }, unit) => `„${begin}“ bis „${end}“, ${unit}; Mediane, mit der mittleren Hälfte der beendeten`,
    few: "; ohne Gruppen von weniger als fünf, zusammen {{ g.few | number }} Zeilen",
    alt: ({ length }) => `Von ${length("g.last_value")} bis ${length("g.first_value")}.`,
    table: "Die Gruppen in Zahlen",
    columns: {
      records: "Beendet",
      middle: "Median",
      low: "Unteres Quartil",
      high: "Oberes Quartil",
      most: "Längste",
      length: "Dauer",
    },
    spread: "So lange dauerte es",
    spreadDeck: ({ begin, end }, unit) => `„${begin}“ bis „${end}“, ${unit}; Zahl der beendeten Zeilen`,
    spreadAlt: ({ length }) => `Säulen der Dauern, die längste ${length("d.most")}.`,
    course: ({ length, period }) =>
      `Median: ${length("c.first_middle")} (${period("c.first_begun")}), ${length("c.last_middle")} (${period("c.last_begun")})`,
    courseDeck: ({ begin }, unit) => `Nach „${begin}“, ${unit}`,
    leftOut:
      "; ohne {{ c.left_out | number }} mit zu wenigen Zeilen oder zu kurz vor dem letzten Datum, als dass fast alle beendet wären",
    courseAlt: ({ length }) => `Eine Linie von ${length("c.first_middle")} bis ${length("c.last_middle")}.`,
    longest: "Die längsten",
  },
  zh: {
    title: ({ begin, end, length }) => `从“${begin}”到“${end}”：一半不超过${length("d.middle")}`,
    longer: ({ length }) =>
      `{% if d.mark != nil %}{{ d.ended | number }}条中有{{ d.longer | number }}条（{{ d.share | percent: 0 }}）超过${length("d.mark")}。{% endif %}`,
    apart: (group, { length }) =>
      `按“${group}”比较，{% if g.differs %}${named("first", "项并列")}的中位数最长，为${length("g.first_value")}；${named("last", "项并列")}最短，为${length("g.last_value")}{% else %}中位数在${length("g.last_value")}与${length("g.first_value")}之间，可能出于偶然{% endif %}。`,
    open: ({ end }) =>
      `${open}条没有“${end}”{% if d.oldest != nil %}；到表中最后的日期{{ d.last_day | date }}，其中最早的已开始{{ d.oldest | number }}天{% endif %}。`,
    openBy: (label) =>
      `按“${label}”，${open}条未结束{% if d.oldest != nil %}；到表中最后的日期{{ d.last_day | date }}，其中最早的已开始{{ d.oldest | number }}天{% endif %}。`,
    notOpen: ({ end }) =>
      `{% if d.open > 0 %}另有{% endif %}${notOpen}条没有“${end}”，不计为未结束：${statesOf("span_states", "未填写", "、", "“{{ x.state }}”")}。`,
    reversed: "{{ d.reversed | number }}条的结束早于开始，未计入。",
    middle: "中位数",
    half: ({ length }) => `一半在${length("d.low")}与${length("d.high")}之间`,
    ended: "已结束",
    endedDeck: "共开始{{ d.records | number }}条",
    openTitle: "未结束",
    openDeck: ({ end }) => `没有“${end}”`,
    withoutEnd: "没有结束日期",
    withoutClock: "没有结束时间",
    heading: (group) => `按“${group}”的时长`,
    chart: ({ length }) =>
      `${named("first", "项并列")}为${length("g.first_value")}，${named("last", "项并列")}为${length("g.last_value")}`,
    level: ({ length }) => `各项的中位数均为${length("g.first_value")}`,
    deck: ({ begin, end }, unit) => `从“${begin}”到“${end}”，${unit}；点为中位数，线为已结束的中间一半`,
    few: "；不含少于五条的各组，共{{ g.few | number }}条",
    alt: ({ length }) => `点，从${length("g.last_value")}到${length("g.first_value")}。`,
    table: "各组数值",
    columns: {
      records: "已结束",
      middle: "中位数",
      low: "下四分位数",
      high: "上四分位数",
      most: "最长",
      length: "时长",
    },
    spread: "时长分布",
    spreadDeck: ({ begin, end }, unit) => `从“${begin}”到“${end}”，${unit}；已结束的条数`,
    spreadAlt: ({ length }) => `各时长的柱，最长为${length("d.most")}。`,
    course: ({ length, period }) =>
      `中位数：${period("c.first_begun")}为${length("c.first_middle")}，${period("c.last_begun")}为${length("c.last_middle")}`,
    courseDeck: ({ begin }, unit) => `按“${begin}”，${unit}`,
    leftOut: "；{{ c.left_out | number }}个时期记录太少，或距最后日期太近、尚未几乎全部结束，未列出",
    courseAlt: ({ length }) => `从${length("c.first_middle")}到${length("c.last_middle")}。`,
    longest: "时长最长的记录",
  },
};
