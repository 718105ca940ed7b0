import { hasLacking } from "../blocks/periods/lacking-rows.ts";
import { flows, type Plan } from "../blocks/parts.ts";
import { period, value } from "./liquid.ts";
import { lackingCellsNow } from "./notes/lacking-cells.ts";
import { noValue } from "./other-units.ts";

/** A sentence, behind another one, on the rows of the chosen period that have no value. */
export function lackingRows(plan: Plan): string {
  if (!hasLacking(plan)) return lackingCellsNow(plan);
  const none = noValue(plan, {
    en: ["no value", "no value in this unit"],
    de: ["Ohne Wert", "Ohne Wert in dieser Einheit"],
    zh: ["没有数值", "没有此单位的数值"],
  });
  const said = {
    en: ` {{ l.missing | number }} of the {{ l.rows_of | number }} rows of this period {% if l.missing == 1 %}has{% else %}have{% endif %} ${none}.`,
    de: ` ${none}: {{ l.missing | number }} von {{ l.rows_of | number }} Zeilen dieses Zeitraums.`,
    zh: `本期{{ l.rows_of | number }}行中有{{ l.missing | number }}行${none}。`,
  }[plan.language];
  return `{% assign l = lacking.first %}{% if l.missing > 0 %}${said}{% endif %}${meansOfRows(plan)}`;
}

/** Sentences on the rows without a value of the period before, and on what the others have on average in both. */
function meansOfRows(plan: Plan): string {
  const { language, roles } = plan;
  if (roles.story !== "flow" || !roles.measures.some(flows)) return "";
  const before = period("h.before", plan);
  const week = roles.time!.grain === "week" ? { en: "the ", de: "der ", zh: "" }[language] : "";
  const missing = {
    en: ` {{ l.missing_before | number }} of the {{ l.rows_before | number }} rows of ${week}${before} {% if l.missing_before == 1 %}has{% else %}have{% endif %} no value.`,
    de: ` Ohne Wert im Vergleich (${before}): {{ l.missing_before | number }} von {{ l.rows_before | number }} Zeilen.`,
    zh: `${before}的{{ l.rows_before | number }}行中有{{ l.missing_before | number }}行没有数值。`,
  }[language];
  const [mean, mean_before] = [value("l.mean_now"), value("l.mean_before")];
  const means = {
    en: ` Of the rows with a value the mean is ${mean}; it was ${mean_before} before.`,
    de: ` Je Zeile mit Wert im Mittel ${mean}, zuvor ${mean_before}.`,
    zh: `有数值的各行平均为${mean}，此前为${mean_before}。`,
  }[language];
  return `{% if l.missing_before > 0 %}${missing}{% endif %}{% if m.flows and h.before != nil and l.mean_before != nil %}{% if l.missing > 0 or l.missing_before > 0 %}${means}{% endif %}{% endif %}`;
}
