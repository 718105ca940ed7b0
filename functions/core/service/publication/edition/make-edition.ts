import { requestBatch } from "../../batch/request/request-batch.ts";
import type { AcceptedBatch } from "../../batch/batch.ts";
import { canonicalJson, sha256 } from "../../../json/canonical-json.ts";
import { BroadsheetError } from "../../../errors.ts";
import type { Caller } from "../../lifecycle/records/records.ts";
import { requestReport } from "../../lifecycle/request/request-report.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import type { Publication } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { type AcceptedEdition, acceptEdition } from "../door/accept-edition.ts";
import { requestOf } from "../schedule/edition-request.ts";
import { claimEdition } from "./claim-edition.ts";
import { type Edition, type EditionCause, type EditionInputs, isPresentEdition } from "./edition.ts";
import { markEdition } from "./edition-mark.ts";
import { newestEditions } from "./list-editions.ts";
import { readEdition } from "./read-edition.ts";

/** What an edition is made for. */
export interface EditionPlan {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly instant: number;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly cause: EditionCause;
  /** The edition's date, instead of the one that the publication derives. */
  readonly date?: string | undefined;
  /** Who asked for it, if somebody did. */
  readonly caller?: Caller | undefined;
}

/**
 * Makes an edition, if there never was one of that id: pins its request and has its report rendered. Any number of
 * callers may do so for one id; one of them makes it. A request of a trigger that cannot be accepted makes an edition
 * that fails, with the reason. With `skip: unchanged`, an edition whose inputs are those of the last one is recorded as
 * skipped; one that was asked for by hand never is.
 *
 * @returns the edition that exists then; undefined if it was removed
 * @throws BroadsheetError `unavailable`: try again; as `acceptReport` if somebody asked for it
 */
export async function makeEdition(
  publication: Publication,
  plan: EditionPlan,
  world: PublicationWorld,
): Promise<Edition | undefined> {
  const { name } = publication;
  const { store } = world;
  let edition = await readEdition(name, plan.id, store);
  if (edition === undefined) {
    await claimEdition(publication, plan.id, 1, await pinInputs(publication, plan, world), world, plan.caller);
    edition = await readEdition(name, plan.id, store);
    if (edition?.state === "skipped") await markEdition(edition, "skipped", store);
  }
  return isPresentEdition(edition) ? edition : undefined;
}

async function pinInputs(publication: Publication, plan: EditionPlan, world: PublicationWorld): Promise<EditionInputs> {
  const { name, configuration, version } = publication;
  const { instant, day, cause, date, caller } = plan;
  const inputs = { instant, day, publication: version, cause };
  let accepted: AcceptedEdition;
  try {
    accepted = await acceptEdition(
      configuration,
      { ...requestOf(configuration, day), ...(date !== undefined && { date }) },
      world,
    );
  } catch (error) {
    // A person who asks for an edition reads the error at once.
    if (!(error instanceof BroadsheetError) || error.transient || cause.kind === "run") throw error;
    return { ...inputs, refused: { kind: error.kind, problems: error.problems } };
  }
  const { request, batch, title = name } = accepted;
  const pinned = { ...inputs, request, inputs: digestOf(accepted, publication) };
  const sameAs =
    configuration.skip === "unchanged" && cause.kind !== "run" ? await findSame(name, pinned, world) : undefined;
  if (sameAs !== undefined) return { ...pinned, sameAs };
  return batch === undefined
    ? { ...pinned, report: await requestFor(request, caller, world) }
    : { ...pinned, batch: { ...(await requestBatchFor(batch, caller, world)), title } };
}

/** Requests the report of an edition, and has it rendered if need be. */
export async function requestFor(
  request: AcceptedRequest,
  caller: Caller | undefined,
  world: PublicationWorld,
): Promise<{ readonly id: string; readonly generation: number }> {
  const { status } = await requestReport(request, world, { caller });
  const { id, generation, state } = status;
  if (state === "queued") world.claimed(id, generation, request.template.name);
  return { id, generation };
}

/** Requests the batch of an edition. */
export async function requestBatchFor(
  batch: AcceptedBatch,
  caller: Caller | undefined,
  world: PublicationWorld,
): Promise<{ readonly id: string; readonly generation: number }> {
  const { status } = await requestBatch(batch, world, caller);
  const job = { batch: status.id, generation: status.generation };
  if (status.state === "queued") world.planBatch?.(job);
  return { id: status.id, generation: status.generation };
}

/** Dates that follow from the day are words in the publication's own parameters, and so is the edition's date. */
function digestOf({ request: { template, datasets }, batch }: AcceptedEdition, { configuration }: Publication): string {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, { version }]) => [alias, version]));
  return sha256(
    canonicalJson({
      template: template.version,
      datasets: versions,
      parameters: configuration.parameters ?? {},
      ...(batch && { batch: { ...configuration.batch, rows: batch.rows } }),
    }),
  );
}

/** The edition before, if its inputs are these; failed ones do not count. */
async function findSame(
  name: string,
  { inputs, instant }: Pick<EditionInputs, "inputs" | "instant">,
  { store }: PublicationWorld,
): Promise<string | undefined> {
  for await (const edition of newestEditions(name, store, { before: instant })) {
    if (edition.state === "failed") continue;
    if (edition.inputs !== inputs) return undefined;
    if (edition.state !== "skipped") return edition.id;
    // A skipped edition stands for another, which may have been deleted since.
    const same = await readEdition(name, edition.sameAs, store);
    return same?.state === "ready" || same?.state === "making" ? same.id : undefined;
  }
  return undefined;
}
