import type { AttemptingWorld } from "../../lifecycle/lifecycle-world.ts";
import type { PromotingWorld } from "../run-promotion.ts";
import { publishVersion, type PublishingWorld } from "./publish-version.ts";

/** The world of promotions, from a lifecycle and what publishing needs. */
export function openPromotingWorld(
  world: AttemptingWorld & PublishingWorld & Pick<PromotingWorld, "testVersion">,
): PromotingWorld {
  return {
    ...world,
    async publish({ owner, caller, accepted: { name, version, seq, why } }) {
      const decision = {
        kind: "promote",
        version,
        at: world.clock.now(),
        token: owner,
        ...(caller !== undefined && { by: caller }),
        ...(why !== undefined && { why }),
      } as const;
      return (await publishVersion(name, seq, decision, world)) !== undefined;
    },
  };
}
