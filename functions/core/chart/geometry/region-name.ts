import { isSpec } from "../spec.ts";

/** Where files of shapes keep the names of regions: world-atlas and most exports, Natural Earth. */
const names = ["name", "NAME", "Name"];

/** What a shape of a map is called, or the code that it has; undefined for what is no feature. */
export function regionName(datum: Readonly<Record<string, unknown>>): string | undefined {
  if (datum["type"] !== "Feature" || !("geometry" in datum)) return undefined;
  const properties = isSpec(datum["properties"]) ? datum["properties"] : {};
  const found = [...names.map((name) => properties[name]), datum["id"]].find((value) => typeof value === "string" || typeof value === "number");
  return found === undefined ? undefined : String(found);
}
