import { hasSteady } from "../blocks/periods/period-queries.ts";
import { hasMembers } from "../blocks/whole-sql.ts";
import type { Plan } from "../blocks/parts.ts";
import type { DraftLanguage } from "../draft.ts";

/** “, 7 of 9”, by Liquid of how many there are and how many more there could be. */
function some(language: DraftLanguage, count: string, missing: string): string {
  const all = `{{ ${count} | plus: ${missing} | number }}`;
  const own = `{{ ${count} | number }}`;
  return { en: `, ${own} of ${all}`, de: `, ${own} von ${all}`, zh: `（${all}项中的${own}项）` }[language];
}

/**
 * Behind the label of a sum over members: of how many it is, if some have a value in another period only; not where
 * most periods have some of the members only, as of clubs that play at home.
 */
export function ofMany(plan: Plan): string {
  const { measures } = plan.roles;
  if (!hasSteady(plan) || !measures.some(({ adds }) => adds)) return "";
  const adds = measures.every((measure) => measure.adds) ? "" : "m.adds and ";
  return `{% if ${adds}s.missing > 0 %}${some(plan.language, "s.members", "s.missing")}{% endif %}`;
}

/** Behind the label of a course: of how many members it is, if some have a value, but not in each period shown. */
export function ofManyDrawn(plan: Plan): string {
  return hasSteady(plan) ? `{% if h.absents > 0 %}${some(plan.language, "h.members", "h.absents")}{% endif %}` : "";
}

/** Behind a label: of which part of the rows it is, where one is shown at a time. */
export function partOf({ roles: { part }, language }: Plan): string {
  if (part === undefined) return "";
  return language === "zh" ? "（{{ parameters.part }}）" : ", {{ parameters.part }}";
}

/** Words that hold if a value and its change are of the same members; else others. */
export function ifAlike(plan: Plan, alike: string, unlike: string): string {
  if (!hasMembers(plan)) return alike;
  return unlike === ""
    ? `{% if h.alike %}${alike}{% endif %}`
    : `{% if h.alike %}${alike}{% else %}${unlike}{% endif %}`;
}
