import { isSpec } from "../spec.ts";

/** Properties in which files of shapes keep the names of regions: world-atlas and most exports, Natural Earth. */
const names = ["name", "NAME", "Name"];

/** The name of a map's shape, or its code; undefined if it is not a feature. */
export function regionName(datum: Readonly<Record<string, unknown>>): string | undefined {
  if (datum["type"] !== "Feature" || !("geometry" in datum)) return undefined;
  const properties = isSpec(datum["properties"]) ? datum["properties"] : {};
  const found = [...names.map((name) => properties[name]), datum["id"]].find(
    (value) => typeof value === "string" || typeof value === "number",
  );
  return found === undefined ? undefined : String(found);
}
