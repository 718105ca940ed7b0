/**
 * Functions whose result depends on the clock, on chance or on the session, so that a report would not be reproducible:
 * those that DuckDB itself marks as VOLATILE or CONSISTENT_WITHIN_QUERY (`duckdb_functions()`; a test compares), and a
 * few more.
 */
export const forbiddenFunctions: ReadonlySet<string> = new Set([
  "random",
  "setseed",
  "uuid",
  "uuidv4",
  "uuidv7",
  "gen_random_uuid",
  "reservoir_quantile",
  "now",
  "today",
  "transaction_timestamp",
  "get_current_timestamp",
  "get_current_time",
  "current_date",
  "current_localtime",
  "current_localtimestamp",
  "nextval",
  "currval",
  "write_log",
  "sleep_ms",
  "stats",
  "txid_current",
  "current_transaction_id",
  "current_connection_id",
  "current_query",
  "current_query_id",
  "current_database",
  "current_schema",
  "current_schemas",
  "in_search_path",
  "current_setting",
  "getvariable",
  "version",
]);

/** Functions that DuckDB marks as volatile but are harmless: `error` always fails. */
export const harmlessFunctions: ReadonlySet<string> = new Set(["error"]);

/** Words that SQL reads as clock functions without parentheses. */
export const clockWords: ReadonlySet<string> = new Set([
  "current_date",
  "current_time",
  "current_timestamp",
  "localtime",
  "localtimestamp",
]);

/** The table functions that a query may use: they generate rows from their arguments alone. */
export const allowedTableFunctions: ReadonlySet<string> = new Set([
  "unnest",
  "range",
  "generate_series",
  "repeat",
  "repeat_row",
  "json_each",
  "json_tree",
  "summary",
]);
