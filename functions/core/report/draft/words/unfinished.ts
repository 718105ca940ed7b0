import type { DraftLanguage } from "../draft.ts";
import { hasUnfinished } from "../blocks/period-queries.ts";
import type { Plan } from "../blocks/parts.ts";
import { period } from "./liquid.ts";

const sentences: Readonly<
  Record<DraftLanguage, { readonly records: (when: string) => string; readonly members: (when: string) => string }>
> = {
  en: {
    records: (when) => `The course over time leaves out ${when}, which has far fewer records than usual.`,
    members: (when) => `The course over time leaves out ${when}: far fewer members than usual have a value in it.`,
  },
  de: {
    records: (when) => `Im Verlauf fehlt ${when}, da es dort weit weniger Zeilen als sonst gibt.`,
    members: (when) => `Im Verlauf fehlt ${when}, da dort weit weniger als sonst einen Wert haben.`,
  },
  zh: {
    records: (when) => `随时间的变化不计${when}，其记录远少于平时。`,
    members: (when) => `随时间的变化不计${when}，有数值的各项远少于平时。`,
  },
};

/** Names the first and the last period that are left out since they are not finished, if there are such. */
export function unfinishedNotes(plan: Plan): readonly string[] {
  const counted = hasUnfinished(plan);
  if (counted === undefined) return [];
  const sentence = sentences[plan.language][counted];
  const isWeek = plan.roles.time!.grain === "week";
  const article = isWeek ? { en: "the ", de: "die ", zh: "" }[plan.language] : "";
  return ["unbegun", "unfinished"].map(
    (end) => `{% if h.${end} != nil %}${sentence(`${article}${period(`h.${end}`, plan)}`)}{% endif %}`,
  );
}
