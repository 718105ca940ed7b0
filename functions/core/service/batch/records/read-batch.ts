import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { claimKey, outcomeKey } from "../../lifecycle/records/keys.ts";
import { parseClaim, parseOutcome } from "../../lifecycle/records/parse-record.ts";
import type { Claim, Outcome } from "../../lifecycle/records/records.ts";
import type { AcceptedBatch } from "../batch.ts";
import { batchKind, batchOf, type BatchReady, pageKind, pageOf, type PageReady } from "./batch-kinds.ts";

type Store = Pick<LifecycleWorld, "store">;

/** Reads the claim of a generation of a batch. @throws BroadsheetError `unavailable` */
export async function readBatchClaim(
  id: string,
  generation: number,
  { store }: Store,
): Promise<Claim<AcceptedBatch> | undefined> {
  const key = claimKey(batchOf(id, generation));
  const found = await store.get(key);
  return found && parseClaim(batchKind, key, found.body);
}

/** Reads how a generation of a batch ended; `undefined` if it has not. @throws BroadsheetError `unavailable` */
export async function readBatchOutcome(
  id: string,
  generation: number,
  { store }: Store,
): Promise<Outcome<BatchReady> | undefined> {
  const key = outcomeKey(batchOf(id, generation));
  const found = await store.get(key);
  return found && parseOutcome(batchKind, key, found.body);
}

/** Reads the results of a page; `undefined` if it has none yet. @throws BroadsheetError `unavailable` */
export async function readPageOutcome(
  id: string,
  generation: number,
  page: number,
  { store }: Store,
): Promise<Outcome<PageReady> | undefined> {
  const key = outcomeKey(pageOf(id, generation, page));
  const found = await store.get(key);
  return found && parseOutcome(pageKind, key, found.body);
}
