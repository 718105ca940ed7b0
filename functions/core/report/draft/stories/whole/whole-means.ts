import { isOfEnded } from "../../blocks/periods/ended-records.ts";
import { type Plan, unitOf } from "../../blocks/parts.ts";
import type { MeasureRole } from "../../roles/roles.ts";
import { said } from "../../words/liquid.ts";
import { tellsAllTime } from "../lead-of.ts";
import type { WholeWords } from "./whole-words.ts";

/** Most means beside what is added up. */
const mostMeans = 3;

/**
 * The other measures that have a mean over all records, where no section on a period tells them: marks, ages. How long
 * something took has none while some of it is open.
 */
export function meansOf(plan: Plan): readonly MeasureRole[] {
  if (!tellsAllTime(plan)) return [];
  return plan.roles.measures
    .filter(
      (measure) =>
        !measure.adds && measure.called === undefined && measure.direction === undefined && !isOfEnded(plan, measure),
    )
    .slice(0, mostMeans);
}

/** SQL of a mean, or of a median, and of how many records it is, by the names `also_mean_1` and `also_mean_1_of`. */
export function meansSql(means: readonly MeasureRole[]): string {
  return means
    .map(
      ({ middle }, at) =>
        `, ${middle === true ? `median(a${at + 1}::DOUBLE)` : `avg(a${at + 1})`} AS also_mean_${at + 1}, count(a${at + 1}) AS also_mean_${at + 1}_of`,
    )
    .join("");
}

/** Key figures of the means; of how many records one is, where some have no value. */
export function meanFigures({ language }: Plan, means: readonly MeasureRole[], words: WholeWords): readonly string[] {
  const comma = language === "zh" ? "，" : ", ";
  return means.map((measure, at) => {
    const [mean, unit] = [`t.also_mean_${at + 1}`, said(unitOf(measure, language))];
    const of = `{% if ${mean}_of < t.rows_of %}${unit === "" ? "" : comma}${words.withValue(`{{ ${mean}_of | number }}`)}{% endif %}`;
    return `{% if m.key != '${measure.key}' and ${mean} != nil %}
- **{{ ${mean} | number: ${Math.max(measure.decimals, 1)} }}** ${said(measure.label)}${measure.middle === true ? words.behindMedian : words.mean}

  ${unit}${of}
{% endif %}`;
  });
}
