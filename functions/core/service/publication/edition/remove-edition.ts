import { listAll } from "../../../paging/list-all.ts";
import type { GoneOutcome } from "../../lifecycle/records/records.ts";
import { removeGeneration } from "../../lifecycle/removal/remove-generation.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { Edition } from "./edition.ts";
import { editionKind, editionOf, newestKey } from "./edition-kind.ts";

/**
 * Removes an edition with all its generations. One small record of each remains, which holds only times, so that no
 * late caller brings the edition back. A skipped edition is nothing but its record, which goes too: its publication's
 * cursor has passed it.
 *
 * @param state `deleted` by somebody, or `expired` by the publication's `keep`
 * @throws BroadsheetError `unavailable`: repeating the call is safe
 */
export async function removeEdition(
  edition: Edition,
  state: GoneOutcome["state"],
  world: PublicationWorld,
): Promise<void> {
  const { name, id, instant } = edition;
  const marker = newestKey(name, instant, id);
  // Unmarked first: what is removed only in part counts no more among those that are ready.
  await world.store.put(marker, new Uint8Array(0), "application/octet-stream");
  if (edition.state === "skipped")
    for await (const { key } of listAll(world.store, `${editionKind(name).root}${id}/`)) await world.store.delete(key);
  else
    for (let generation = 1; generation <= edition.generation; generation += 1)
      await removeGeneration(editionOf(name, id, generation), state, world);
  await world.store.delete(marker);
}
