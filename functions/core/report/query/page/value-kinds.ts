import { dateParts } from "../tree/is-steady.ts";

/**
 * The kind of an expression's values, as far as it is known. `exact`: whole numbers and decimals, whose sum is the same
 * in any order;
 * `floating`: doubles, whose sum is not.
 */
export type Kind = "exact" | "floating" | "text" | "date" | "boolean" | "unknown";

/** The kind of a column of a DuckDB type. */
export function kindOfType(type: string): Kind {
  // Large unsigned numbers become doubles when they are added to signed ones.
  if (/^(U?(TINY|SMALL)INT|U?INTEGER|BIGINT|HUGEINT|DECIMAL(\([\d, ]+\))?)$/.test(type)) return "exact";
  if (type === "DOUBLE" || type === "FLOAT") return "floating";
  if (type === "VARCHAR") return "text";
  if (type === "DATE" || type === "TIMESTAMP") return "date";
  return type === "BOOLEAN" ? "boolean" : "unknown";
}

/** Functions of a row's values whose result has the kind of its arguments. */
const keeping: ReadonlySet<string> = new Set([
  "abs",
  "@",
  "sign",
  "greatest",
  "least",
  "ifnull",
  "nullif",
  "+",
  "-",
  "*",
  "add",
  "subtract",
  "multiply",
]);

/** Functions whose result has the kind of the first argument. */
const keepingFirst: ReadonlySet<string> = new Set(["round", "trunc"]);

/** Functions of a row's values, by the kind of their result. They are among those of `isSteady`. */
const resulting: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  // DuckDB makes doubles of whole numbers in `floor`, of decimals in `//`, and of some in `%`.
  floating: ["/", "//", "%", "mod", "divide", "sqrt", "floor", "ceil", "ceiling"],
  exact: ["length", ...dateParts, "weekday", "date_diff", "datediff"],
  text: [
    "concat",
    "concat_ws",
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
    "lpad",
    "rpad",
    "split_part",
    "regexp_extract",
    "regexp_replace",
    "monthname",
    "dayname",
    "strftime",
  ],
  date: ["date_trunc", "datetrunc", "last_day", "make_date"],
  boolean: [
    "~~",
    "!~~",
    "~~*",
    "!~~*",
    "contains",
    "starts_with",
    "ends_with",
    "prefix",
    "suffix",
    "regexp_matches",
    "regexp_full_match",
    "isfinite",
    "isnan",
    "isinf",
  ],
};

const byName = new Map(
  Object.entries(resulting).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind] as const)),
);

/**
 * The kind of what a function of a row's values returns; undefined if it is none that is known to return the same for
 * the same values.
 */
export function kindOfCall(name: string, children: readonly Kind[]): Kind | undefined {
  if (keeping.has(name)) return commonKind(children);
  if (keepingFirst.has(name)) return children[0] ?? "unknown";
  if (name === "||") return children.every((kind) => kind === "text") ? "text" : "unknown";
  return byName.get(name);
}

/** The kind of a value that is one of several. Numbers of both kinds give floating ones. */
export function commonKind(kinds: readonly Kind[]): Kind {
  const [first = "unknown"] = kinds;
  if (kinds.every((kind) => kind === first)) return first;
  return kinds.every((kind) => kind === "exact" || kind === "floating") ? "floating" : "unknown";
}
