import { parseUtcDate } from "../parse-utc-date.ts";
import type { Vega } from "../vega.ts";
import { registerConnections } from "./register-connections.ts";
import { registerForce } from "./register-force.ts";
import { registerHeatmap } from "./register-heatmap.ts";
import { registerLookups } from "./register-lookups.ts";
import { registerPaths } from "./register-paths.ts";
import { registerPlacement } from "./register-placement.ts";
import { registerRounding } from "./register-rounding.ts";
import { registerShapes } from "./register-shapes.ts";
import { registerSparse } from "./register-sparse.ts";
import { registerWrapping } from "./register-wrapping.ts";

/**
 * Replaces parts of Vega with ours, for every chart of the process. All code that depends on Vega's internals is in
 * this folder, and was written for the versions in `tests/core/pinned-packages.test.ts`.
 */
export function patchVega(vega: Vega): void {
  (vega as unknown as { typeParsers: Record<string, unknown> }).typeParsers["date"] = parseUtcDate;
  registerConnections(vega);
  registerRounding(vega);
  registerForce(vega);
  registerShapes(vega);
  registerSparse(vega);
  registerHeatmap(vega);
  registerLookups(vega);
  registerPaths(vega);
  registerPlacement(vega);
  registerWrapping(vega);
}
