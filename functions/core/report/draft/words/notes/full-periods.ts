import type { DraftLanguage, Grain } from "../../draft.ts";
import type { Plan } from "../../blocks/parts.ts";

const german = {
  raw: { day: "eines Tages", week: "einer Woche", month: "eines Monats", quarter: "eines Quartals", year: "" },
  grain: { day: "", week: "die Woche", month: "der Monat", quarter: "das Quartal", year: "das Jahr" },
} as const;

const chinese = { day: "日", week: "周", month: "月", quarter: "季度", year: "年" } as const;

type Sentence = (raw: Grain, grain: Grain, hasMembers: boolean) => string;

const sentences: Readonly<Record<DraftLanguage, Sentence>> = {
  en: (raw, grain, hasMembers) =>
    `Where the value of a ${raw} is missing, its ${grain} has no value${hasMembers ? " for that member" : ""}.`,
  de: (raw, grain, hasMembers) =>
    `Fehlt ein Wert ${german.raw[raw]}, hat ${german.grain[grain]} ${hasMembers ? "dort " : ""}keinen.`,
  zh: (raw, grain, hasMembers) =>
    hasMembers
      ? `缺少某${chinese[raw]}数值的一项，在该${chinese[grain]}不计数值。`
      : `缺少某${chinese[raw]}数值的${chinese[grain]}不计数值。`,
};

/** Says that a period lacks its value if one of its times does, for the measures that need all. */
export function lackingTimes({ full, roles, language }: Plan): readonly string[] {
  const { time, measures, members } = roles;
  if (time === undefined || full.length === 0) return [];
  const sentence = sentences[language](time.raw, time.grain, members.length > 0);
  if (full.length === measures.length) return [sentence];
  const keys = full.map((key) => `m.key == "${key}"`).join(" or ");
  return [`{% if ${keys} %}${sentence}{% endif %}`];
}
