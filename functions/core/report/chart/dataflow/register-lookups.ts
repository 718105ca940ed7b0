import { inputsIfGiven, type UnmatchedRegions } from "./chart-inputs.ts";
import { isSpec } from "../spec.ts";
import type { Vega } from "../vega.ts";

type Field = ((tuple: unknown) => unknown) & { readonly fname?: string };

interface Parameters {
  readonly fields: readonly Field[];
  /** Key → tuple. Vega's map keeps its keys as text. */
  readonly index: { has(key: unknown): boolean; readonly object: Readonly<Record<string, unknown>> };
}

interface Pulse {
  /** The view. */
  readonly dataflow: object;
  readonly SOURCE: number;
  visit(flags: number, visitor: (tuple: unknown) => void): Pulse;
}

type Transform = new (parameters: unknown) => { transform(parameters: Parameters, pulse: Pulse): unknown };

/**
 * Makes `lookup` report what it does not find if one of its sides is the regions of a map. Vega silently gives such
 * rows no region, or drops them. Regions without data are not a fault.
 */
export function registerLookups(vega: Vega): void {
  const transforms = vega.transforms as unknown as Record<string, Transform>;
  const Lookup = transforms["lookup"]!;

  transforms["lookup"] = class extends Lookup {
    static readonly Definition = (Lookup as unknown as { readonly Definition: unknown }).Definition;

    override transform(parameters: Parameters, pulse: Pulse): unknown {
      const result = super.transform(parameters, pulse);
      const found = inputsIfGiven(pulse.dataflow)?.tellUnmatched;
      if (found !== undefined) tellUnmatched(parameters, pulse, found);
      return result;
    }
  };
}

function tellUnmatched(
  { fields, index }: Parameters,
  pulse: Pulse,
  found: (unmatched: UnmatchedRegions) => void,
): void {
  const [field] = fields;
  if (field === undefined) return;
  const tuples: unknown[] = [];
  pulse.visit(pulse.SOURCE, (tuple) => void tuples.push(tuple));
  const looked = new Map(tuples.flatMap((tuple) => textOf(field(tuple)).map((key) => [key, tuple] as const)));
  const indexed = Object.entries(index.object).filter(
    ([key, tuple]) => isSpec(tuple) && key !== "null" && key !== "undefined",
  );
  const name = field.fname ?? "";
  if (tuples.some(isRegion)) {
    const values = indexed.map(([key]) => key).filter((key) => !looked.has(key));
    if (values.length > 0) found({ field: name, values, regions: [...looked.keys()] });
  } else if (indexed.some(([, tuple]) => isRegion(tuple))) {
    const values = [...looked.keys()].filter((key) => !index.has(key));
    if (values.length > 0) found({ field: name, values, regions: indexed.map(([key]) => key) });
  }
}

function textOf(key: unknown): readonly string[] {
  return key === null || key === undefined ? [] : [String(key)];
}

function isRegion(tuple: unknown): boolean {
  return isSpec(tuple) && tuple["type"] === "Feature" && "geometry" in tuple;
}
