import { hasSilences } from "../../blocks/silences.ts";
import type { Plan } from "../../blocks/parts.ts";
import { period } from "../liquid.ts";

/** Says between which periods a table has no records, and that nothing of that time counts as 0. */
export function silenceNotes(plan: Plan): readonly string[] {
  if (!hasSilences(plan)) return [];
  const [from, to] = [period("gap.previous", plan), period("gap.period", plan)];
  const said = {
    en: `Between ${from} and ${to} the table has no records; that time does not count as 0.`,
    de: `Zwischen ${from} und ${to} hat die Tabelle keine Zeilen; diese Zeit zählt nicht als 0.`,
    zh: `${from}与${to}之间，表中没有记录，这段时间不按0计。`,
  }[plan.language];
  const space = plan.language === "zh" ? "" : "{% unless forloop.last %} {% endunless %}";
  return [`{% for gap in silences.rows %}${said}${space}{% endfor %}`];
}
