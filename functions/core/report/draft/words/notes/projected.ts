import type { DraftLanguage } from "../../draft.ts";
import type { Plan } from "../../blocks/parts.ts";

/** Words of titles and columns for what has not come about yet, in English, German, French and Chinese. */
const projected =
  /(^|[^\p{L}])(project(ed|ions?)|forecasts?(ed)?|predict(ed|ions?)|outlook|prognosen?|vorausberechnung(en)?|vorausschau|prévisions?|projections?|hochrechnung(en)?)([^\p{L}]|$)|bevölkerungsvorausberechnung|预测|预计|展望/iu;

const said: Readonly<Record<DraftLanguage, string>> = {
  en: "By its title the table holds projections: what they say of later periods has not come about.",
  de: "Ihrem Titel nach enthält die Tabelle Prognosen: Was sie für spätere Zeiträume angeben, ist nicht eingetreten.",
  zh: "从标题看，表中有预测值：其中后期的数值并未发生。",
};

/** Whether a table over time says by its title that values of it are projections. */
export function isProjected({ title, roles: { time } }: Plan): boolean {
  return time !== undefined && projected.test(title.replaceAll(/[_-]+/g, " "));
}

/** A sentence on a table over time whose title says that values of it are projections. */
export function projectedNote(plan: Plan): string {
  return isProjected(plan) ? said[plan.language] : "";
}

const behind: Readonly<Record<DraftLanguage, string>> = {
  en: " (in a table of projections)",
  de: " (in einer Tabelle mit Prognosen)",
  zh: "（含预测值的表）",
};

/** Words behind the title of a report on such a table: which period is the first that is projected is not known. */
export function projectedTitle(plan: Plan): string {
  return isProjected(plan) ? behind[plan.language] : "";
}
