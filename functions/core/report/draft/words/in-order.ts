import { comparedOf, type Plan } from "../blocks/parts.ts";
import { value } from "./liquid.ts";

/**
 * The title of a whole whose parts have an order of their own, ages or months: how much it is, and where most of it
 * lies. Nobody asks which of them leads.
 *
 * @param otherwise the title of other parts
 */
export function titleInOrder({ roles, language }: Plan, otherwise: string): string {
  const compared = comparedOf(roles);
  const ordered = compared.filter((member) => member.ordered);
  if (ordered.length === 0 || !roles.measures.some(({ adds }) => adds)) return otherwise;
  const said = {
    en: `{{ m.label }}: ${value("s.total")} in all, most for {{ s.first }} ({{ s.first_share | percent: 0 }})`,
    de: `{{ m.label }}: insgesamt ${value("s.total")}, das meiste bei {{ s.first }} ({{ s.first_share | percent: 0 }})`,
    zh: `{{ m.label }}：合计${value("s.total")}，{{ s.first }}最多（{{ s.first_share | percent: 0 }}）`,
  }[language];
  const is = ordered.map(({ key }) => `parameters.by == '${key}'`).join(" or ");
  const chosen = ordered.length === compared.length ? said : `{% if ${is} %}${said}{% else %}${otherwise}{% endif %}`;
  return `{% if s.first_share != nil and s.first_ties == 1 %}${chosen}{% else %}${otherwise}{% endif %}`;
}
