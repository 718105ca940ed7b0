import { BroadsheetError } from "../../errors.ts";
import type { LifecycleWorld } from "../lifecycle/lifecycle-world.ts";
import type { Caller } from "../lifecycle/records/records.ts";
import { claimNext } from "../lifecycle/request/claim-next.ts";
import { type AcceptedPromotion, promotionKind, type PromotionShapes } from "./promotion-kind.ts";
import { type PromotionStatus, promotionStatus } from "./promotion-status.ts";

/** A promotion's status, and whether this call created its claim, which somebody must then work on. */
export interface RequestedPromotion {
  readonly status: PromotionStatus;
  readonly created: boolean;
}

/**
 * Claims a promotion. While one of the template is under way, the same request finds it.
 *
 * @throws BroadsheetError `conflict` while another promotion of the template is under way; `unavailable`
 */
export async function requestPromotion(
  accepted: AcceptedPromotion,
  caller: Caller | undefined,
  world: LifecycleWorld,
): Promise<RequestedPromotion> {
  const claimed = await claimNext<PromotionShapes, PromotionStatus>(
    promotionKind,
    accepted.name,
    (found) => {
      const present = found && promotionStatus(found, world);
      if (present === undefined || present.state === "ready" || present.state === "failed")
        return { claim: { accepted, caller } };
      if (present.accepted.version === accepted.version && present.accepted.seq === accepted.seq)
        return { keep: present };
      throw underWay(present);
    },
    world,
  );
  if (!claimed.created) return { status: claimed.status, created: false };
  const { subject, claim } = claimed;
  return {
    status: {
      number: subject.generation,
      accepted,
      created: claim.created,
      ...(caller !== undefined && { caller }),
      state: "queued",
    },
    created: true,
  };
}

function underWay({ number, accepted: { name, version } }: PromotionStatus): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "promotion-under-way",
    message: `the tests of version ${version.slice(0, 12)} of "${name}" are being run, and it is promoted if they pass`,
    where: { name },
    seen: version,
    hint: `wait until GET /templates/${name}/promotions/${number} says ready or failed`,
  });
}
