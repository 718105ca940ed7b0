import type { Plan } from "../../blocks/parts.ts";
import { period, said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { MeterRole } from "../../roles/meter/meter-role.ts";
import { type MeterShown, meterWords, moreAlike } from "./meter-words.ts";

/** The text on what meters show: what each thing used from its first to its last reading, and all of them. */
export function tellMeters(plan: Plan, { measure: key, thing, hasDays }: MeterRole): Told {
  const { language, roles } = plan;
  const words = meterWords[language];
  const measure = roles.measures.find((one) => one.key === key) ?? roles.measures[0]!;
  const number = `number: ${measure.decimals}`;
  const after = afterValue(measure, plan);
  const raw = { ...plan, roles: { ...roles, time: { ...roles.time!, grain: roles.time!.raw } } };
  const shown: MeterShown = {
    day: (of) => (hasDays ? `{{ ${of} | date }}` : period(of, raw)),
    value: (of) => `{{ ${of} | ${number} }}${after}`,
  };
  const label = said(measure.label);
  const [space, colon] = language === "zh" ? ["", "："] : [" ", ": "];
  const [begin, subject] = ["{% assign n = meter_total.rows | first %}", "n.members"];
  const title = `${label}${space}${words.since(shown)}${colon}`;
  if (thing === undefined)
    return {
      begin,
      subject,
      label,
      title: `${title}${words.one(shown)}`,
      lead: `${words.ofOne(shown)}${words.odd(shown)}`,
      figures: [],
      sections: [],
    };
  return {
    begin,
    subject,
    label,
    title: `${title}{% if n.members > 1 %}${words.several(shown)}{% else %}${words.one(shown)}{% endif %}`,
    lead: `${words.who(shown)}${words.lacking(shown)}${words.gaps}${words.odd(shown)}`,
    figures: [],
    sections: [
      `## ${words.heading(label)}

::chart{spec="meters" data="meters" title="${words.chart(shown)}" deck="${label}${words.most}${moreAlike(language, "chart", shown)}" alt="${words.alt}"}

::table{data="meters_table" title="${words.table}${moreAlike(language, "table", shown)}" columns="member: '${said(thing.label)}', begin_value: '${words.first}' | ${number}, end_value: '${words.last}' | ${number}, value: '${label}' | ${number}, share: '${words.share}' | number: 1"}`,
    ],
  };
}
