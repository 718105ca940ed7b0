import type { DraftLanguage, Grain } from "../../draft.ts";
import { canDoubt, hasOpen } from "../../blocks/headline.ts";
import { flows, type Plan } from "../../blocks/parts.ts";
import { hasPartial } from "../../blocks/periods/partial.ts";
import { period, value } from "../liquid.ts";
import { few } from "../few.ts";

const grainsOf: Readonly<Record<DraftLanguage, Readonly<Record<Grain, string>>>> = {
  en: { day: "a day", week: "a week", month: "a month", quarter: "a quarter", year: "a year" },
  de: { day: "ein Tag", week: "eine Woche", month: "ein Monat", quarter: "ein Quartal", year: "ein Jahr" },
  zh: { day: "这一天", week: "这一周", month: "这个月", quarter: "这个季度", year: "这一年" },
};

/** A period as the subject of a sentence. */
function subject(of: string, plan: Plan): string {
  const article = { en: "The ", de: "Die ", zh: "" }[plan.language];
  return plan.roles.time!.grain === "week" ? `${article}${period(of, plan)}` : period(of, plan);
}

/** A sentence, behind that on the change, on a last period that is left out since it looks incomplete. */
export function partialEnd(plan: Plan): string {
  if (!hasPartial(plan)) return "";
  const { language, roles } = plan;
  const when = subject("h.partial_end", plan);
  const grain = grainsOf[language][roles.time!.grain];
  const names = few("h.late", "h.lates", language);
  const late = {
    en: ` ${when} is left out: it has no value for ${names}.`,
    de: ` Nicht dabei: ${period("h.partial_end", plan)}; ohne Wert dort: ${names}.`,
    zh: `不计${when}：${names}当期没有数值。`,
  }[language];
  const isMore = "h.partial_value > h.highest";
  const sum = roles.measures.some(flows)
    ? {
        en: `{% if h.partial_value != nil %} So far it has ${value("h.partial_value")}{% if ${isMore} %}, more than any before{% endif %}.{% endif %}`,
        de: `{% if h.partial_value != nil %} Bisher: ${value("h.partial_value")}{% if ${isMore} %}, mehr als je zuvor{% endif %}.{% endif %}`,
        zh: `{% if h.partial_value != nil %}目前为${value("h.partial_value")}{% if ${isMore} %}，已高于此前各期{% endif %}。{% endif %}`,
      }[language]
    : "";
  const fallen = {
    en: ` ${when} is left out: its values are less than half of those before and lower than any, as where ${grain} is not over.`,
    de: ` Nicht dabei: ${period("h.partial_end", plan)}. Die Werte sind dort nicht halb so hoch wie davor und niedriger als je zuvor, wie wenn ${grain} noch nicht zu Ende ist.`,
    zh: `不计${when}：当期数值不到上期的一半，低于此前各期，${grain}可能尚未结束。`,
  }[language];
  const isLate = roles.story === "panel" ? `{% elsif h.late != nil %}${late}${sum}` : "";
  return `{% if h.partial_end != nil %}{% if h.has_fallen %}${fallen}${sum}${isLate}{% endif %}{% endif %}`;
}

/** A sentence on a first period that is left out for the same reasons. */
export function partialBegin(plan: Plan): string {
  if (!hasPartial(plan)) return "";
  const the = plan.roles.time!.grain === "week" ? "the " : "";
  const said = {
    en: `The course over time leaves out ${the}${period("h.partial_begin", plan)}, with which the table begins: it looks incomplete.`,
    de: `Im Verlauf fehlt der Anfang der Tabelle, da er unvollständig aussieht: ${period("h.partial_begin", plan)}.`,
    zh: `随时间的变化不计表中最早的${period("h.partial_begin", plan)}，其数值看来不完整。`,
  }[plan.language];
  return `{% if h.partial_begin != nil %}${said}{% endif %}`;
}

/**
 * A title that doubts the last value of a course instead of calling it low.
 *
 * @param now Liquid of the title's beginning, with the value of the chosen period
 * @param earlier Liquid of the value before and its period
 * @param otherwise the title where nothing is doubted
 */
export function doubtedTitle(plan: Plan, now: string, earlier: string, otherwise: string): string {
  if (!canDoubt(plan)) return otherwise;
  const said = {
    en: `${now}, which may not be complete; ${earlier}`,
    de: `${now}, vielleicht nicht vollständig; davor ${earlier}`,
    zh: `${now}，可能尚不完整；${earlier}`,
  }[plan.language];
  return `{% if h.is_doubtful %}${said}{% else %}${otherwise}{% endif %}`;
}

/** A sentence that doubts the last value of a course, instead of one on its change; the others behind it. */
export function unlessDoubted(plan: Plan, otherwise: string): string {
  if (!canDoubt(plan)) return otherwise;
  const when = subject("h.now", plan);
  const said = {
    en: `That is far less than in any period before: ${when.replace(/^The /, "the ")} may not be complete.`,
    de: `Das ist viel weniger als in jedem Zeitraum davor: ${when.replace(/^Die /, "die ")} ist vielleicht noch nicht zu Ende.`,
    zh: `这远低于此前任何一期，${when}可能尚不完整。`,
  }[plan.language];
  return `{% if h.is_doubtful %}\n${said}\n{% else %}\n${otherwise}\n{% endif %}`;
}

/** Liquid of what holds only of a last period that is not doubted, such as its change. */
export function ifSure(plan: Plan): string {
  return canDoubt(plan) ? " and h.is_doubtful != true" : "";
}

/** Says behind the lowest value that it is that of the other periods, if the last one is doubted. */
export function apartFromLast(plan: Plan): string {
  if (!canDoubt(plan)) return "";
  const when = subject("h.now", plan);
  const said = {
    en: `, apart from ${when.replace(/^The /, "the ")}`,
    de: `, abgesehen vom letzten Zeitraum`,
    zh: `（不计${when}）`,
  }[plan.language];
  return `{% if h.is_doubtful %}${said}{% endif %}`;
}

/** A sentence, behind that on the highest value, on a period that is not complete and already has more. */
export function openEnd(plan: Plan, when: string): string {
  if (!hasOpen(plan)) return "";
  const more = value("h.open_value");
  const said = {
    en: ` It is higher already ${when} (${more}), which is not complete.`,
    de: ` Schon jetzt höher: ${more} ${when}, obwohl dieser Zeitraum nicht vollständig ist.`,
    zh: `${when}尚不完整，已达${more}。`,
  }[plan.language];
  return `{% if h.open_period != nil and h.open_value != nil and h.open_value > h.highest %}${said}{% endif %}`;
}
