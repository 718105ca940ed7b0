/** Vega as it is imported: what takes part in loading it names its type here, without importing what loads it. */
export type Vega = typeof import("vega");

export interface VegaModules {
  readonly vega: Vega;
  readonly compileVegaLite: typeof import("vega-lite").compile;
}
