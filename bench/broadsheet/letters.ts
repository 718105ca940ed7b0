import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { parseRequest } from "../../functions/core/report/request/parse-request.ts";
import { acceptRequest } from "../../functions/core/report/request/accept-request.ts";
import { openTemplate } from "../../functions/core/report/template/open-template.ts";
import { openRenderPool } from "../../functions/render/render-pool.ts";
import { batchSemiSpaceMegabytes } from "../../functions/render/worker-settings.ts";
import { letterRequest } from "../content/letters.ts";
import type { Contender } from "../measure/contender.ts";

/**
 * Renders letters in a pool with the settings of batches, one after the other in each worker: template and data
 * are resolved once, and each row is accepted by itself.
 */
export async function open({
  store: dataDirectory,
  workers,
}: {
  readonly store: string;
  readonly workers: number;
}): Promise<Contender> {
  const store = await FileObjectStore.open(dataDirectory);
  const first = await acceptReport(letterRequest(0), {
    store,
    openScratch: () => Promise.reject(new Error("letters have no choices")),
  });
  const template = await openTemplate(store, first.template);
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const pool = openRenderPool({ dataDirectory, workers, semiSpaceMegabytes: batchSemiSpaceMegabytes, logger });
  return {
    make: async (iteration) => ({
      pdf: (
        await pool.render(
          acceptRequest(
            parseRequest(letterRequest(iteration)),
            template,
            first.datasets as Parameters<typeof acceptRequest>[2],
          ),
        )
      ).pdf,
    }),
    close: () => pool.close(),
  };
}
