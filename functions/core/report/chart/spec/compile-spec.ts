import type { ChartLogger } from "../chart-logger.ts";
import type { VegaModules } from "../vega.ts";
import type { Spec } from "../spec.ts";
import { dropBrokenDescriptions } from "./drop-broken-descriptions.ts";

/**
 * Compiles Vega-Lite to Vega. The result shares nothing with the spec, and is plain JSON.
 *
 * @throws whatever Vega-Lite throws
 */
export function compileSpec(
  { vega, compileVegaLite }: VegaModules,
  spec: Spec,
  config: Spec | undefined,
  logger: ChartLogger,
): Spec {
  const options = { logger, config } as unknown as Parameters<typeof compileVegaLite>[1];
  const compiled = compileVegaLite(spec as unknown as Parameters<typeof compileVegaLite>[0], options).spec;
  return dropBrokenDescriptions(vega, JSON.parse(JSON.stringify(compiled)) as Spec);
}
