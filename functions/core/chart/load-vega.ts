import { expressionFunctions } from "./dataflow/expression-functions.ts";
import { parseUtcDate } from "./parse-utc-date.ts";
import { registerConnections } from "./dataflow/register-connections.ts";
import { registerForce } from "./dataflow/register-force.ts";
import { registerSparse } from "./dataflow/register-sparse.ts";
import { registerShapes } from "./dataflow/register-shapes.ts";
import { registerHeatmap } from "./placement/register-heatmap.ts";
import { registerPlacement } from "./placement/register-placement.ts";
import { roundNumber } from "./round-number.ts";
import type { Vega, VegaModules } from "./vega.ts";

let loaded: Promise<VegaModules> | undefined;

/**
 * Imports Vega on first use (150 ms) and settles what it leaves to its surroundings: dates are in
 * UTC under every TZ, the clock is closed, and functions whose last bits differ between processors
 * are rounded. These are registries of the module, the same for every chart.
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
  (vega as unknown as { typeParsers: Record<string, unknown> }).typeParsers["date"] = parseUtcDate;
  registerConnections(vega);
  registerRounding(vega);
  registerForce(vega);
  registerShapes(vega);
  registerSparse(vega);
  registerHeatmap(vega);
  registerPlacement(vega);
  return { vega, compileVegaLite: vegaLite.compile };
}

interface Pulse {
  readonly ADD_MOD: number;
  visit(flags: number, visitor: (tuple: Record<string, unknown>) => void): Pulse;
}

/**
 * A transform that rounds numbers of its input's tuples: of all fields, or of those in its parameter
 * `fields`. `applyConventions` puts it behind what computes with `exp` and `log`.
 */
function registerRounding(vega: Vega): void {
  class RoundNumbers extends (vega.Transform as unknown as new (value: unknown, parameters: unknown) => object) {
    static readonly Definition = { type: "RoundNumbers", metadata: { modifies: true }, params: [{ name: "fields", type: "string", array: true }] };

    constructor(parameters: unknown) {
      super(null, parameters);
    }

    transform({ fields }: { readonly fields?: readonly string[] }, pulse: Pulse): Pulse {
      return pulse.visit(pulse.ADD_MOD, (tuple) => {
        for (const name of fields ?? Object.keys(tuple)) {
          const value = tuple[name];
          if (typeof value === "number") tuple[name] = roundNumber(value);
        }
      });
    }
  }
  (vega.transforms as Record<string, unknown>)["roundnumbers"] = RoundNumbers;
}
