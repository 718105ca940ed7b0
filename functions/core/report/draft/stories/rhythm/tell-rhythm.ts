import { type Plan, unitOf } from "../../blocks/parts.ts";
import { withUnit } from "../../units.ts";
import { said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { RhythmRole } from "./rhythm-role.ts";
import { rhythmWords } from "./rhythm-words.ts";
import { decimalsOf } from "./write-rhythm.ts";

/** The text on the hours and weekdays at which there is most. */
export function tellRhythm(plan: Plan, role: RhythmRole): Told {
  const { language } = plan;
  const { measure, hour, weekday } = role;
  const words = rhythmWords[language];
  const label = said(measure.label);
  const number = `number: ${decimalsOf(role)}`;
  const shown = (of: string) => ({
    most: `{{ ${of}.most | ${number} }}${afterValue(measure, plan)}`,
    least: `{{ ${of}.least | ${number} }}${afterValue(measure, plan)}`,
  });
  const [hours, days] = [shown("t"), shown("w")];
  const space = language === "zh" ? "" : " ";
  const deck = said(
    withUnit(`${label}${language === "zh" ? "，" : ", "}${words.put[role.put]}`, unitOf(measure, language), language),
  );
  const parts = [
    ...(hour === undefined
      ? []
      : [{ name: "hours", of: "t", heading: words.hour, title: words.hours(label, hours), alt: words.alt(hours) }]),
    ...(weekday === undefined
      ? []
      : [{ name: "weekdays", of: "w", heading: words.weekday, title: words.days(label, days), alt: words.alt(days) }]),
  ];
  const lead = [
    ...(hour === undefined ? [] : [`{% if t != nil %}${words.hoursLead(hours)}{% endif %}`]),
    ...(weekday === undefined ? [] : [`{% if w != nil %}${words.daysLead(days)}{% endif %}`]),
    ...(hour === undefined ? [] : [`{% if t.absent != nil %}${words.absent}{% endif %}`]),
  ];
  const title =
    hour === undefined
      ? words.days(label, days)
      : weekday === undefined
        ? words.hours(label, hours)
        : `{% if w != nil %}${words.both(label)}{% else %}${words.hours(label, hours)}{% endif %}`;
  return {
    begin: parts.map(({ name, of }) => `{% assign ${of} = rhythm_${name}.first %}`).join(""),
    subject: parts[0]!.of,
    label,
    title,
    lead: lead.join(space),
    figures: [],
    sections: parts.map(
      ({ name, of, heading, title: own, alt }) =>
        `{% if ${of} != nil %}\n## ${heading}\n\n::chart{spec="rhythm-${name}" data="rhythm_${name}" title="${own}" deck="${deck}" alt="${alt}"}\n{% endif %}`,
    ),
  };
}
