import { expressionFunctions } from "./dataflow/expression-functions.ts";
import { patchVega } from "./dataflow/patch-vega.ts";
import type { VegaModules } from "./vega.ts";

let loaded: Promise<VegaModules> | undefined;

/**
 * Imports Vega on first use (150 ms) and fixes what depends on the environment: dates are in UTC under every TZ, the
 * clock is fixed, and functions whose last bits differ between processors are rounded. These are module registries,
 * shared by all charts.
 */
export function loadVega(): Promise<VegaModules> {
  loaded ??= importVega();
  return loaded;
}

async function importVega(): Promise<VegaModules> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  for (const [name, implementation] of Object.entries(expressionFunctions(vega))) {
    vega.expressionFunction(name, implementation);
  }
  patchVega(vega);
  return { vega, compileVegaLite: vegaLite.compile };
}
