import type { Plan } from "../blocks/parts.ts";
import { value } from "./liquid.ts";
import { memberMean, ofMember } from "./means.ts";
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
  const second = value("s.second_value");
  const label = `{{ m.label }}${partOf(plan)}${memberMean(plan)}`;
  const both = {
    en: `${label}: ${first} for {{ s.first }} and ${second} for {{ s.second }} ${now}`,
    de: `${label}: ${first} für {{ s.first }}, ${second} für {{ s.second }} ${now}`,
    zh: `${label}：${now}{{ s.first }}为${first}，{{ s.second }}为${second}`,
  }[language];
  const said = {
    en: `${label}: ${first} for {{ s.first }} ${now}, the highest of {{ s.members | number }}{% if s.members > 2 %}; median ${median}{% endif %}`,
    de: `${label}: ${first} für {{ s.first }} ${now}, höchster Wert von {{ s.members | number }}{% if s.members > 2 %}; Median ${median}{% endif %}`,
    zh: `${label}：${now}{{ s.first }}为${first}，{{ s.members | number }}个中最高{% if s.members > 2 %}；中位数为${median}{% endif %}`,
  }[language];
  return `{% if m.adds == false and s.first_ties == 1 and s.members == 2 %}${both}{% elsif m.adds == false and s.first_ties == 1 and s.members > 1 %}${said}{% else %}${otherwise}{% endif %}`;
}

/**
 * A sentence on who is highest in the chosen period, where the title is on the sum of all; and on who is lowest, where
 * it names the highest.
 *
 * @param now Liquid of the chosen period with its preposition
 */
export function leaderSentence(plan: Plan, now: string): string {
  const { roles, language } = plan;
  if (roles.story !== "panel" || roles.members.length === 0) return "";
  // Nobody asks which of many people by number is first.
  if (numbered.test(roles.members[0]!.value)) return "";
  const [first, last] = [ofMember(plan, value("s.first_value")), ofMember(plan, value("s.last_value"))];
  const share = "{% if s.first_share != nil %} ({{ s.first_share | percent: 0 }}){% endif %}";
  const [highest, lowest] = {
    en: [`{{ s.first }} was highest ${now} with ${first}${share}. `, `{{ s.last }} was lowest ${now} with ${last}. `],
    de: [
      `Am höchsten ${now}: {{ s.first }} mit ${first}${share}. `,
      `Am niedrigsten ${now}: {{ s.last }} mit ${last}. `,
    ],
    zh: [
      `${now}{{ s.first }}最高，为${first}${share.replace(" (", "（").replace(")", "）")}。`,
      `${now}{{ s.last }}最低，为${last}。`,
    ],
  }[language] as [string, string];
  const alone = `{% if m.adds and s.members > 2 and s.first_ties == 1 %}${highest}{% endif %}`;
  return hasLeader(roles)
    ? `${alone}{% if m.adds == false and s.members > 2 and s.first_ties == 1 and s.last_ties == 1 %}${lowest}{% endif %}`
    : `${alone}{% if m.adds == false and s.members > ${manyMembers} and s.first_ties == 1 %}${highest}{% endif %}`;
}

/** Liquid's `s`, where the title needs it. */
export function assignLeader({ roles }: Plan): string {
  return roles.story === "panel" && roles.members.length > 0 ? "{% assign s = standing.first %}" : "";
}

/** Members from which nobody asks for the first of them before the middle. */
const manyMembers = 60;

/** SQL of a name that is a number. */
const numbered = /^"[^"]*"(::BIGINT)?::VARCHAR$/;

/** Whether a title may name who is highest: of members over time that have names, and are not people by number. */
function hasLeader({ story, measures, members: [first] }: Plan["roles"]): boolean {
  const isNamed = first !== undefined && first.count <= manyMembers && !numbered.test(first.value);
  return story === "panel" && isNamed && measures.some(({ adds }) => !adds);
}
