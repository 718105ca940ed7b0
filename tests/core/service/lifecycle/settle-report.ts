import type { RenderingWorld } from "../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import type { Outcome } from "../../../../functions/core/service/lifecycle/records/records.ts";
import { renderReport } from "../../../../functions/core/service/lifecycle/attempt/render-report.ts";

/**
 * Milliseconds between two looks at a report that somebody else renders. After two minutes (an outage, for example)
 * each pause is twice the one before.
 */
const nap = (turn: number): number => 1000 * 2 ** Math.max(0, turn - 120);

/**
 * Sees a report through to its outcome: renders it, waits for another process that renders it, or tries again while
 * attempts remain, as the queues on a laptop and on AWS do together.
 *
 * @returns `undefined` if the generation does not exist, or the server stops before its outcome
 * @throws BroadsheetError `unavailable` if the store keeps failing; a later sweep takes it up
 */
export async function settleReport(
  id: string,
  generation: number,
  world: RenderingWorld,
): Promise<Outcome | undefined> {
  for (let turn = 0; !world.signal?.aborted; turn++) {
    const rendering = await renderReport(id, generation, world);
    if (rendering.state === "finished") return rendering.outcome;
    if (rendering.state === "absent") return undefined;
    // The other process usually finishes long before its lease ends.
    const wait = Math.min(rendering.until - world.clock.now(), nap(turn));
    if (wait > 0 && !world.signal?.aborted) await world.clock.sleep(wait);
  }
  return undefined;
}
