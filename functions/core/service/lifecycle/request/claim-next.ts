import { BroadsheetError } from "../../../errors.ts";
import { giveUp } from "../attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import { type Generation, readLatest } from "../records/read-generation.ts";
import type { Caller, Claim } from "../records/records.ts";
import { isPastRetention } from "../status/report-status.ts";
import { type Kind, type Shapes, type Subject, subjectOf } from "../records/subject.ts";
import { claimGeneration } from "./claim-generation.ts";

/** Rounds before a claim counts as impossible. Each lost round means that another caller made progress. */
const longestChase = 10;

/** What a new claim holds. */
export interface NewClaim<Accepted> {
  readonly accepted: Accepted;
  readonly caller?: Caller | undefined;
  /** Stores what belongs to the claim and must be there before it. @param folder of the subject */
  prepare?(folder: string): Promise<void>;
}

/** What was claimed, or what stays. */
export type Claimed<S extends Shapes, Status> =
  | { readonly created: true; readonly subject: Subject<S>; readonly claim: Claim<S["accepted"]> }
  | { readonly created: false; readonly status: Status };

/**
 * Claims the next generation of what an id names, unless the present one stays.
 *
 * @param next judges the latest generation: what to claim, or the status to keep
 * @throws BroadsheetError `unavailable`, and what `next` throws
 */
export async function claimNext<S extends Shapes, Status>(
  kind: Kind<S>,
  id: string,
  next: (
    found: Generation<S> | undefined,
  ) =>
    | { readonly claim: NewClaim<S["accepted"]> }
    | { readonly keep: Status }
    | Promise<{ readonly claim: NewClaim<S["accepted"]> } | { readonly keep: Status }>,
  world: LifecycleWorld,
): Promise<Claimed<S, Status>> {
  for (let turn = 1; turn <= longestChase; turn += 1) {
    const found = await readLatest(world.store, kind, id, (created) => !isPastRetention(created, world));
    if (found !== undefined && (await giveUp(found, world)) !== undefined) continue;
    const verdict = await next(found);
    if ("keep" in verdict) return { created: false, status: verdict.keep };
    const { accepted, caller, prepare } = verdict.claim;
    const subject = subjectOf(kind, id, (found?.generation ?? 0) + 1);
    const claim: Claim<S["accepted"]> = {
      created: world.clock.now(),
      owner: world.newToken(),
      accepted,
      ...(caller && { caller }),
    };
    const claimed = await persist(world, Infinity, async () => {
      await prepare?.(subject.folder);
      return claimGeneration(subject, claim, world);
    });
    if (claimed) return { created: true, subject, claim };
  }
  throw new BroadsheetError("unavailable", {
    code: `${kind.name}-in-motion`,
    message: `${kind.name.slice(0, 1).toUpperCase()}${kind.name.slice(1)} ${id} is being requested and deleted too often to claim it`,
    hint: "Try again in a moment.",
  });
}
