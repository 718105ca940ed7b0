/**
 * DuckDB's optimizers that cost a query on little data more than they save: they look for subplans, expressions, groups
 * and joins to share or remove, and use value ranges. They change a query's time and the order of unordered rows, but
 * never which rows it returns. The order of joins is still DuckDB's choice: a cross join of two small tables can be a
 * large one. With `top_n`, rows that tie in ORDER BY could come in a different order under `runQuery`'s limit than
 * without it.
 */
const spared = [
  "common_subexpressions",
  "common_subplan",
  "duplicate_groups",
  "join_elimination",
  "join_filter_pushdown",
  "statistics_propagation",
  "sum_rewriter",
  "top_n",
];

/**
 * DuckDB's planning settings. They depend only on the datasets, not on memory or the kind of session, so that every
 * session returns the same rows in the same order.
 *
 * @param little whether all datasets are small enough for `inlineSelect`
 */
export function planningSettings(little: boolean): Readonly<Record<string, string>> {
  return little ? { disabled_optimizers: spared.join(",") } : {};
}
