import { hasRecent, together } from "../../blocks/periods/recent.ts";
import type { Plan } from "../../blocks/parts.ts";
import type { DraftLanguage, Grain } from "../../draft.ts";
import { value } from "../liquid.ts";

type Counted = Readonly<Record<Exclude<Grain, "year">, string>>;

/** The periods that are put together, in words: “in twelve months”. */
const periods: Readonly<Record<DraftLanguage, Counted>> = {
  en: { day: "seven days", week: "four weeks", month: "twelve months", quarter: "four quarters" },
  de: { day: "sieben Tagen", week: "vier Wochen", month: "zwölf Monaten", quarter: "vier Quartalen" },
  zh: { day: "7天", week: "4周", month: "12个月", quarter: "4个季度" },
};

const change = "{{ w.change | round: 1 | number: '+,.1f' }}";

const wordsOf = (plan: Plan): string => periods[plan.language][plan.roles.time!.grain as keyof typeof together];

/** Liquid's `w`: what the last periods add up to. */
export function assignRecent(plan: Plan): string {
  return hasRecent(plan) ? "{% assign w = recent.first %}" : "";
}

/** What the last periods add up to, behind the value in a title; other words where nothing does. */
export function recentTitle(plan: Plan, other: string): string {
  if (!hasRecent(plan)) return other;
  const sum = value("w.value");
  const said = {
    en: `; ${sum} in ${wordsOf(plan)}{% if w.change != nil %} (${change}%){% endif %}`,
    de: `; ${sum} in ${wordsOf(plan)}{% if w.change != nil %} (${change}\u00a0%){% endif %}`,
    zh: `；${wordsOf(plan)}合计${sum}{% if w.change != nil %}（${change}%）{% endif %}`,
  }[plan.language];
  return `{% if w.value != nil %}${said}{% else %}${other}{% endif %}`;
}

/** The same as a large number; the other one where there is none. */
export function recentFigure(plan: Plan, other: string): string {
  if (!hasRecent(plan)) return other;
  const { label, before } = {
    en: { label: `in ${wordsOf(plan)}`, before: `${change}% against those before` },
    de: { label: `in ${wordsOf(plan)}`, before: `${change}\u00a0% zu denen davor` },
    zh: { label: `${wordsOf(plan)}合计`, before: `比此前同长时期${change}%` },
  }[plan.language];
  const stop = plan.language === "zh" ? "；" : "; ";
  return `{% if w.value != nil %}
- **{{ w.value | number: m.decimals }}** ${label}

  {{ m.unit }}{% if w.change != nil %}{% if m.unit != "" %}${stop}{% endif %}${before}{% endif %}
{% else %}
${other}
{% endif %}`;
}
