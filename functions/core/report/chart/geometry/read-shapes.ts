import type { ChartRequest } from "../../document/document.ts";
import type { Feature } from "./geometry.ts";

/**
 * The shapes that a chart draws: name of a data source → its features. The reader is loaded for the first map.
 *
 * @throws BroadsheetError see `featuresOf`
 */
export async function readShapes({ geometry, spec }: ChartRequest): Promise<ReadonlyMap<string, readonly Feature[]>> {
  if (geometry === undefined) return new Map();
  const { featuresOf, isPlanar } = await import("./features-of.ts");
  const planar = isPlanar(spec);
  return new Map(Object.entries(geometry).map(([name, source]) => [name, featuresOf(source, planar)]));
}
