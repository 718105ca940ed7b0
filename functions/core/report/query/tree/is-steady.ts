import { isMacro } from "../macros.ts";

type Node = Readonly<Record<string, unknown>>;

/** Functions of a date or time whose result is a whole number. */
export const dateParts: readonly string[] = [
  "year",
  "month",
  "day",
  "quarter",
  "week",
  "isoweek",
  "isoyear",
  "dayofweek",
  "isodow",
  "dayofyear",
  "hour",
  "minute",
];

/**
 * Functions whose results are identical to the last bit on every machine: IEEE 754 defines +, −, ×, ÷ and the square
 * root, a sum on one thread adds in a fixed order, and the others pass on a value, count, compare, truncate or produce
 * text and dates. Functions that depend on the C library or the compiler are left out: powers, logarithms,
 * trigonometry, deviations, regressions, and what interpolates (`quantile_cont` differs between x64 and arm64 in a
 * tenth of results).
 */
const steadyFunctions: ReadonlySet<string> = new Set([
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "add",
  "subtract",
  "multiply",
  "divide",
  "mod",
  "sqrt",
  "abs",
  "@",
  "sign",
  "min",
  "max",
  "sum",
  "avg",
  "mean",
  "sum_no_overflow",
  "count",
  "count_star",
  "count_if",
  "countif",
  "round",
  "floor",
  "ceil",
  "ceiling",
  "trunc",
  "greatest",
  "least",
  "nullif",
  "ifnull",
  "coalesce",
  "isfinite",
  "isnan",
  "isinf",
  "first",
  "last",
  "any_value",
  "arbitrary",
  "mode",
  "arg_min",
  "arg_max",
  "argmin",
  "argmax",
  "min_by",
  "max_by",
  "bool_and",
  "bool_or",
  "row_number",
  "rank",
  "dense_rank",
  "percent_rank",
  "cume_dist",
  "ntile",
  "lag",
  "lead",
  "first_value",
  "last_value",
  "nth_value",
  "fill",
  "unnest",
  "range",
  "generate_series",
  "repeat",
  "repeat_row",
  "list",
  "array_agg",
  "list_value",
  "row",
  "struct_pack",
  "list_contains",
  "contains",
  "len",
  "||",
  "~~",
  "!~~",
  "~~*",
  "!~~*",
  "concat",
  "concat_ws",
  "string_agg",
  "group_concat",
  "listagg",
  "length",
  "lower",
  "upper",
  "trim",
  "ltrim",
  "rtrim",
  "replace",
  "substring",
  "substr",
  "left",
  "right",
  "starts_with",
  "ends_with",
  "prefix",
  "suffix",
  "regexp_matches",
  "regexp_full_match",
  "regexp_extract",
  "regexp_replace",
  "string_split",
  "split_part",
  "lpad",
  "rpad",
  ...dateParts,
  "second",
  "weekday",
  "monthname",
  "dayname",
  "last_day",
  "make_date",
  "make_timestamp",
  "date_part",
  "datepart",
  "date_trunc",
  "datetrunc",
  "date_diff",
  "datediff",
  "date_add",
  "date_sub",
  "strftime",
  "strptime",
  "to_days",
  "to_months",
  "to_years",
]);

/** Kinds of expression that compute nothing, or whose functions are judged by name. */
const steadyClasses: ReadonlySet<string> = new Set([
  "COLUMN_REF",
  "CONSTANT",
  "PARAMETER",
  "COMPARISON",
  "CONJUNCTION",
  "CASE",
  "CAST",
  "OPERATOR",
  "BETWEEN",
  "STAR",
  "SUBQUERY",
  "POSITIONAL_REFERENCE",
  "DEFAULT",
  "COLLATE",
  "FUNCTION",
  "WINDOW",
]);

/**
 * Whether everything that a query computes is identical to the last bit on every machine, so that its floating numbers
 * may be rounded to 15 significant digits. Unknown expressions count as unsteady.
 *
 * @param statement parse tree as `json_serialize_sql` prints it
 */
export function isSteady(statement: unknown): boolean {
  if (Array.isArray(statement)) return statement.every(isSteady);
  if (typeof statement !== "object" || statement === null) return true;
  const node = statement as Node;
  // SUMMARIZE returns deviations and estimates.
  if (node["type"] === "SHOW_REF") return false;
  const kind = node["class"];
  if (typeof kind === "string" && !steadyClasses.has(kind)) return false;
  const called = kind === "FUNCTION" || kind === "WINDOW" ? node["function_name"] : undefined;
  if (typeof called === "string" && called !== "" && !isSteadyFunction(called.toLowerCase())) return false;
  return Object.values(node).every(isSteady);
}

/** Our macros call only what is steady, too. */
function isSteadyFunction(called: string): boolean {
  return steadyFunctions.has(called) || isMacro(called);
}
