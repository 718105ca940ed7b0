import { hasSilences } from "../../blocks/periods/silences.ts";
import type { Plan } from "../../blocks/parts.ts";
import { period } from "../liquid.ts";

/** Says between which periods a table has no records, and that nothing of that time counts as 0. */
export function silenceNotes(plan: Plan): readonly string[] {
  if (!hasSilences(plan)) return [];
  const [from, to] = [period("gap.previous", plan), period("gap.period", plan)];
  const said = {
    en: `Between ${from} and ${to}{% if gap.spans > 1 %}, and in other spans,{% endif %} the table has no records; that time does not count as 0.`,
    de: `Zwischen ${from} und ${to}{% if gap.spans > 1 %} und in weiteren Abständen{% endif %} hat die Tabelle keine Zeilen; diese Zeit zählt nicht als 0.`,
    zh: `${from}与${to}之间{% if gap.spans > 1 %}等{{ gap.spans | number }}段时间{% endif %}，表中没有记录，这段时间不按0计。`,
  }[plan.language];
  return [`{% assign gap = silences.first %}{% if gap.spans > 0 %}${said}{% endif %}`];
}
