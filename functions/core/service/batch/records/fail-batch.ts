import type { BroadsheetError } from "../../../errors.ts";
import { persist } from "../../lifecycle/persist.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import type { Outcome } from "../../lifecycle/records/records.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import { batchOf, type BatchReady } from "./batch-kinds.ts";

/**
 * Ends a batch as failed, unless it has ended. Its pages stop when they next look.
 *
 * @param final whether the same batch would fail again
 * @throws BroadsheetError `unavailable`
 */
export async function failBatch(
  id: string,
  generation: number,
  error: Pick<BroadsheetError, "kind" | "problems">,
  final: boolean,
  world: LifecycleWorld,
): Promise<Outcome<BatchReady>> {
  const { kind, problems } = error;
  return persist(world, Infinity, () =>
    writeOutcome(
      batchOf(id, generation),
      { state: "failed", finished: world.clock.now(), attempts: 0, final, engine: world.engine, kind, problems },
      world,
    ),
  );
}
