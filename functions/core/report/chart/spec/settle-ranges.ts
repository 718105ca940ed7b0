import { rgb } from "d3-color";
import { readCssColor } from "../../../css-color.ts";
import { isSpec, type Spec, specs } from "../spec.ts";

/**
 * Rewrites the colours in the ranges of scales as `rgba()` if d3 cannot read them. Scales that interpolate colours use
 * d3-color, which supports only CSS Color 3 and would turn an `oklch()` into no colour. So d3-color is asked here what
 * it reads; all other code reads colours by `css-color.ts`.
 *
 * @param spec a Vega spec or config
 */
export function settleRanges(spec: Spec): Spec {
  const scales = specs(spec["scales"]);
  const { config } = spec;
  return {
    ...spec,
    ...(scales.length > 0
      ? {
          scales: (spec["scales"] as readonly unknown[]).map((scale) =>
            isSpec(scale) && scale["range"] !== undefined ? { ...scale, range: settleRange(scale["range"]) } : scale,
          ),
        }
      : {}),
    ...(isSpec(spec["range"]) ? { range: settleNamed(spec["range"]) } : {}),
    ...(isSpec(config) && isSpec(config["range"])
      ? { config: { ...config, range: settleNamed(config["range"]) } }
      : {}),
    ...(Array.isArray(spec["marks"])
      ? {
          marks: (spec["marks"] as readonly unknown[]).map((mark) =>
            isSpec(mark) && mark["type"] === "group" ? settleRanges(mark) : mark,
          ),
        }
      : {}),
  };
}

function settleNamed(ranges: Spec): Spec {
  return Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, settleRange(range)]));
}

function settleRange(range: unknown): unknown {
  if (Array.isArray(range)) return range.map(settleColor);
  return isSpec(range) && Array.isArray(range["scheme"])
    ? { ...range, scheme: range["scheme"].map(settleColor) }
    : range;
}

function settleColor(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const { r, opacity } = rgb(value);
  // d3 drops the hue of an invisible colour.
  if (!Number.isNaN(r) || opacity === 0) return value;
  const color = readCssColor(value);
  return color === undefined
    ? value
    : `rgba(${color.components.map((component) => Math.round(component * 255)).join(", ")}, ${color.alpha})`;
}
