import { timer } from "d3-timer";
import type { Vega } from "../vega.ts";

interface ForceParameters {
  static?: boolean;
}

type Transform = new (parameters: unknown) => { transform(parameters: ForceParameters, pulse: unknown): unknown };

/**
 * Vega's force transform moves its nodes by a timer, tick by tick, unless it is `static`. Print shows a single moment,
 * so every simulation runs at once to its end, where it would come to rest on a page.
 *
 * d3-force still starts a timer with each simulation, before anything can stop it, and even if its forces then fail.
 * The timer would run a released dataflow and crash the process. So d3's timers, which print does not need, never
 * start.
 */
export function registerForce(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const Force = transforms["force"]!;
  transforms["force"] = class extends Force {
    static readonly Definition = (Force as unknown as { Definition: unknown }).Definition;

    override transform(parameters: ForceParameters, pulse: unknown): unknown {
      parameters.static = true;
      return super.transform(parameters, pulse);
    }
  };
  (timer as unknown as { readonly prototype: { restart(): void } }).prototype.restart = () => undefined;
}
