import type { Plan } from "../blocks/parts.ts";
import { value } from "./liquid.ts";
import { assignAhead } from "./tied.ts";

/** The title of a league table: who leads by how many points, unless several do; otherwise the title given. */
export function leagueTitle({ roles: { league }, language }: Plan, otherwise: string): string {
  if (league === undefined) return otherwise;
  const first = value("s.first_value");
  const ahead = "{{ ahead | number: m.decimals }}";
  const said = {
    en: `{{ m.label }}: {{ s.first }} leads with ${first}, ${ahead} ahead of {{ s.second }}`,
    de: `{{ m.label }}: {{ s.first }} führt mit ${first}, ${ahead} vor {{ s.second }}`,
    zh: `{{ m.label }}：{{ s.first }}以${first}领先，比{{ s.second }}多${ahead}`,
  }[language];
  return `${assignAhead}{% if m.key == '${league}' and s.first_ties == 1 and s.second != nil and ahead != 0 %}${said}{% else %}${otherwise}{% endif %}`;
}
