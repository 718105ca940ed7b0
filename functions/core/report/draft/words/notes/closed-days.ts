import type { Plan } from "../../blocks/parts.ts";
import type { DraftLanguage } from "../../draft.ts";

const weekdays: Readonly<Record<DraftLanguage, readonly string[]>> = {
  en: ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"],
  de: ["Montage", "Dienstage", "Mittwoche", "Donnerstage", "Freitage", "Samstage", "Sonntage"],
  zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
};
const and: Readonly<Record<DraftLanguage, string>> = { en: " and ", de: " und ", zh: "和" };

/** Says which weekdays are left out since nearly all of their values are 0. */
export function closedDays({ language, roles }: Plan): readonly string[] {
  const { closed = [] } = roles.reading;
  if (closed.length === 0) return [];
  const names = closed.map((weekday) => weekdays[language][weekday - 1]!);
  const list = [names.slice(0, -1).join(language === "zh" ? "、" : ", "), names.at(-1)!]
    .filter((part) => part !== "")
    .join(and[language]);
  return [
    {
      en: `${list} with nothing but 0, as nearly all have, are left out as closed days.`,
      de: `${list}, an denen alles 0 ist, wie fast immer, gelten als geschlossen und fehlen.`,
      zh: `${list}的数值几乎全为0，视为不营业，这些日子不计。`,
    }[language],
  ];
}
