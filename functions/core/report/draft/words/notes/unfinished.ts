import type { DraftLanguage } from "../../draft.ts";
import { hasUnfinished } from "../../blocks/periods/period-queries.ts";
import type { Plan } from "../../blocks/parts.ts";
import { period } from "../liquid.ts";
import { lackingCellNotes } from "./lacking-cells.ts";
import { partialBegin } from "../time/partial.ts";

/** Why a period is left out: it has few records, few members have a value in it, or it is a part of a day. */
type Reason = "records" | "members" | "hours";

const sentences: Readonly<Record<DraftLanguage, Readonly<Record<Reason, (when: string) => string>>>> = {
  en: {
    records: (when) => `The course over time leaves out ${when}, which has far fewer records than usual.`,
    hours: (when) => `The course over time leaves out ${when}, of which the table has a part only.`,
    members: (when) => `The course over time leaves out ${when}: far fewer members than usual have a value in it.`,
  },
  de: {
    records: (when) => `Im Verlauf fehlt ${when}, da es dort weit weniger Zeilen als sonst gibt.`,
    hours: (when) => `Im Verlauf fehlt ${when}, da die Tabelle nur einen Teil davon hat.`,
    members: (when) => `Im Verlauf fehlt ${when}, da dort weit weniger als sonst einen Wert haben.`,
  },
  zh: {
    records: (when) => `随时间的变化不计${when}，其记录远少于平时。`,
    hours: (when) => `随时间的变化不计${when}，表中只有其一部分。`,
    members: (when) => `随时间的变化不计${when}，有数值的各项远少于平时。`,
  },
};

/** Names the periods that are left out: the first and the last, if they are not finished, and those that lack rows. */
export function unfinishedNotes(plan: Plan): readonly string[] {
  const begin = partialBegin(plan);
  const partial = [...lackingCellNotes(plan), ...(begin === "" ? [] : [begin])];
  const counted = hasUnfinished(plan);
  if (counted === undefined) return partial;
  const { grain, instant } = plan.roles.time!;
  const sentence = sentences[plan.language][grain === "day" && instant !== undefined ? "hours" : counted];
  const article = grain === "week" ? { en: "the ", de: "die ", zh: "" }[plan.language] : "";
  const ends = ["unbegun", "unfinished"].map(
    (end) => `{% if h.${end} != nil %}${sentence(`${article}${period(`h.${end}`, plan)}`)}{% endif %}`,
  );
  return [...ends, ...partial];
}
