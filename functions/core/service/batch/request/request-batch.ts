import { canonicalJson } from "../../../json/canonical-json.ts";
import { type DeliverPlan, readDeliverPlan, storeDeliverPlan } from "../../delivery/records/deliver-plan.ts";
import { BroadsheetError } from "../../../errors.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import type { Caller, Claim } from "../../lifecycle/records/records.ts";
import { claimNext } from "../../lifecycle/request/claim-next.ts";
import type { AcceptedBatch } from "../batch.ts";
import { batchKind, batchOf } from "../records/batch-kinds.ts";
import { noCounts } from "../records/count-items.ts";
import {
  type BatchStatus,
  batchStatus,
  isPresentBatch,
  isUnderWay,
  type PresentBatch,
} from "../status/batch-status.ts";

/** A batch's status, and whether this call claimed it, so that its planner must begin. */
export interface RequestedBatch {
  readonly status: PresentBatch;
  readonly created: boolean;
}

/**
 * Requests a batch. The call is idempotent as that for a report is: a batch that is under way or ready stays as it is,
 * and so does one that would fail again.
 *
 * @param delivering where its end goes, if this call claims it
 * @throws BroadsheetError `conflict` if it exists and is delivered elsewhere; `unavailable`
 */
export async function requestBatch(
  accepted: AcceptedBatch,
  world: LifecycleWorld,
  caller?: Caller,
  delivering?: DeliverPlan,
): Promise<RequestedBatch> {
  const requested = await claimBatch(
    accepted.id,
    (status) =>
      status === undefined ||
      status instanceof BroadsheetError ||
      !isPresentBatch(status) ||
      (status.state === "failed" && status.failure?.final !== true)
        ? { accepted, delivering }
        : undefined,
    caller,
    world,
  );
  if (!requested.created && delivering !== undefined) await refuseOtherDelivery(requested.status, delivering, world);
  return requested;
}

/** A batch that exists keeps the deliveries of its first request, so a request with others is an error. */
async function refuseOtherDelivery(
  { id, generation }: PresentBatch,
  { entries }: DeliverPlan,
  { store }: LifecycleWorld,
): Promise<void> {
  const present = await readDeliverPlan(batchOf(id, generation).folder, store);
  if (canonicalJson(present?.entries ?? []) === canonicalJson(entries)) return;
  throw new BroadsheetError("conflict", {
    code: "other-delivery",
    message: `this batch already exists as ${id}, and keeps the deliveries of its first request`,
    where: { pointer: "/deliver" },
    seen: entries,
    allowed: present?.entries ?? [],
    hint: `GET /batches/${id} has its state; DELETE it to make and deliver it again`,
  });
}

/**
 * Starts the next generation of a batch that has ended: it keeps the ready items, makes all others again, and forms
 * that ready ones lack. A batch that is under way, or has only ready rows with all forms, stays as it is.
 *
 * @throws BroadsheetError `not-found` if there is no such batch; `unavailable`
 */
export async function retryBatch(id: string, world: LifecycleWorld, caller?: Caller): Promise<RequestedBatch> {
  return claimBatch(
    id,
    async (status) => {
      if (status instanceof BroadsheetError) throw status;
      if (status === undefined || !isPresentBatch(status)) throw unknownBatch(id, status?.state);
      if (
        isUnderWay(status) ||
        (status.state === "ready" && status.counts.failed === 0 && !status.totals?.incomplete?.again)
      )
        return undefined;
      const delivering = await readDeliverPlan(batchOf(id, status.generation).folder, world.store);
      return {
        accepted: { ...status.accepted, base: status.generation, since: status.accepted.since ?? status.created },
        delivering,
      };
    },
    caller,
    world,
  );
}

/** The error for a batch that does not exist. @param state `deleted` or `expired`, if it existed */
export function unknownBatch(id: string, state?: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: state === undefined ? "unknown-batch" : `batch-${state}`,
    message:
      state === undefined
        ? `there is no batch "${id.slice(0, 80)}"`
        : state === "deleted"
          ? "the batch was deleted"
          : "the batch has expired",
    seen: id.slice(0, 80),
    hint:
      state === undefined
        ? "GET /batches lists all batches; ids are 64 hexadecimal digits"
        : "POST /batches with the same body makes it again",
  });
}

/** What a call claims, and where its end goes. */
interface Wanted {
  readonly accepted: AcceptedBatch;
  readonly delivering: DeliverPlan | undefined;
}

async function claimBatch(
  id: string,
  next: (status: BatchStatus | BroadsheetError | undefined) => Wanted | undefined | Promise<Wanted | undefined>,
  caller: Caller | undefined,
  world: LifecycleWorld,
): Promise<RequestedBatch> {
  const claimed = await claimNext(
    batchKind,
    id,
    async (found) => {
      // A generation that cannot be read has been given up; a new claim repairs it.
      const status = found && (found.corrupt ?? (await batchStatus(found, world)));
      const wanted = await next(status);
      if (wanted === undefined) return { keep: status as PresentBatch };
      const { accepted, delivering } = wanted;
      return {
        claim: {
          accepted,
          caller,
          ...(delivering && { prepare: (folder: string) => storeDeliverPlan(folder, delivering, world.store) }),
        },
      };
    },
    world,
  );
  if (!claimed.created) return { status: claimed.status, created: false };
  return { status: statusOfNew(id, claimed.subject.generation, claimed.claim), created: true };
}

function statusOfNew(id: string, generation: number, { created, accepted }: Claim<AcceptedBatch>): PresentBatch {
  return { state: "queued", id, generation, created, accepted, counts: noCounts, failures: [] };
}
