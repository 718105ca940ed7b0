/**
 * DuckDB's optimizers that cost a query over little data more than they save it: they look for subplans, expressions, groups and joins to share or
 * leave out, and reckon with ranges of values. They change how long a query takes and in what order rows come that are not ordered, never which. The order
 * of joins is still DuckDB's choice: a cross join of two small tables can be a large one. `top_n` would give rows that are equal in their order
 * in another one under the limit of `runQuery` than without it.
 */
const spared = ["common_subexpressions", "common_subplan", "duplicate_groups", "join_elimination", "join_filter_pushdown", "statistics_propagation", "sum_rewriter", "top_n"];

/**
 * Settings by which DuckDB plans. They depend on the datasets alone, not on the memory or on which session runs the queries, so that the same
 * rows come in the same order from each.
 *
 * @param little whether all datasets are small enough for `inlineSelect`
 */
export function planningSettings(little: boolean): Readonly<Record<string, string>> {
  return little ? { disabled_optimizers: spared.join(",") } : {};
}
