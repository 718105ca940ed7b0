/** DuckDB's interface, which is loaded when it is first needed: with its native code, that takes 60 ms. */
export function loadDuckdb(): Promise<typeof import("@duckdb/node-api")> {
  return import("@duckdb/node-api");
}
