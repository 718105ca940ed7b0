/** What of DuckDB's native module is no function: enumerations and sizes, put here by `freezeProgram`. */
declare const duckdbConstants: Readonly<Record<string | symbol, unknown>>;

/** The native module, once it has been called. */
let loaded: Readonly<Record<string | symbol, unknown>> | undefined;

function load(): NonNullable<typeof loaded> {
  // A `require` for esbuild, which has it run where it stands.
  loaded ??= require("../../../node_modules/@duckdb/node-bindings/duckdb.js") as NonNullable<typeof loaded>;
  return loaded;
}

/** Stands for `@duckdb/node-bindings` in the frozen program. Native code cannot be frozen, what calls it can: it is loaded with the first call. */
export default new Proxy(duckdbConstants, { get: (constants, name) => constants[name] ?? load()[name] });
