import { acceptReport } from "../../core/accept-report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { AcceptedRequest } from "../../core/request/report-request.ts";
import { openTemplate } from "../../core/template/open-template.ts";
import { shippedFolders } from "../../seed/template-folders.ts";

/**
 * The report that workers render once to become warm: of the shipped templates that render without
 * being told anything, the one with the most charts. Other people's templates are not trusted
 * to do a worker good before anyone has asked for them.
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
