import type { Vega } from "../vega.ts";
import { isSpec, type Spec } from "../spec.ts";

/** Channels that only a web page uses. */
const ofPages = new Set(["description", "tooltip"]);

/**
 * Removes the faulty descriptions and tooltips that Vega-Lite writes for fields with a quote or a backslash in their
 * names: it inserts the name into an expression without escaping, and the chart would fail for something that is not
 * printed.
 *
 * @param spec compiled Vega, which is modified
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
