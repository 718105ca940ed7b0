import type { MeasureRole } from "../../roles/roles.ts";

/**
 * A measure that was planned, and the one that came of it: `target`, what was reached beside what was meant to be;
 * `threshold`, a stock beside the level at which it is ordered again; `capacity`, what is used beside what there is.
 */
export interface PlanRole {
  readonly kind: "target" | "threshold" | "capacity";
  readonly actual: MeasureRole;
  /** In the units and the scale of `actual`. */
  readonly planned: MeasureRole;
  /** Whether the values of several rows may be added up. */
  readonly adds: boolean;
}
