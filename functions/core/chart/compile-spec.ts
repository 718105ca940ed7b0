import type { ChartLogger } from "./chart-logger.ts";
import type { VegaModules } from "./load-vega.ts";
import { type Spec, specs } from "./spec.ts";

interface CompiledSpec {
  /** Vega, as JSON: everyone gets a copy, since Vega's loaders write into formats. */
  readonly json: string;
  /** What Vega-Lite warned of while it compiled, to be said again. */
  readonly warnings: readonly (readonly unknown[])[];
}

/** Compiled specs kept: 16 charts of a template in a few languages, for some templates. */
const kept = 256;
const compiled = new Map<string, CompiledSpec>();

/**
 * Compiles Vega-Lite to Vega. A compiled spec is kept as a parsed template is: it holds neither data
 * nor parameters, and compiling takes Vega-Lite 3 ms a chart, more than running most dataflows.
 * Specs with rows of their own are compiled every time, since Vega writes into rows.
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
  if (specs(made["data"]).some(({ values }) => values !== undefined)) return made;
  if (compiled.size >= kept) compiled.delete(compiled.keys().next().value!);
  const json = JSON.stringify(made);
  compiled.set(key, { json, warnings });
  return JSON.parse(json) as Spec;
}
