import { canonicalJson } from "../core/json/canonical-json.ts";
import { makeReport, type World } from "../core/report/generate-report.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";

type MadeReport = Awaited<ReturnType<typeof makeReport>>;

/** The report that was laid out last, so that its next form need not lay it out again. */
export interface KeptReport {
  /** Makes a report, or gives the last one if it is the same under the same engine; throws as `makeReport`. */
  make(accepted: AcceptedRequest, world: World): Promise<MadeReport>;
  /** Gives the memory back. */
  forget(): void;
}

/**
 * Keeps one report: several forms of it are asked for one after the other. What is made of it changes nothing in it, so
 * that each form has the bytes that it would have alone.
 */
export function keepLaidOut(): KeptReport {
  let last: { readonly key: string; readonly made: MadeReport } | undefined;
  return {
    async make(accepted, world) {
      const key = canonicalJson([accepted, world.engine]);
      if (last?.key === key) return last.made;
      // The memory of two at a time is more than a worker is given.
      last = undefined;
      const made = await makeReport(accepted, world);
      last = { key, made };
      return made;
    },
    forget() {
      last = undefined;
    },
  };
}
