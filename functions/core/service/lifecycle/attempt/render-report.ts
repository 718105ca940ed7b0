import type { Report } from "../../../report/publish/report.ts";
import type { Rendering, RenderingWorld } from "../lifecycle-world.ts";
import { reportOf, type ReportShapes } from "../records/report-kind.ts";
import { finishReport } from "./finish-report.ts";
import { runAttempt } from "./run-attempt.ts";

/**
 * Makes one attempt at a report, if an attempt is due, as `runAttempt` does. However many callers there are, only one
 * of them renders.
 *
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function renderReport(id: string, generation: number, world: RenderingWorld): Promise<Rendering> {
  return runAttempt<ReportShapes, Report>(
    reportOf(id, generation),
    {
      make: ({ accepted }, _attempt, note) => world.render(accepted, (stage) => note({ stage })),
      finish: (report, attempt) => finishReport(generation, attempt, report, world),
    },
    world,
  );
}
