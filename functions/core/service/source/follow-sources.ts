import { inTurn } from "../../in-turn.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { failingNames, forgetFiller } from "../contract/note-filler.ts";
import { giveUp } from "../lifecycle/attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle/lifecycle-world.ts";
import type { Generation } from "../lifecycle/records/read-generation.ts";
import type { Outcome } from "../lifecycle/records/records.ts";
import { claimNext } from "../lifecycle/request/claim-next.ts";
import { isLeaseOver } from "../lifecycle/status/report-status.ts";
import { isByDefinition, lastOf, lookAtSource, nextOf, type SourceLook } from "./look-at-source.ts";
import { type AcceptedPull, pullId, type PullJob, pullKind, type PullReady, type PullShapes } from "./pull-kind.ts";
import { notePull } from "./run-pull.ts";
import { readSource, sourceNames, type StoredSource } from "./stored-source.ts";

/** What following needs of its host. */
export interface FollowSourcesOptions {
  /** Called for every refresh that was claimed. On AWS the store's own notification does the work. */
  started?(job: PullJob): void;
  /** Takes over refreshes that nobody works on. @default they are left alone */
  requeue?(jobs: readonly PullJob[]): Promise<void> | void;
  /** Called for a refresh that is given up: those who worked on it died, and cannot tell. */
  gaveUp?(outcome: Outcome<PullReady>): void;
  /** Refreshes younger than this may still be in the queue, ms. @default 0 */
  readonly minAgeMs?: number;
  /** When to stop, milliseconds since the epoch. @default never */
  readonly until?: number;
}

/** Sources looked at side by side: a look is mostly a wait for the store. */
const width = 8;

/**
 * Asks for the refreshes that are due. Any number of callers may do so at any time; each is asked for once. Of times
 * that were missed the last counts. A source that fails is logged and left to a later call.
 *
 * @throws BroadsheetError `unavailable` if the sources cannot be listed
 */
export async function followSources(world: LifecycleWorld, options: FollowSourcesOptions): Promise<void> {
  const { store, clock, logger } = world;
  const [names, failing] = await Promise.all([sourceNames(store), failingNames(store, "source")]);
  await runSideBySide(inTurn(names, clock.now()), width, async (name) => {
    if (clock.now() >= (options.until ?? Infinity)) return;
    try {
      const source = await readSource(store, name);
      if (source !== undefined) await follow(await lookAtSource(store, source), failing.has(name), world, options);
    } catch (error) {
      logger.error("a source could not be followed", { source: name, reason: (error as Error).message });
    }
  });
  const present = new Set(names);
  for (const name of failing) if (!present.has(name)) await forgetFiller("source", name, store);
}

/** @param failing whether others have heard that it fails */
async function follow(
  look: SourceLook,
  failing: boolean,
  world: LifecycleWorld,
  options: FollowSourcesOptions,
): Promise<void> {
  const { source, latest, next } = look;
  // Who ended the refresh may have died before it was noted.
  if (latest?.outcome !== undefined && (failing || latest.outcome.state === "failed"))
    await notePull({ source: source.name, number: latest.generation }, latest.outcome, world);
  if (latest !== undefined && latest.outcome === undefined) {
    const ended = await giveUp(latest, world);
    if (ended !== undefined) options.gaveUp?.(ended);
    else if (isIdle(latest, options.minAgeMs ?? 0, world))
      await options.requeue?.([{ source: source.name, number: latest.generation }]);
    return;
  }
  if (next === undefined || next > world.clock.now()) return;
  const cause = isByDefinition(source, latest) ? "rule" : "definition";
  await claimPull(source, cause, world, options, (found) => (nextOf(source, found) ?? Infinity) <= world.clock.now());
}

/**
 * Claims the next refresh of a source, unless one is under way.
 *
 * @param isWanted whether the latest one, which has ended, is to be followed by another @default yes
 * @returns whether it did
 */
export async function claimPull(
  source: StoredSource,
  cause: AcceptedPull["cause"],
  world: LifecycleWorld,
  { started }: Pick<FollowSourcesOptions, "started">,
  isWanted: (found: Generation<PullShapes> | undefined) => boolean = () => true,
): Promise<boolean> {
  const { name, version: definition, seq } = source;
  const claimed = await claimNext<PullShapes, undefined>(
    pullKind(name),
    pullId,
    (found) => {
      if ((found !== undefined && found.outcome === undefined) || !isWanted(found)) return { keep: undefined };
      const last = lastOf(found);
      return { claim: { accepted: { source: name, definition, seq, cause, ...(last !== undefined && { last }) } } };
    },
    // A store that expires reports does not expire these.
    { ...world, retentionMs: Infinity },
  );
  if (claimed.created) started?.({ source: name, number: claimed.subject.generation });
  return claimed.created;
}

function isIdle({ claim, latest }: Generation<PullShapes>, minAgeMs: number, world: LifecycleWorld): boolean {
  if (latest !== undefined) return isLeaseOver(latest, world);
  return claim !== undefined && world.clock.now() - claim.created >= minAgeMs;
}
