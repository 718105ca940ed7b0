import * as api from "../../node_modules/@duckdb/node-api/lib/index.js";

/**
 * Replaces `@duckdb/node-api` in the bundles. The package is CommonJS, and an `import()` in a bundle does not see its
 * named exports; this module names them.
 */
export const { BIGINT, BOOLEAN, DATE, DOUBLE, DuckDBDateValue, DuckDBInstance, LIST, SQLNULL, VARCHAR, listValue } =
  api;
