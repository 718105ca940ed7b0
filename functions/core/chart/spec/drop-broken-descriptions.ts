import type { Vega } from "../vega.ts";
import { isSpec, type Spec } from "../spec.ts";

/** Channels that only a page has a use for. */
const ofPages = new Set(["description", "tooltip"]);

/**
 * Leaves out the descriptions and tooltips that Vega-Lite writes wrongly for fields with a quote or a backslash in their names:
 * it puts the name into an expression as it is, and the chart would fail for what is not printed.
 *
 * @param spec compiled Vega, which is changed
 */
export function dropBrokenDescriptions(vega: Vega, spec: Spec): Spec {
  const { parseExpression } = vega as unknown as { parseExpression(text: string): unknown };
  const isBroken = (rule: unknown): boolean => {
    if (Array.isArray(rule)) return rule.some(isBroken);
    if (!isSpec(rule) || typeof rule["signal"] !== "string" || !rule["signal"].includes("\\")) return false;
    try {
      parseExpression(rule["signal"]);
      return false;
    } catch {
      return true;
    }
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isSpec(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (ofPages.has(key) && isBroken(member)) delete (value as Record<string, unknown>)[key];
      else visit(member);
    }
  };
  visit(spec["marks"]);
  return spec;
}
