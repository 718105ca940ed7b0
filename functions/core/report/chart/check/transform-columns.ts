import type { Columns, RequireField } from "./columns.ts";
import type { Vega } from "../vega.ts";
import { isSpec, type Spec, specs } from "../spec.ts";

interface Definition {
  readonly params?: readonly { readonly name?: string; readonly type?: string; readonly default?: unknown }[];
}

/** Transforms whose output depends on the data, or that create other kinds of tuples. */
const unforeseeable = new Set([
  "pivot",
  "nest",
  "treelinks",
  "contour",
  "isocontour",
  "kde2d",
  "heatmap",
  "graticule",
  "cross",
  "geojson",
  "force",
]);

/**
 * The columns after a transform, given those before it. Checks the fields that it reads. The names and types of its
 * parameters come from Vega's definitions.
 */
export function transformColumns(
  vega: Vega,
  transform: Spec,
  columns: Columns,
  scope: ReadonlyMap<string, Columns>,
  checks: { readonly require: RequireField; readonly requireInExpression: RequireField },
): Columns {
  const type = String(transform["type"]).toLowerCase();
  const definition = (vega.transforms as Record<string, { Definition?: Definition }>)[type]?.Definition;
  const use = `the transform "${type}"`;
  let defaultAs: unknown;
  for (const parameter of definition?.params ?? []) {
    const value = transform[String(parameter.name)];
    if (parameter.name === "as") defaultAs = parameter.default;
    // A lookup reads the keys and values of another source.
    if (value === undefined || (type === "lookup" && parameter.name !== "fields")) continue;
    if (parameter.type === "field") for (const field of [value].flat()) checks.require(field, columns, use);
    if (parameter.type === "expr") checks.requireInExpression(value, columns, use);
    if (parameter.type === "compare" && isSpec(value))
      for (const field of [value["field"]].flat()) checks.require(field, columns, use);
  }
  if (type === "lookup") {
    const other = scope.get(String(transform["from"]));
    for (const field of [transform["key"], transform["values"]].flat())
      checks.require(field, other, `${use} into "${String(transform["from"])}"`);
  }
  if (unforeseeable.has(type) || columns === undefined)
    return startsAnew(type) ? resultOf(type, transform, defaultAs) : undefined;

  const added = names(transform["as"] ?? defaultAs);
  const replaced = resultOf(type, transform, defaultAs);
  if (replaced !== undefined) return replaced;
  if (type === "lookup")
    return new Set([...columns, ...(transform["as"] === undefined ? names(transform["values"]) : added)]);
  if (type === "flatten")
    return new Set([...columns, ...names(transform["fields"]), ...added, ...names(transform["index"])]);
  if (type === "joinaggregate" || type === "window") return new Set([...columns, ...operationNames(transform)]);
  return new Set([...columns, ...added]);
}

function startsAnew(type: string): boolean {
  return type === "sequence" || type === "density";
}

/** Output of transforms that drop their input columns. */
function resultOf(type: string, transform: Spec, defaultAs: unknown): ReadonlySet<string> | undefined {
  const as = names(transform["as"] ?? defaultAs);
  const groups = names(transform["groupby"]);
  switch (type) {
    case "aggregate":
      return new Set([...groups, ...operationNames(transform)]);
    case "sequence":
    case "countpattern":
    case "density":
      return new Set(as);
    case "kde":
    case "quantile":
      return new Set([...groups, ...as]);
    case "project":
      return new Set([...names(transform["fields"]), ...as]);
    case "regression":
    case "loess":
      return new Set([
        ...groups,
        ...as,
        ...(as.length === 0 ? names([transform["x"], transform["y"]]) : []),
        "coef",
        "rSquared",
      ]);
    default:
      return undefined;
  }
}

/** `as` of aggregate, joinaggregate and window, or Vega's default `<op>_<field>`. */
function operationNames(transform: Spec): readonly string[] {
  const ops = Array.isArray(transform["ops"]) ? (transform["ops"] as readonly unknown[]) : ["count"];
  const as = Array.isArray(transform["as"]) ? (transform["as"] as readonly unknown[]) : [];
  const fields = Array.isArray(transform["fields"]) ? (transform["fields"] as readonly unknown[]) : [];
  return ops.flatMap((op, index) => {
    const name = as[index];
    if (typeof name === "string") return [name];
    const field = fields[index];
    return [typeof field === "string" ? `${String(op)}_${field}` : String(op)];
  });
}

function names(value: unknown): readonly string[] {
  return [value]
    .flat()
    .flatMap((entry) =>
      typeof entry === "string"
        ? [entry, entry.replaceAll("\\", "")]
        : specs([entry]).flatMap((spec) => (typeof spec["as"] === "string" ? [spec["as"]] : [])),
    );
}
