import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { generateReport } from "../../functions/core/report/generate-report.ts";
import { flagshipRequest, openFlagshipWorld } from "../content/flagship.ts";
import type { Contender } from "../measure/contender.ts";

/** Renders the flagship through the front door; its parts are the times of the stages. */
export async function open(): Promise<Contender> {
  const world = await openFlagshipWorld();
  return {
    async make(iteration) {
      const { pdf, timings } = await generateReport(await acceptReport(flagshipRequest(iteration), world), {
        ...world,
        clock: { ...world.clock, now: () => performance.now() },
      });
      return { pdf, parts: timings };
    },
  };
}
