import type { RenderingWorld } from "../../../functions/core/lifecycle/lifecycle-world.ts";
import type { Outcome } from "../../../functions/core/lifecycle/records/records.ts";
import { renderReport } from "../../../functions/core/lifecycle/attempt/render-report.ts";

/** Milliseconds between two looks at a report that somebody else renders. */
const longestNap = 1000;

/**
 * Sees a report through to its outcome: renders it, waits for whoever renders it, tries again as
 * long as there are attempts, as the queues on a laptop and on AWS do together.
 *
 * @returns `undefined` if the generation does not exist, or the server stops before its outcome
 * @throws BroadsheetError `unavailable` if the store keeps failing; a later sweep takes it up
 */
export async function settleReport(id: string, generation: number, world: RenderingWorld): Promise<Outcome | undefined> {
  while (!world.signal?.aborted) {
    const rendering = await renderReport(id, generation, world);
    if (rendering.state === "finished") return rendering.outcome;
    if (rendering.state === "absent") return undefined;
    // Whoever renders it mostly ends long before its time is over.
    const wait = Math.min(rendering.until - world.clock.now(), longestNap);
    if (wait > 0 && !world.signal?.aborted) await world.clock.sleep(wait);
  }
  return undefined;
}
