import type { DraftLanguage, Grain } from "../../draft.ts";
import { axisPattern } from "../../blocks/parts.ts";

/** The share beyond the limits over time. */
export function courseSpec(grain: Grain, language: DraftLanguage): unknown {
  const format = axisPattern(grain, language);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 110,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "period", type: "temporal", axis: { title: null, format, tickCount: 6, grid: false } },
      y: {
        field: "value",
        type: "quantitative",
        scale: { zero: true },
        axis: { title: null, format: ",.10~g", tickCount: 5 },
      },
    },
  };
}
