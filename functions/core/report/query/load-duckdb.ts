/** Loads DuckDB's API on first use; with its native code, that takes 60 ms. */
export function loadDuckdb(): Promise<typeof import("@duckdb/node-api")> {
  return import("@duckdb/node-api");
}
