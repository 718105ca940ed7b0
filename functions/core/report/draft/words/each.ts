import type { Plan } from "../blocks/parts.ts";
import { byAdds, value } from "./liquid.ts";
import { besideMean } from "./means.ts";

/** Members up to which a report names the value of each: a total or a median of so few says little. */
const fewMembers = 5;

/**
 * The first sentence on members at one time: of a few, the value of each; of more, what is given.
 *
 * @param otherwise the sentence on many
 */
export function eachOfFew(plan: Plan, otherwise: string): string {
  const { language, roles } = plan;
  const [comma, colon, stop] = language === "zh" ? ["，", "", "。"] : [", ", " ", "."];
  const each = `{% for r in ranking.rows %}{{ r.member }}${colon}${value("r.value")}{% unless forloop.last %}${comma}{% endunless %}{% endfor %}${stop}`;
  const total = value("s.total");
  const records = "{{ s.records | number }}";
  const isOfRows = roles.summed && roles.measures.every(({ called }) => called !== "records");
  // Of months across, each row of the table has twelve values.
  const isTurned = roles.long?.turned === true || roles.time?.across === true;
  const what = { en: isTurned ? "values" : "rows", de: isTurned ? "Werte" : "Zeilen", zh: isTurned ? "个数值" : "行" };
  const added = {
    en: isOfRows ? `${records} ${what.en} add up to ${total}: ` : `The total is ${total}: `,
    de: isOfRows ? `${records} ${what.de} ergeben zusammen ${total}: ` : `Zusammen ${total}: `,
    zh: isOfRows ? `${records}${what.zh}合计${total}：` : `合计${total}：`,
  }[language];
  const isMean = besideMean(plan) !== "";
  const apart = {
    en: isMean ? "The means: " : "The values: ",
    de: isMean ? "Die Mittel: " : "Die Werte: ",
    zh: isMean ? "各项平均：" : "各项：",
  }[language];
  const many = isOfRows
    ? {
        en: ` ${records} ${what.en} are added up.`,
        de: ` Addiert sind ${records} ${what.de}.`,
        zh: `由${records}${what.zh}相加。`,
      }[language]
    : "";
  return `{% if s.members <= ${fewMembers} %}${byAdds(plan, { adds: added, apart })}${each}{% else %}${otherwise}${byAdds(plan, { adds: many, apart: "" })}{% endif %}`;
}
