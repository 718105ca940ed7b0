import { persist } from "../../lifecycle/persist.ts";
import { pendingKey } from "../../lifecycle/records/keys.ts";
import type { Caller } from "../../lifecycle/records/records.ts";
import { claimGeneration } from "../../lifecycle/request/claim-generation.ts";
import type { PublicationWorld } from "../publication-world.ts";
import type { EditionInputs } from "./edition.ts";
import { editionOf, newestKey } from "./edition-kind.ts";

/**
 * Creates one generation of an edition, unless it exists. The marker that lists it is written first; a marker without an
 * edition means nothing.
 *
 * @throws BroadsheetError `unavailable`: repeating the call is safe
 */
export async function claimEdition(name: string, id: string, generation: number, inputs: EditionInputs, world: PublicationWorld, caller?: Caller): Promise<void> {
  const { store, clock } = world;
  const subject = editionOf(name, id, generation);
  const claim = { created: clock.now(), owner: world.newToken(), accepted: inputs, ...(caller && { caller }) };
  await persist(world, Infinity, async () => {
    await store.create(newestKey(name, inputs.instant, id), new Uint8Array(0), "application/octet-stream");
    await claimGeneration(subject, claim, world);
  });
  // Nothing is left to do for a skipped edition.
  if (inputs.sameAs !== undefined) await store.delete(pendingKey(subject)!);
}
