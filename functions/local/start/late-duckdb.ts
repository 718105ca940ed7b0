/** The members of DuckDB's native module that are not functions: enumerations and sizes, set by `freezeProgram`. */
declare const duckdbConstants: Readonly<Record<string | symbol, unknown>>;

/** The native module, after its first call. */
let loaded: Readonly<Record<string | symbol, unknown>> | undefined;

function load(): NonNullable<typeof loaded> {
  // As a `require`, esbuild leaves it to run here.
  loaded ??= require("../../../node_modules/@duckdb/node-bindings/duckdb.js") as NonNullable<typeof loaded>;
  return loaded;
}

/**
 * Replaces `@duckdb/node-bindings` in the frozen program. Native code cannot be frozen, but its callers can; it is
 * loaded on the first call.
 */
export default new Proxy(duckdbConstants, { get: (constants, name) => constants[name] ?? load()[name] });
