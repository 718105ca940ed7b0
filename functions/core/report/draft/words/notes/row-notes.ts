import type { DraftLanguage } from "../../draft.ts";
import { closedDays } from "./closed-days.ts";
import { flagNotes } from "./flag-notes.ts";
import { unlikeTotals } from "./lacking-cells.ts";
import { gapNotes } from "./gap-notes.ts";
import { readings } from "./readings.ts";
import { hasUnits } from "../../blocks/other-units.ts";
import { flows, type Plan } from "../../blocks/parts.ts";
import { unusedColumns } from "../../blocks/unused-columns.ts";
import { few } from "../few.ts";
import { said } from "../liquid.ts";
import { leftOutRows, noValue, otherUnits } from "../other-units.ts";
import { silenceNotes } from "./silences.ts";
import { strayNotes } from "./stray-dates.ts";
import { seriesNote } from "./series-note.ts";

/** A sentence for sums over members of whom not all have a value in each period. */
export function varyingMembers({ roles: { members, story }, language }: Plan, hasSteady: boolean): string {
  if (members.length === 0 || story === "flow") return "";
  const said = {
    en: " Each period counts those with a value in it: from {{ h.fewest | number }} to {{ h.most | number }}.",
    de: " Gezählt ist je Zeitraum, was einen Wert hat: von {{ h.fewest | number }} bis {{ h.most | number }}.",
    zh: "每期只计有数值的各项：{{ h.fewest | number }}至{{ h.most | number }}项。",
  }[language];
  return `{% if h.fewest < h.most %}${said}{% endif %}${hasSteady ? absentMembers(language) : ""}`;
}

/** Liquid's name of the last value that a line over time shows: it may be of fewer members than the chosen value. */
export function drawnLast(hasSteady: boolean): string {
  return hasSteady ? "h.drawn" : "h.value";
}

/** Behind the deck of a line over time: of whom it is, if not of all that have a value in the chosen period. */
export function drawnMembers({ language }: Plan, hasSteady: boolean): string {
  const said = {
    en: ", of the {{ h.members | number }} with a value in every period shown",
    de: ", {{ h.members | number }} mit Werten in jedem gezeigten Zeitraum",
    zh: "，只计各期都有数值的{{ h.members | number }}项",
  }[language];
  return hasSteady ? `{% if h.absents > 0 %}${said}{% endif %}` : "";
}

/** Names who has a value in some period shown, but not in each. */
function absentMembers(language: DraftLanguage): string {
  const said = {
    en: ` Not among them: ${few("h.absent", "h.absents", language)}.`,
    de: ` Nicht darunter: ${few("h.absent", "h.absents", language)}.`,
    zh: `不在其中：${few("h.absent", "h.absents", language)}。`,
  }[language];
  return `{% if h.absents > 0 %}${said}{% endif %}`;
}

/** A sentence, behind another one, that names who has a value in some other period only. */
export function withoutValueNow(plan: Plan): string {
  const { language } = plan;
  const names = few("s.missed", "s.missing", language);
  const none = noValue(plan, {
    en: ["Without a value", "Without a value in this unit"],
    de: ["Ohne Wert", "Ohne Wert in dieser Einheit"],
    zh: ["没有数值", "没有此单位的数值"],
  });
  const said = { en: ` ${none}: ${names}.`, de: ` ${none}: ${names}.`, zh: `${none}：${names}。` }[language];
  return `{% if s.missing > 0 %}${said}{% endif %}`;
}

/** Whether totals over time may be of now more, now fewer members. */
const mayVary = ({ roles: { members, story, measures } }: Plan): boolean =>
  members.length > 0 && story !== "flow" && measures.some(({ adds }) => adds);

/** Words for the course of totals of now more, now fewer members, of which none is the highest; else the given ones. */
export function unlessUnlike(plan: Plan, unlike: string, words: string): string {
  return mayVary(plan) ? `{% if h.unlike %}${unlikeTotals(plan, unlike)}{% else %}${words}{% endif %}` : words;
}

/** A chart of totals over time, unless they are of now more, now fewer members: a line would move with these. */
export function drawnUnlessUnlike(plan: Plan, chart: string): string {
  // Totals that lack a few rows are drawn, and told.
  const when = plan.lacks ? "h.unlike and h.fewest < h.most" : "h.unlike";
  return mayVary(plan) ? `{% unless ${when} %}\n${chart}\n{% endunless %}` : chart;
}

/**
 * A change with its sign. One that is not zero does not become it: then its first digit is printed.
 *
 * @param measure Liquid's name of the measure that changes
 */
export function shownChange(of: string, measure = "m"): string {
  return `{% assign shown = ${of} | round: ${measure}.places %}{% if ${of} == 0 %}0{% elsif shown == 0 %}{{ ${of} | number: "+.1r" }}{% else %}{{ shown | number: ${measure}.signed }}{% endif %}`;
}

/** On sums of months that have not the same number of days. */
export function daysOfMonths({ roles: { time, measures }, language }: Plan): string {
  if (time?.grain !== "month" || !measures.some(flows)) return "";
  const said = {
    en: " These months have {{ h.days }} and {{ h.before_days }} days.",
    de: " Diese Monate haben {{ h.days }} und {{ h.before_days }} Tage.",
    zh: "这两个月分别有{{ h.days }}天和{{ h.before_days }}天。",
  }[language];
  return `{% if h.days != h.before_days and h.change != nil and m.flows %}${said}{% endif %}`;
}

