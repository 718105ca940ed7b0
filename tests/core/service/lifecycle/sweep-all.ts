import type { LifecycleWorld } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import {
  type SweepOptions,
  sweepReports,
  type Unfinished,
} from "../../../../functions/core/service/lifecycle/sweep/sweep-reports.ts";

/** Runs one sweep and returns what it hands over, in order. */
export async function sweepAll(
  world: LifecycleWorld,
  options: Omit<SweepOptions, "requeue"> = {},
): Promise<Unfinished[]> {
  const found: Unfinished[] = [];
  await sweepReports(world, {
    ...options,
    requeue: (claims) => void found.push(...claims.map(({ id, generation }) => ({ id, generation }))),
  });
  return found;
}
