/**
 * Functions whose result depends on the clock, on chance or on the session, so that a report would not be reproducible:
 * those that DuckDB itself marks as VOLATILE or CONSISTENT_WITHIN_QUERY (`duckdb_functions()`), macros that lead to
 * them or read the catalog (tests compare both), and a few more.
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
  "ago",
  "pg_sleep",
  "pg_conf_load_time",
  "pg_postmaster_start_time",
  "current_catalog",
  "get_block_size",
  "format_type",
  "pg_get_constraintdef",
  "pg_get_viewdef",
]);

/** Functions that take an aggregate by its name, as their second argument. */
export const namesAggregates: ReadonlySet<string> = new Set([
  "aggregate",
  "list_aggregate",
  "list_aggr",
  "array_aggregate",
  "array_aggr",
]);

/** Functions that DuckDB marks as volatile but are harmless: `error` always fails. */
export const harmlessFunctions: ReadonlySet<string> = new Set(["error"]);

/** Words that SQL reads as functions of the clock or the session without parentheses. */
export const clockWords: ReadonlySet<string> = new Set([
  "current_date",
  "current_time",
  "current_timestamp",
  "localtime",
  "localtimestamp",
  "current_catalog",
  "current_schema",
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
