import { canonicalJson } from "../../../json/canonical-json.ts";
import { assertName } from "../../../names/name.ts";
import type { Configuration, Publication, PublicationRecord } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { acceptEdition } from "../door/accept-edition.ts";
import { dayOfEdition, requestOf } from "../schedule/edition-request.ts";
import { assertRoom } from "./assert-room.ts";
import { datasetPlaces } from "./dataset-places.ts";
import { isPublished, readPublication } from "./read-publication.ts";
import { writePublication } from "./write-publication.ts";

export interface StoredPublication {
  readonly publication: Publication;
  /** Whether there was none of that name. */
  readonly created: boolean;
}

/**
 * Stores a publication under a name, or changes the one that has it. The same configuration changes nothing. As long as
 * its triggers stay the same, they go on counting; new ones count from now. A paused publication stays paused. However
 * many publications there are, those that exist can be changed.
 *
 * @param configuration as `parsePublication` returns it
 * @throws BroadsheetError `invalid-request` or `not-found`, naming the field by JSON pointer, if an edition could not
 *   be made today; `invalid-template`; `conflict` if no more may exist; `unavailable`
 */
export async function storePublication(
  name: string,
  configuration: Configuration,
  world: PublicationWorld,
): Promise<StoredPublication> {
  assertName(name, "publication");
  const { store, clock } = world;
  const present = await readPublication(name, store);
  const before = isPublished(present) ? present : undefined;
  const places = await datasetPlaces(configuration, store);
  await acceptEdition(configuration, requestOf(configuration, dayOfEdition(configuration, clock.now(), world)), world);
  if (before !== undefined && canonicalJson(before.configuration) === canonicalJson(configuration))
    return { publication: before, created: false };
  if (before === undefined) await assertRoom(present === undefined, world);
  const now = clock.now();
  const goesOn = before !== undefined && canonicalJson(before.configuration.on) === canonicalJson(configuration.on);
  const record: PublicationRecord = {
    state: before?.state ?? "active",
    changed: now,
    created: before?.created ?? now,
    ...(goesOn ? { since: before.since, places: before.places } : { since: now, places }),
    configuration,
  };
  const version = await writePublication(name, record, "put", store);
  return { publication: { ...record, name, version }, created: before === undefined };
}
