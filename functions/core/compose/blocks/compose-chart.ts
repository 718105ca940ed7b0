import type { Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";
import { composeCaptioned } from "./compose-captioned.ts";
import { composeSpec } from "./compose-spec.ts";
import type { Block } from "../../document/document.ts";

/** `::chart{spec="share" data="share" title=".." deck=".." source=".." note=".." alt=".." attach="none"}`. */
export function composeChart(composition: Composition, directive: Directive): Block[] {
  const { where, name } = directive;
  const specName = name("spec") ?? "";
  const chart = composition.template.charts.get(specName);
  const attach = name("attach") ?? "data";
  if (attach !== "data" && attach !== "none") {
    composition.problems.push({ code: "invalid-attribute", message: `${where.file}:${where.line}: attach must be "data" or "none"`, where, seen: attach, allowed: ["data", "none"] });
  }
  if (chart === undefined) {
    composition.problems.push({ code: "unknown-chart", message: `${where.file}:${where.line}: the template has no chart "${specName}"`, where, seen: specName, allowed: [...composition.template.charts.keys()] });
    return [];
  }
  const alt = directive.plain("alt");
  const caption = composeCaptioned(composition, directive, "figure", `fig-${specName}`, () => ({}));
  const { spec, data } = composeSpec(composition, chart, name("data"), where);
  return [
    {
      type: "figure",
      ...caption,
      chart: { name: specName, dialect: chart.dialect, spec, data, source: { file: chart.file, text: chart.text } },
      ...(alt === "" ? {} : { alt }),
      attach: attach === "data",
      where,
    },
  ];
}
