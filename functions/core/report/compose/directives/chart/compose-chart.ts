import type { Composition } from "../../composition.ts";
import type { Directive } from "../../directive.ts";
import { composeCaptioned } from "../compose-captioned.ts";
import { chartParams } from "../../picking/chart-params.ts";
import { composeSpec } from "./compose-spec.ts";
import { pickSource } from "../../picking/pick-source.ts";
import type { Block } from "../../../document/document.ts";

/**
 * `::chart{spec="share" data="share" where="region=Nord" params="target=30" title=".." deck=".." source=".." note=".."
 * alt=".." attach="none"}`. The values in `where` and `params` become the spec's params or signals of the same names.
 */
export function composeChart(composition: Composition, directive: Directive): Block[] {
  const { where, name } = directive;
  const specName = name("spec") ?? "";
  const chart = composition.template.charts.get(specName);
  const attach = name("attach") ?? "data";
  if (attach !== "data" && attach !== "none") {
    composition.problems.push({
      code: "invalid-attribute",
      message: `${where.file}:${where.line}: attach must be "data" or "none"`,
      where,
      seen: attach,
      allowed: ["data", "none"],
    });
  }
  if (chart === undefined) {
    composition.problems.push({
      code: "unknown-chart",
      message: `${where.file}:${where.line}: the template has no chart "${specName}"`,
      where,
      seen: specName,
      allowed: [...composition.template.charts.keys()],
    });
    return [];
  }
  const alt = directive.plain("alt");
  const caption = composeCaptioned(composition, directive, "figure", `fig-${specName}`, () => ({}));
  composition.origins?.noteChart(caption.id);
  const { spec, data, geometry } = composeSpec(composition, chart, name("data"), where);
  const picked = pickSource(composition, directive, data);
  const params = chartParams(composition, directive, chart, picked?.conditions ?? []);
  return [
    {
      type: "figure",
      ...caption,
      chart: {
        name: specName,
        dialect: chart.dialect,
        spec,
        data,
        ...(Object.keys(geometry).length > 0 && { geometry }),
        ...(picked !== undefined && { picked }),
        ...(params !== undefined && { params }),
        source: { file: chart.file, text: chart.text },
      },
      ...(alt !== "" && { alt }),
      attach: attach === "data",
      where,
    },
  ];
}
