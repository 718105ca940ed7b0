import { type Generation, readGeneration, readLatest } from "../../lifecycle/records/read-generation.ts";
import { isGone } from "../../lifecycle/records/records.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { Edition, GoneEdition } from "./edition.ts";
import { editionKind, editionOf, type EditionShapes } from "./edition-kind.ts";

/**
 * Reads an edition in its latest generation: one listing and two reads.
 *
 * @returns undefined if there never was one
 * @throws BroadsheetError `damaged` if a record cannot be read
 */
export async function readEdition(
  name: string,
  id: string,
  store: ObjectStore,
): Promise<Edition | GoneEdition | undefined> {
  const found = await readLatest(store, editionKind(name), id);
  return found && stateOf(name, found);
}

/** Reads one generation of an edition; undefined if it does not exist. */
export async function readEditionGeneration(
  name: string,
  id: string,
  generation: number,
  store: ObjectStore,
): Promise<Edition | GoneEdition | undefined> {
  const found = await readGeneration(store, editionOf(name, id, generation));
  return found && stateOf(name, found);
}

function stateOf(
  name: string,
  { id, generation, claim, outcome, corrupt }: Generation<EditionShapes>,
): Edition | GoneEdition | undefined {
  if (outcome !== undefined && isGone(outcome)) return { state: outcome.state, name, id, generation };
  if (corrupt !== undefined) throw corrupt;
  if (claim === undefined) return undefined;
  const { accepted, created } = claim;
  const known = { ...accepted, name, id, generation, created };
  if (accepted.sameAs !== undefined) return { ...known, sameAs: accepted.sameAs, state: "skipped" };
  if (outcome === undefined) return { ...known, state: "making" };
  // Only an edition whose request was accepted has a report, and so becomes ready.
  return outcome.state === "ready" ? { ...known, request: accepted.request!, ...outcome } : { ...known, ...outcome };
}
