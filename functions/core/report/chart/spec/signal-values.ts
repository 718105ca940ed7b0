import { type Spec, specs } from "../spec.ts";

/** The report's parameters that are signals of a Vega spec, by name; computed signals stay computed. */
export function signalValues(spec: Spec, parameters: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { name, update } of specs(spec["signals"])) {
    const value = parameters[String(name)];
    if (value !== undefined && update === undefined) values.set(String(name), value);
  }
  return values;
}
