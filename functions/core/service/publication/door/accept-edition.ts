import { acceptReport } from "../../../report/accept-report.ts";
import type { AcceptedBatch } from "../../batch/batch.ts";
import { acceptBatch } from "../../batch/door/accept-batch.ts";
import { columnsOf } from "../../delivery/deliver-schema.ts";
import { BroadsheetError } from "../../../errors.ts";
import { fillDefaults } from "../../../json/schema-defaults.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import { openTemplate } from "../../../report/template/open-template.ts";
import type { Configuration } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { EditionRequest } from "../schedule/edition-request.ts";

/** What an edition is made from: a report's request, or a batch and what its rows share. */
export interface AcceptedEdition {
  readonly request: AcceptedRequest;
  readonly batch?: AcceptedBatch;
  /** Of a batch: its template's title. */
  readonly title?: string;
}

/**
 * Accepts the request of an edition, and pins it: as that of a report or, if the publication says so, of a batch.
 *
 * @throws BroadsheetError as `acceptReport` and `acceptBatch`; what is below `batch` in the publication is named there
 */
export async function acceptEdition(
  { batch, deliver = [] }: Configuration,
  request: EditionRequest,
  world: PublicationWorld,
): Promise<AcceptedEdition> {
  if (batch === undefined) return { request: await acceptReport(request, world, world.clock.now()) };
  const columns = columnsOf(deliver, "/deliver");
  const accepted = await acceptBatch(
    { ...request, output: "zip", ...batch },
    {
      store: world.store,
      openScratch: () => world.openScratch(),
      outputs: world.outputs,
      columns,
      requestedAt: world.clock.now(),
    },
  ).catch(pointIntoBatch);
  const { languages, date, parameters: schema, title, name } = await openTemplate(world.store, accepted.template);
  const shared = fillDefaults(schema, accepted.parameters) as Readonly<Record<string, unknown>>;
  const { language } = shared;
  const chosen = typeof language === "string" ? language : (languages[0] ?? "en");
  return {
    batch: accepted,
    title: title[chosen] ?? name,
    request: {
      id: accepted.id,
      template: accepted.template,
      datasets: accepted.datasets,
      parameters: accepted.parameters,
      date: accepted.date ?? date,
      language: chosen,
      ...(accepted.stale !== undefined && { stale: accepted.stale }),
    },
  };
}

/** Members of a batch stand below `batch` in a publication. */
function pointIntoBatch(error: unknown): never {
  if (!(error instanceof BroadsheetError)) throw error;
  throw new BroadsheetError(
    error.kind,
    error.problems.map((problem) =>
      /^\/(?:rows|map|name|tolerate|output|renditions)(?:\/|$)/.test(problem.where?.pointer ?? "")
        ? { ...problem, where: { ...problem.where, pointer: `/batch${problem.where!.pointer}` } }
        : problem,
    ),
  );
}
