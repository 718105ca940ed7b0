import { type Files, flows, type Plan } from "../../blocks/parts.ts";
import { byFlows, period, value } from "../../words/liquid.ts";

/** Whether the whole may count a first or last period that the course leaves out, as it began later or ended sooner. */
export const hasWholeEnds = ({ roles: { time } }: Plan): boolean => time !== undefined && time.raw !== time.grain;

/** The query of the first and the last period that the course leaves out. */
export function writeWholeEnds(files: Files, plan: Plan): void {
  if (!hasWholeEnds(plan)) return;
  const sums = plan.roles.measures.some(flows) ? "CASE WHEN flows THEN sum(value)::DOUBLE END" : "NULL::DOUBLE";
  files.set(
    "queries/whole_ends.sql",
    `-- The first and the last period, where they are not complete: the whole counts them, and the course does not.
WITH outside AS (
  SELECT period, ${sums} AS value
  FROM facts, measure
  WHERE value IS NOT NULL AND (period < (SELECT min(period) FROM periods) OR period > (SELECT max(period) FROM periods))
    -- Of a course with other gaps, these would be half of what it leaves out.
    AND NOT EXISTS (FROM periods JOIN chosen ON period <= now ANTI JOIN course USING (period))
  GROUP BY ALL
)
SELECT count(*) AS ends, min(period) AS first, arg_min(value, period) AS first_value, max(period) AS last, arg_max(value, period) AS last_value
FROM outside
`.replace("  GROUP BY ALL", `  GROUP BY period${plan.roles.measures.some(flows) ? ", flows" : ""}`),
  );
}

/** A sentence, behind another one, on what the whole counts and the course leaves out. */
export function endsSentence(plan: Plan): string {
  if (!hasWholeEnds(plan)) return "";
  const { language, roles } = plan;
  const [open, close] = language === "zh" ? ["（", "）"] : [" (", ")"];
  const isWeek = roles.time!.grain === "week";
  const article = isWeek ? { en: "the ", de: "die ", zh: "" }[language] : "";
  const end = (name: "first" | "last"): string =>
    `${article}${period(`e.${name}`, plan)}${byFlows(plan, `${open}${value(`e.${name}_value`)}${close}`, "")}`;
  const both = { en: " and ", de: " und ", zh: "和" }[language];
  const names = `${end("first")}{% if e.ends > 1 %}${both}${end("last")}{% endif %}`;
  const said = {
    en: ` The course over time leaves out ${names}, which {% if e.ends > 1 %}are{% else %}is{% endif %} not complete but counted here.`,
    de: ` Hier mitgezählt, aber nicht vollständig und darum nicht im Verlauf: ${names}.`,
    zh: `${names}不完整，此处计入，但不列入随时间的变化。`,
  }[language];
  return `{% assign e = whole_ends.first %}{% if e.ends > 0 %}${said}{% endif %}`;
}
