import { persist } from "../../lifecycle/persist.ts";
import { pendingKey } from "../../lifecycle/records/keys.ts";
import type { Caller } from "../../lifecycle/records/records.ts";
import { claimGeneration } from "../../lifecycle/request/claim-generation.ts";
import { storeDeliverPlan } from "../../delivery/records/deliver-plan.ts";
import type { Publication } from "../publication.ts";
import type { PublicationWorld } from "../publication-world.ts";
import { deliverPlanOf } from "./deliver-plan-of.ts";
import type { EditionInputs } from "./edition.ts";
import { editionOf, newestKey } from "./edition-kind.ts";

/**
 * Creates one generation of an edition, unless it exists. The marker that lists it and the plan of its deliveries are
 * written first; without an edition, they mean nothing.
 *
 * @throws BroadsheetError `unavailable`: repeating the call is safe
 */
export async function claimEdition(
  publication: Publication,
  id: string,
  generation: number,
  inputs: EditionInputs,
  world: PublicationWorld,
  caller?: Caller,
): Promise<void> {
  const { store, clock } = world;
  const { name } = publication;
  const subject = editionOf(name, id, generation);
  const claim = { created: clock.now(), owner: world.newToken(), accepted: inputs, ...(caller && { caller }) };
  const delivering = deliverPlanOf(publication, inputs);
  await persist(world, Infinity, async () => {
    await store.create(newestKey(name, inputs.instant, id), new Uint8Array(0), "application/octet-stream");
    if (delivering !== undefined) await storeDeliverPlan(subject.folder, delivering, store);
    await claimGeneration(subject, claim, world);
  });
  // Nothing is left to do for a skipped edition.
  if (inputs.sameAs !== undefined) await store.delete(pendingKey(subject)!);
}
