import { BroadsheetError, type Problem } from "../../errors.ts";
import type { AttemptingWorld, Rendering } from "../lifecycle/lifecycle-world.ts";
import { runAttempt } from "../lifecycle/attempt/run-attempt.ts";
import type { Claim } from "../lifecycle/records/records.ts";
import { writeOutcome } from "../lifecycle/records/write-outcome.ts";
import { isMovedBy } from "../../names/name-log.ts";
import { type AcceptedPromotion, promotionOf, type PromotionReady, type PromotionShapes } from "./promotion-kind.ts";

/** The world of somebody who works on promotions. */
export interface PromotingWorld extends AttemptingWorld {
  /**
   * Runs the tests of a stored version in a process of its own.
   *
   * @returns what does not hold; that there are no tests is a fault too
   * @throws BroadsheetError `not-found` if there is no such version; `limit-exceeded` if they take too long;
   *   `unavailable` if they cannot be run now
   */
  testVersion(asked: Pick<AcceptedPromotion, "name" | "version">): Promise<{ readonly errors: readonly Problem[] }>;
  /**
   * Publishes the version. Repeating the call is safe.
   *
   * @returns `false` if the name was moved after `seq`
   */
  publish(claim: Claim<AcceptedPromotion>): Promise<boolean>;
}

/**
 * Makes one attempt at a promotion, if one is due: runs the version's tests and publishes it if they pass and nobody
 * has moved the name meanwhile. However many callers there are, only one of them works.
 *
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function runPromotion(
  name: string,
  number: number,
  world: PromotingWorld,
): Promise<Rendering<PromotionReady>> {
  const subject = promotionOf(name, number);
  return runAttempt<PromotionShapes, void>(
    subject,
    {
      async make(claim) {
        // An earlier attempt may have published it and died before it could say so.
        if (!(await isMovedBy(world.store, `templates/${name}`, claim.accepted.seq, causeOf(claim)))) {
          const { errors } = await world.testVersion({ name, version: claim.accepted.version });
          if (errors.length > 0) throw new BroadsheetError("invalid-template", errors);
        }
        if (!(await world.publish(claim))) throw movedMeanwhile(claim.accepted);
      },
      finish: (_made, { attempt }) =>
        writeOutcome(subject, { state: "ready", finished: world.clock.now(), attempts: attempt }, world),
    },
    world,
  );
}

/** The cause of its move in the name's log. */
function causeOf({ owner }: Pick<Claim, "owner">): string {
  return `promote:${owner}`;
}

function movedMeanwhile({ name, version, seq }: AcceptedPromotion): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "changed-meanwhile",
    message: `somebody published or unpublished "${name}" while the tests of version ${version.slice(0, 12)} ran`,
    where: { name },
    seen: seq,
    hint: `look at GET /templates/${name}/versions again, then decide`,
  });
}
