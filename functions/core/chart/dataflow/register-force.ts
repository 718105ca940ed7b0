import { timer } from "d3-timer";
import type { Vega } from "../vega.ts";

interface ForceParameters {
  static?: boolean;
}

type Transform = new (parameters: unknown) => { transform(parameters: ForceParameters, pulse: unknown): unknown };

/**
 * Vega's force transform moves its nodes by a timer, tick after tick, unless it is `static`. Print shows one moment: the end, where the
 * simulation comes to rest on a page. So every simulation is run to its end at once.
 *
 * d3-force starts a timer with each simulation all the same, before anything can stop it and even if its forces then fail: it would run a
 * dataflow that is gone, and end the process. So d3's timers, which nothing in print needs, never start.
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
