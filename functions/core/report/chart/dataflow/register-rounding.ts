import { roundNumber } from "../round-number.ts";
import type { Vega } from "../vega.ts";

interface Pulse {
  readonly ADD_MOD: number;
  visit(flags: number, visitor: (tuple: Record<string, unknown>) => void): Pulse;
}

/**
 * Registers a transform that rounds the numbers in its input's tuples: in all fields, or in those of its parameter
 * `fields`. `applyConventions` adds it after transforms that use `exp` and `log`.
 */
export function registerRounding(vega: Vega): void {
  class RoundNumbers extends (vega.Transform as unknown as new (value: unknown, parameters: unknown) => object) {
    static readonly Definition = {
      type: "RoundNumbers",
      metadata: { modifies: true },
      params: [{ name: "fields", type: "string", array: true }],
    };

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
