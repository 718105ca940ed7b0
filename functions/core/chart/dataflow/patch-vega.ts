import { parseUtcDate } from "../parse-utc-date.ts";
import type { Vega } from "../vega.ts";
import { registerConnections } from "./register-connections.ts";
import { registerForce } from "./register-force.ts";
import { registerHeatmap } from "./register-heatmap.ts";
import { registerPlacement } from "./register-placement.ts";
import { registerRounding } from "./register-rounding.ts";
import { registerShapes } from "./register-shapes.ts";
import { registerSparse } from "./register-sparse.ts";

/**
 * Puts what is ours in the place of Vega's own parts, for every chart of the process. All that reaches behind Vega's published interface is in this
 * room, and was written for the versions that `tests/core/pinned-packages.test.ts` names.
 */
export function patchVega(vega: Vega): void {
  (vega as unknown as { typeParsers: Record<string, unknown> }).typeParsers["date"] = parseUtcDate;
  registerConnections(vega);
  registerRounding(vega);
  registerForce(vega);
  registerShapes(vega);
  registerSparse(vega);
  registerHeatmap(vega);
  registerPlacement(vega);
}
