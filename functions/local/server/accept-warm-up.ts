import { acceptReport } from "../../core/report/accept-report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { openTemplate } from "../../core/report/template/open-template.ts";
import { shippedFolders } from "../../seed/template-folders.ts";

/**
 * Accepts the report that workers render to warm up: of the shipped templates that render without parameters, the one
 * with the most charts. Users' templates are not run before someone requests them.
 *
 * @returns `undefined` if there is none
 */
export async function acceptWarmUp(store: ObjectStore): Promise<AcceptedRequest | undefined> {
  const candidates = await Promise.all(
    [...shippedFolders.keys()].map(async (name) => {
      try {
        const accepted = await acceptReport({ template: name }, { store });
        const { charts } = await openTemplate(store, accepted.template);
        return { accepted, charts: charts.size };
      } catch (error) {
        if (error instanceof BroadsheetError) return undefined;
        throw error;
      }
    }),
  );
  return candidates.filter((candidate) => candidate !== undefined).sort((a, b) => b.charts - a.charts)[0]?.accepted;
}
