import type { Plan } from "../blocks/parts.ts";
import { value } from "./liquid.ts";
import { partOf } from "./of-many.ts";

/**
 * The title of members over time whose values may not be added up: who is highest, beside the median. A median of a few
 * shares or prices alone is nobody's.
 *
 * @param now Liquid of the chosen period with its preposition
 * @param otherwise the title where values may be added up, or several are highest
 */
export function leaderTitle(plan: Plan, now: string, otherwise: string): string {
  const { roles, language } = plan;
  if (!hasLeader(roles)) return otherwise;
  const [first, median] = [value("s.first_value"), value("h.value")];
  const said = {
    en: `{{ m.label }}${partOf(plan)}: ${first} for {{ s.first }} ${now}, the highest of {{ s.members | number }}{% if s.members > 2 %}; median ${median}{% endif %}`,
    de: `{{ m.label }}${partOf(plan)}: ${first} für {{ s.first }} ${now}, höchster Wert von {{ s.members | number }}{% if s.members > 2 %}; Median ${median}{% endif %}`,
    zh: `{{ m.label }}${partOf(plan)}：${now}{{ s.first }}为${first}，{{ s.members | number }}个中最高{% if s.members > 2 %}；中位数为${median}{% endif %}`,
  }[language];
  return `{% if m.adds == false and s.first_ties == 1 and s.members > 1 %}${said}{% else %}${otherwise}{% endif %}`;
}

/** Liquid's `s`, where the title needs it. */
export function assignLeader({ roles }: Plan): string {
  return roles.story === "panel" && roles.members.length > 0 ? "{% assign s = standing.first %}" : "";
}

/** Members from which nobody asks for the first of them before the middle. */
const manyMembers = 60;

/** Whether a title may name who is highest: of members over time that have names, and are not people by number. */
function hasLeader({ story, measures, members: [first] }: Plan["roles"]): boolean {
  const isNamed =
    first !== undefined && first.count <= manyMembers && !/^"[^"]*"(::BIGINT)?::VARCHAR$/.test(first.value);
  return story === "panel" && isNamed && measures.some(({ adds }) => !adds);
}
