import type { MeasureRole } from "../../roles/roles.ts";

/**
 * A measure that was planned, and the one that came of it: `target`, what was reached beside what was meant to be;
 * `threshold`, a stock beside the level at which it is ordered again; `capacity`, what is used beside what there is.
 */
export interface PlanRole {
  readonly kind: "target" | "threshold" | "capacity";
  /** With so many decimals that no difference between the two is printed as none. */
  readonly actual: MeasureRole;
  /** In the units and the scale of `actual`. */
  readonly planned: MeasureRole;
  /** Whether the values of several rows may be added up. */
  readonly adds: boolean;
  /** Whether what is planned is not to be exceeded: complaints, costs of a piece, times that things take. */
  readonly isBetterLow?: boolean;
  /** What each plan is of, where several rows of it have the same one: the item of several batches. */
  readonly each?: { readonly column: string; readonly label: string; readonly value: string };
  /** Whether what is used is counted at several times of a period, so that these have no sum, but a share. */
  readonly isStanding?: boolean;
  /** Whether all periods together stand before the last one: those of a few months or years have one sum. */
  readonly isOfAll?: boolean;
}