/** A sentence, behind another one, for members without a value. */
export function withoutValue(plan: Plan): string {
  if (hasUnits(plan)) return leftOutRows(plan);
  const said = {
    en: " {{ s.missing | number }} more {% if s.missing == 1 %}has{% else %}have{% endif %} no value.",
    de: " Ohne Wert: {{ s.missing | number }}.",
    zh: "另有{{ s.missing | number }}项没有数值。",
  }[plan.language];
  return `{% if s.missing > 0 %}${said}{% endif %}`;
}

interface RowNotes {
  readonly financial: string;
  readonly finer: string;
  readonly withoutNotes: string;
}

const notes: Readonly<Record<DraftLanguage, RowNotes>> = {
  en: {
    financial: "Axes name each year by the calendar year in which it begins.",
    finer: "The rows of each day are put together: values that may be added up as their sum, others as their mean.",
    withoutNotes: "Rows that are notes or totals of all periods are left out.",
  },
  de: {
    financial: "Achsen nennen jedes Jahr nach dem Kalenderjahr, in dem es beginnt.",
    finer: "Die Zeilen eines Tages sind zusammengefasst: Was sich addieren lässt, als Summe, anderes als Mittel.",
    withoutNotes: "Zeilen mit Anmerkungen und Summen aller Zeiträume fehlen.",
  },
  zh: {
    financial: "坐标轴上，每个年度以开始的那一年命名。",
    finer: "每天的各行合在一起：可以相加的取总和，其他取平均。",
    withoutNotes: "注释行和所有时期的合计行不计。",
  },
};

/** Sentences on how the rows of the table were read, where that is not as they stand. */
export function rowNotes(plan: Plan): readonly string[] {
  const { roles, language } = plan;
  const { time, withoutNotes: isWithout, reading } = roles;
  const { financial, finer, withoutNotes } = notes[language];
  return [
    ...(time?.financial === true && time.grain === "year" ? [financial] : []),
    ...(time?.season === undefined || time.grain !== "year" ? [] : [seasonNote(said(time.season.column), language)]),
    ...(time?.finer === true && time.grain === "day" ? [finer] : []),
    ...(isWithout ? [withoutNotes] : []),
    ...otherUnits(plan),
    ...closedDays(plan),
    ...(roles.part === undefined ? [] : [partNote(said(roles.part.label), language)]),
    ...readings(reading, language),
    ...gapNotes(plan),
    ...silenceNotes(plan),
    ...strayNotes(plan),
    ...seriesNote(plan),
    ...flagNotes(plan),
    ...choicesNote(plan),
    ...unusedNote(unusedColumns(plan), language),
  ];
}

/** Says which column has the years of the report. */
const seasonNote = (column: string, language: DraftLanguage): string =>
  ({
    en: `Years are those of “${column}”, and no calendar years.`,
    de: `Jahre sind die der Spalte „${column}“, keine Kalenderjahre.`,
    zh: `年度以“${column}”列为准，不是日历年。`,
  })[language];

/** Says that the rows of one value of a column are shown at a time. */
function partNote(label: string, language: DraftLanguage): string {
  return {
    en: `The report shows one value of “${label}” at a time: {{ parameters.part }}.`,
    de: `Der Bericht zeigt je einen Wert der Spalte „${label}“: {{ parameters.part }}.`,
    zh: `本报告每次只看“${label}”中的一项：{{ parameters.part }}。`,
  }[language];
}

/** Columns that a sentence names: a reader of the pages sees neither the table nor the choices. */
const mostNamed = 24;

/** Names of columns in a row, and how many more there are. */
function listed(names: readonly string[], language: DraftLanguage): string {
  const shown = names.slice(0, mostNamed).join(language === "zh" ? "、" : ", ");
  const more = names.length - mostNamed;
  if (more <= 0) return shown;
  return shown + { en: ` and ${more} more`, de: ` und ${more} weitere`, zh: `等${names.length}列` }[language];
}

/** A sentence on what the report can be about, if that is more than what it shows. */
function choicesNote({ roles: { measures, story, selector }, language }: Plan): readonly string[] {
  if (measures.length < 2 || story === "survey" || selector !== undefined) return [];
  const names = listed(
    measures.map(({ label }) => said(label)),
    language,
  );
  return [
    {
      en: `The report can be about each of these: ${names}.`,
      de: `Der Bericht kann von jedem davon handeln: ${names}.`,
      zh: `报告可改为以下任一项：${names}。`,
    }[language],
  ];
}

/** A sentence on columns of which no report of the draft has anything; others may be chosen by its parameters. */
function unusedNote(columns: readonly string[], language: DraftLanguage): readonly string[] {
  if (columns.length === 0) return [];
  const [open, close] = language === "de" ? ["„", "“"] : ["“", "”"];
  const names = listed(
    columns.map((name) => `${open}${said(name)}${close}`),
    language,
  );
  if (language === "zh") return [`未使用、也不供选择的列：${names}。`];
  return [
    language === "de" ? `Spalten, die keine Auswahl zeigt: ${names}.` : `Columns that no choice shows: ${names}.`,
  ];
}
