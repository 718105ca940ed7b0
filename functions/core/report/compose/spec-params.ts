import type { ChartSpec } from "../template/template.ts";

/** Names of the params (Vega-Lite) or signals (Vega) that a spec declares and whose value can be set from outside. */
export function specParams({ spec, dialect }: Pick<ChartSpec, "spec" | "dialect">): readonly string[] {
  const declared = spec[dialect === "vega" ? "signals" : "params"];
  if (!Array.isArray(declared)) return [];
  return (declared as unknown[]).flatMap((entry) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { name, expr, update, select } = entry as Readonly<Record<string, unknown>>;
    return typeof name === "string" && expr === undefined && update === undefined && select === undefined ? [name] : [];
  });
}
