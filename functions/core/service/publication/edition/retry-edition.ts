import { retryBatch } from "../../batch/request/request-batch.ts";
import { isPresentBatch, readBatch } from "../../batch/status/batch-status.ts";
import type { Caller } from "../../lifecycle/records/records.ts";
import { retryReport } from "../../lifecycle/request/retry-report.ts";
import { readReport } from "../../lifecycle/status/read-report.ts";
import type { Publication } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { acceptEdition } from "../door/accept-edition.ts";
import { requestOf } from "../schedule/edition-request.ts";
import { claimEdition } from "./claim-edition.ts";
import { type Edition, type EditionInputs, isPresentEdition } from "./edition.ts";
import { requestBatchFor, requestFor } from "./make-edition.ts";
import { readEditionGeneration } from "./read-edition.ts";

/**
 * Makes a failed edition again, as its next generation, from the inputs that were pinned; one whose request could not
 * be accepted is accepted anew. Any other edition is returned as it is.
 *
 * @throws BroadsheetError as `acceptReport` if the request cannot be accepted this time either; `unavailable`
 */
export async function retryEdition(
  publication: Publication,
  edition: Edition,
  world: PublicationWorld,
  caller?: Caller,
): Promise<Edition> {
  if (edition.state !== "failed") return edition;
  const { name, id, instant, day, cause, inputs } = edition;
  const known = { instant, day, publication: edition.publication, cause, ...(inputs !== undefined && { inputs }) };
  const pinned: EditionInputs = { ...known, ...(await requestAgain(publication, edition, world, caller)) };
  const generation = edition.generation + 1;
  await claimEdition(publication, id, generation, pinned, world, caller);
  const found = await readEditionGeneration(name, id, generation, world.store);
  return isPresentEdition(found) ? found : edition;
}

/** Requests the report or the batch again: from what was pinned, as long as it is there. */
async function requestAgain(
  { configuration }: Publication,
  { request, batch, day }: Edition,
  world: PublicationWorld,
  caller: Caller | undefined,
): Promise<Pick<EditionInputs, "request" | "report" | "batch">> {
  if (batch !== undefined && request !== undefined) {
    const present = await readBatch(batch.id, world);
    if (present !== undefined && isPresentBatch(present)) {
      const { status } = await retryBatch(batch.id, world, caller);
      if (status.state === "queued") world.planBatch?.({ batch: status.id, generation: status.generation });
      return { request, batch: { ...batch, generation: status.generation } };
    }
  }
  const accepted =
    request === undefined || batch !== undefined
      ? await acceptEdition(configuration, requestOf(configuration, day), world)
      : { request };
  if (accepted.batch !== undefined)
    return {
      request: accepted.request,
      batch: {
        ...(await requestBatchFor(accepted.batch, caller, world)),
        title: accepted.title ?? configuration.template,
      },
    };
  const report = await readReport(accepted.request.id, world);
  return {
    request: accepted.request,
    report:
      report?.state === "failed"
        ? await retry(accepted.request.id, world, caller)
        : await requestFor(accepted.request, caller, world),
  };
}

async function retry(
  id: string,
  world: PublicationWorld,
  caller: Caller | undefined,
): Promise<{ readonly id: string; readonly generation: number }> {
  const { status, created } = await retryReport(id, world, caller);
  if (created) world.claimed(id, status.generation, status.accepted.template.name);
  return { id, generation: status.generation };
}
