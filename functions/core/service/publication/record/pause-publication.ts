import type { Publication, PublicationRecord } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { datasetPlaces } from "./dataset-places.ts";
import { findPublication } from "./read-publication.ts";
import { writePublication } from "./write-publication.ts";

/**
 * Pauses a publication: its triggers make no editions until it is resumed. Editions can still be made by hand.
 *
 * @throws BroadsheetError `not-found`, `unavailable`
 */
export async function pausePublication(name: string, { store, clock }: PublicationWorld): Promise<Publication> {
  const publication = await findPublication(name, store);
  if (publication.state === "paused") return publication;
  return change(publication, { ...recordOf(publication), state: "paused", changed: clock.now() }, "pause", store);
}

/**
 * Resumes a paused publication. Its triggers count from now: times and data during the pause were not missed.
 *
 * @throws BroadsheetError `not-found`, also for a dataset of a trigger that no longer exists; `unavailable`
 */
export async function resumePublication(name: string, { store, clock }: PublicationWorld): Promise<Publication> {
  const publication = await findPublication(name, store);
  if (publication.state === "active") return publication;
  const [now, places] = [clock.now(), await datasetPlaces(publication.configuration, store)];
  return change(
    publication,
    { ...recordOf(publication), state: "active", changed: now, since: now, places },
    "resume",
    store,
  );
}

async function change(
  { name }: Publication,
  record: PublicationRecord,
  cause: "pause" | "resume",
  store: PublicationWorld["store"],
): Promise<Publication> {
  return { ...record, name, version: await writePublication(name, record, cause, store) };
}

function recordOf({ state, changed, created, since, places, configuration }: Publication): PublicationRecord {
  return { state, changed, created, since, places, configuration };
}
