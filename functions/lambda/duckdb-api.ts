import * as api from "../../node_modules/@duckdb/node-api/lib/index.js";

/**
 * Stands for `@duckdb/node-api` in the bundles. The package is CommonJS, whose names an `import()` of a bundled module does
 * not find; here they are named.
 */
export const { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDateValue, DuckDBInstance, LIST, SQLNULL, VARCHAR, listValue } = api;
