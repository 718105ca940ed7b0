/** Type of the Vega module, for code that takes part in loading it and so cannot import the loader. */
export type Vega = typeof import("vega");

export interface VegaModules {
  readonly vega: Vega;
  readonly compileVegaLite: typeof import("vega-lite").compile;
}
