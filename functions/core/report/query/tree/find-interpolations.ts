type Node = Readonly<Record<string, unknown>>;

/** The columns that a query interpolates, and the names that it defines, in lower case. */
export interface Interpolations {
  /** Names of the columns whose values are interpolated; `*` if unknown. */
  readonly between: readonly string[];
  /** Names that the query gives to computed columns. */
  readonly given: readonly string[];
}

/**
 * Functions that interpolate between a column's values. For a DECIMAL, DuckDB rounds the result to the column's
 * decimals: the median of 0.1 and 0.2 would be 0.1.
 */
const interpolating: ReadonlySet<string> = new Set([
  "median",
  "quantile_cont",
  "approx_quantile",
  "mad",
  "list_median",
  "list_mad",
  "list_approx_quantile",
  "list_aggregate",
  "list_aggr",
  "array_aggregate",
  "array_aggr",
  "aggregate",
]);

/** @param statement parse tree as `json_serialize_sql` prints it */
export function findInterpolations(statement: unknown): Interpolations {
  const between = new Set<string>();
  const given = new Set<string>();
  const visit = (value: unknown, inside: boolean): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, inside);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    const kind = node["class"];
    const name = kind === "COLUMN_REF" ? (node["column_names"] as readonly string[]).at(-1)!.toLowerCase() : undefined;
    if (
      typeof kind === "string" &&
      typeof node["alias"] === "string" &&
      node["alias"] !== "" &&
      node["alias"].toLowerCase() !== name
    )
      given.add(node["alias"].toLowerCase());
    for (const names of [node["column_name_alias"], node["aliases"]])
      if (Array.isArray(names)) for (const alias of names) given.add(String(alias).toLowerCase());
    if (inside && name !== undefined) between.add(name);
    if (inside && (kind === "STAR" || kind === "SUBQUERY" || kind === "POSITIONAL_REFERENCE" || kind === "LAMBDA"))
      between.add("*");
    // A value already converted to floating point is safe.
    if (inside && kind === "CAST" && ["DOUBLE", "FLOAT"].includes(String((node["cast_type"] as Node)["id"]))) return;
    const within =
      inside ||
      ((kind === "FUNCTION" || kind === "WINDOW") && interpolating.has(String(node["function_name"]).toLowerCase()));
    for (const child of Object.values(node)) visit(child, within);
  };
  visit(statement, false);
  return { between: [...between], given: [...given] };
}
