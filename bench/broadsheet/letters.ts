import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { parseRequest } from "../../functions/core/report/request/parse-request.ts";
import { acceptRequest } from "../../functions/core/report/request/accept-request.ts";
import type { AcceptedRequest } from "../../functions/core/report/request/report-request.ts";
import { pageFrom } from "../../functions/core/service/batch/render-rows.ts";
import { openTemplate } from "../../functions/core/report/template/open-template.ts";
import { openRenderPool } from "../../functions/render/render-pool.ts";
import { batchRoom } from "../../functions/render/worker-settings.ts";
import { letterRequest } from "../content/letters.ts";
import type { Contender } from "../measure/contender.ts";

/** Letters whose queries run together, as in a batch. */
const together = 64;

/**
 * Renders letters in a pool with the settings of batches, one after the other in each worker: template and data
 * are resolved once, and each row is accepted by itself.
 */
export async function open({
  store: dataDirectory,
  workers,
  alone = false,
}: {
  readonly store: string;
  readonly workers: number;
  /** Whether each letter's queries run for it alone. */
  readonly alone?: boolean;
}): Promise<Contender> {
  const store = await FileObjectStore.open(dataDirectory);
  const first = await acceptReport(letterRequest(0), {
    store,
    openScratch: () => Promise.reject(new Error("letters have no choices")),
  });
  const template = await openTemplate(store, first.template);
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const pool = openRenderPool({ dataDirectory, workers, room: batchRoom, logger });
  const accept = (iteration: number): AcceptedRequest =>
    acceptRequest(
      parseRequest(letterRequest(iteration)),
      template,
      first.datasets as Parameters<typeof acceptRequest>[2],
    );
  const pages = new Map<number, string>();
  /** The letters of an iteration's page: every worker has a page of its own. */
  const pageOf = (iteration: number): string => {
    const lane = iteration % workers;
    const number = Math.floor(iteration / workers / together) * workers + lane;
    const from = (number - lane) * together + lane;
    const made = pages.get(number);
    const letters = made ?? pageFrom(Array.from({ length: together }, (_, place) => accept(from + place * workers)))!;
    pages.set(number, letters);
    return letters;
  };
  return {
    make: async (iteration) => ({
      pdf: (await pool.render(accept(iteration), undefined, undefined, alone ? undefined : pageOf(iteration))).pdf,
    }),
    close: () => pool.close(),
  };
}
