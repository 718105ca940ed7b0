import type { DraftLanguage } from "../draft.ts";
import { hasUnits, hasUnitsOverTime } from "../blocks/other-units.ts";
import type { Plan } from "../blocks/parts.ts";
import { few } from "./few.ts";

/** Words for what has no value: in this unit, where it may have one in another. */
export function noValue(
  plan: Plan,
  words: Readonly<Record<DraftLanguage, readonly [plain: string, inUnit: string]>>,
): string {
  return words[plan.language][hasUnits(plan) ? 1 : 0];
}

/** A sentence, behind another one, on the rows of which a price list of several units shows no price, and why. */
export function leftOutRows(plan: Plan): string {
  const [stop, end] = plan.language === "zh" ? ["，", "。"] : [", ", "."];
  const words = {
    en: {
      begin: " Left out: ",
      otherwise: "{{ s.otherwise | number }} in other units",
      unitless: "{{ s.unitless | number }} without a unit",
      missing: "{{ s.missing | number }} without a value",
    },
    de: {
      begin: " Nicht gezählt: ",
      otherwise: "{{ s.otherwise | number }} in anderen Einheiten",
      unitless: "{{ s.unitless | number }} ohne Einheit",
      missing: "{{ s.missing | number }} ohne Wert",
    },
    zh: {
      begin: "未计入：",
      otherwise: "其他单位{{ s.otherwise | number }}条",
      unitless: "未注明单位{{ s.unitless | number }}条",
      missing: "没有数值{{ s.missing | number }}条",
    },
  }[plan.language];
  return `{% if s.otherwise > 0 or s.unitless > 0 or s.missing > 0 %}${words.begin}{% if s.otherwise > 0 %}${words.otherwise}{% endif %}{% if s.unitless > 0 %}{% if s.otherwise > 0 %}${stop}{% endif %}${words.unitless}{% endif %}{% if s.missing > 0 %}{% if s.otherwise > 0 or s.unitless > 0 %}${stop}{% endif %}${words.missing}{% endif %}${end}{% endif %}`;
}

/** A sentence of the notes that names who has prices by other units only, of those that are compared over time. */
export function otherUnits(plan: Plan): readonly string[] {
  if (!hasUnitsOverTime(plan)) return [];
  const names = few("u.absent", "u.absents", plan.language);
  const said = {
    en: `Left out, as without a value in this unit: ${names}.`,
    de: `Nicht dabei, da ohne Wert in dieser Einheit: ${names}.`,
    zh: `因没有此单位的数值而未列入：${names}。`,
  }[plan.language];
  return [`{% assign u = other_units.first %}{% if u.absents > 0 %}${said}{% endif %}`];
}

/** A sentence, behind another one, that names the groups which are not compared. */
export function absentGroups(plan: Plan): string {
  const begin = noValue(plan, {
    en: [" Not compared, as without a value: ", " Not compared, as without a value in this unit: "],
    de: [" Nicht verglichen, da ohne Wert: ", " Nicht verglichen, da ohne Wert in dieser Einheit: "],
    zh: ["因没有数值而未比较：", "因没有此单位的数值而未比较："],
  });
  const names = few("s.absent", "s.absents", plan.language);
  return `{% if s.absents > 0 %}${begin}${names}${plan.language === "zh" ? "。" : "."}{% endif %}`;
}
