import type { ChartLogger } from "./chart-logger.ts";
import type { VegaModules } from "./load-vega.ts";
import type { Spec } from "./spec.ts";

interface CompiledSpec {
  /** Vega, as JSON: everyone gets a copy, since Vega's loaders write into formats. */
  readonly json: string;
  /** What Vega-Lite warned of while it compiled, to be said again. */
  readonly warnings: readonly (readonly unknown[])[];
}

/** Compiled specs kept: 16 charts of a template in a few languages, for some templates. */
const kept = 256;
/** The longest compiled spec that is kept, characters. */
const longest = 200_000;
const compiled = new Map<string, CompiledSpec>();

/**
 * Compiles Vega-Lite to Vega. A compiled spec is kept as a parsed template is: it holds neither data
 * nor parameters, and compiling takes Vega-Lite 3 ms a chart, more than running most dataflows.
 * Rows that a spec states itself are part of it, and copied with it; a spec with very many is
 * compiled every time.
 *
 * @throws whatever Vega-Lite throws
 */
export function compileSpec({ compileVegaLite }: VegaModules, spec: Spec, config: Spec | undefined, logger: ChartLogger): Spec {
  const key = JSON.stringify([spec, config]);
  const known = compiled.get(key);
  if (known !== undefined) {
    for (const warning of known.warnings) logger.warn(...warning);
    return JSON.parse(known.json) as Spec;
  }
  const warnings: (readonly unknown[])[] = [];
  const noting: ChartLogger = {
    ...logger,
    warn(...parts) {
      warnings.push(parts);
      logger.warn(...parts);
      return noting;
    },
  };
  const options = { logger: noting, ...(config === undefined ? {} : { config }) } as unknown as Parameters<typeof compileVegaLite>[1];
  const made = compileVegaLite(spec as unknown as Parameters<typeof compileVegaLite>[0], options).spec as unknown as Spec;
  const json = JSON.stringify(made);
  if (json.length > longest) return JSON.parse(json) as Spec;
  if (compiled.size >= kept) compiled.delete(compiled.keys().next().value!);
  compiled.set(key, { json, warnings });
  return JSON.parse(json) as Spec;
}
