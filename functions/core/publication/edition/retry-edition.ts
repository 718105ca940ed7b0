import { acceptReport } from "../../accept-report.ts";
import type { Caller } from "../../lifecycle/records/records.ts";
import { retryReport } from "../../lifecycle/request/retry-report.ts";
import { readReport } from "../../lifecycle/status/read-report.ts";
import type { Publication } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { requestOf } from "../schedule/edition-request.ts";
import { claimEdition } from "./claim-edition.ts";
import { type Edition, type EditionInputs, isPresentEdition } from "./edition.ts";
import { requestFor } from "./make-edition.ts";
import { readEditionGeneration } from "./read-edition.ts";

/**
 * Makes a failed edition again, as its next generation, from the inputs that were pinned; one whose request could not
 * be accepted is accepted anew. Any other edition is returned as it is.
 *
 * @throws BroadsheetError as `acceptReport` if the request cannot be accepted this time either; `unavailable`
 */
export async function retryEdition(publication: Publication, edition: Edition, world: PublicationWorld, caller?: Caller): Promise<Edition> {
  if (edition.state !== "failed") return edition;
  const { name, id, instant, day, cause, inputs } = edition;
  const request = edition.request ?? (await acceptReport(requestOf(publication.configuration, day), world));
  const present = await readReport(request.id, world);
  const report = present?.state === "failed" ? await retry(request.id, world, caller) : await requestFor(request, caller, world);
  const pinned: EditionInputs = { instant, day, publication: edition.publication, cause, ...(inputs !== undefined && { inputs }), request, report };
  const generation = edition.generation + 1;
  await claimEdition(publication, id, generation, pinned, world, caller);
  const found = await readEditionGeneration(name, id, generation, world.store);
  return isPresentEdition(found) ? found : edition;
}

async function retry(id: string, world: PublicationWorld, caller: Caller | undefined): Promise<{ readonly id: string; readonly generation: number }> {
  const { status, created } = await retryReport(id, world, caller);
  if (created) world.claimed(id, status.generation, status.accepted.template.name);
  return { id, generation: status.generation };
}
