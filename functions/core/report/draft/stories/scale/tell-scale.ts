import type { Plan } from "../../blocks/parts.ts";
import type { Told } from "../told.ts";
import type { ScaleRole } from "./scale-role.ts";
import { scaleWords } from "./scale-words.ts";

/** The text on columns of one scale: which has the highest mean, and which the lowest. */
export function tellScale({ language }: Plan, { decimals, isBestLow }: ScaleRole): Told {
  const words = scaleWords[language];
  const number = `number: ${decimals}`;
  const figure = (place: "first" | "last", label: string): string =>
    `- **{{ f.${place}_value | ${number} }}** ${label}\n\n  {% if f.${place}_ties == 1 %}{{ f.${place} }}{% endif %}`;
  return {
    begin: "{% assign f = scale.rows | first %}",
    subject: "f",
    label: words.heading,
    title: words.title,
    lead: `${words.lead}{% if f.lacking > 0 %}${words.missing}{% endif %}${isBestLow === true ? words.bestLow : ""}`,
    figures: [figure("first", words.highest), figure("last", words.lowest)],
    sections: [
      `::chart{spec="scale" data="scale" title="${words.chart}" deck="${words.deck}" alt="${words.alt}"}

::table{data="scale" title="${words.table}" columns="member: '${words.column}', records: '${words.records}' | number, middle: '${words.mean}' | ${number} | bar, low: '${words.low}' | number: 1, half: '${words.median}' | number: 1, high: '${words.high}' | number: 1"}`,
    ],
  };
}
