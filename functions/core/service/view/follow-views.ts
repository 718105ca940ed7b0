import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { moveNameFrom } from "../../names/name-log.ts";
import { failingNames, forgetFiller, noteFailing, noteWorking } from "../contract/note-filler.ts";
import { giveUp } from "../lifecycle/attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle/lifecycle-world.ts";
import type { Generation } from "../lifecycle/records/read-generation.ts";
import { claimNext } from "../lifecycle/request/claim-next.ts";
import { isLeaseOver } from "../lifecycle/status/report-status.ts";
import { viewCause } from "../../report/dataset/view/change-views.ts";
import { viewLimits } from "../../report/dataset/view/view.ts";
import { readGraph } from "../../report/dataset/view/view-graph.ts";
import { lookAtViews, type ViewLook } from "./look-at-views.ts";
import { refreshKind, type RefreshJob, type RefreshShapes, viewChanged } from "./refresh-kind.ts";

/** Time after a failure that may pass until it is tried again, ms, and how often in all. */
const restMs = 10 * 60_000;
const mostClaims = 5;

/** What following needs of its host. */
export interface FollowOptions {
  /** Called for every refresh that was claimed. On AWS the store's own notification does the work. */
  started?(job: RefreshJob): void;
  /** Takes over refreshes that nobody works on. @default they are left alone */
  requeue?(jobs: readonly RefreshJob[]): Promise<void> | void;
  /** Refreshes younger than this may still be in the queue, ms. @default 0 */
  readonly minAgeMs?: number;
  /** Called when a view has another table. */
  moved?(view: string): Promise<void>;
  /** When to stop, milliseconds since the epoch. @default never */
  readonly until?: number;
}

/**
 * Follows the views: each that is not made from what its sources are now is asked for once they have settled, and what
 * is made becomes what its readers get. Any number of callers may do so at any time. It only reads where nothing has
 * changed. A view that fails is logged and left to a later call.
 *
 * @throws BroadsheetError `unavailable` if the views cannot be read
 */
export async function followViews(world: LifecycleWorld, options: FollowOptions): Promise<void> {
  const { store, clock, logger } = world;
  const failing = await failingNames(store, "view");
  // A view that becomes current may settle those made from it.
  for (let round = 0; round <= viewLimits.depth; round += 1) {
    const graph = await readGraph(store);
    for (const name of failing) if (!graph.has(name)) await forgetFiller("view", name, store);
    if (graph.size === 0) return;
    let moved = false;
    for (const look of (await lookAtViews(store, graph)).values()) {
      await note(look, failing.has(look.name), world);
      if (look.state === "current" || look.wanted === undefined) continue;
      if (clock.now() >= (options.until ?? Infinity)) return;
      try {
        moved = (await follow(look, world, options)) || moved;
      } catch (error) {
        logger.error("a view could not be followed", { view: look.name, reason: (error as Error).message });
      }
    }
    if (!moved) return;
  }
}

/** Others hear when a view fails that did not before, and when it is current again. */
async function note(
  { name, state, refresh, problems = [] }: ViewLook,
  failing: boolean,
  world: LifecycleWorld,
): Promise<void> {
  try {
    if (state === "current" && failing) await noteWorking("view", name, world);
    if (state !== "failed" || problems[0]?.code === viewChanged) return;
    const outcome = refresh?.outcome?.state === "failed" ? refresh.outcome : undefined;
    const about = refresh === undefined ? problems : [refresh.subject.id, refresh.generation];
    await noteFailing(
      "view",
      name,
      {
        id: sha256(canonicalJson(about)).slice(0, 32),
        kind: outcome?.kind ?? (problems[0]?.code === "source-gone" ? "not-found" : "damaged"),
        problems,
        at: outcome?.finished ?? world.clock.now(),
      },
      world,
    );
  } catch (error) {
    world.logger.error("what happened to a view could not be noted", { view: name, reason: (error as Error).message });
  }
}

/** @returns whether the view's readers get another table */
async function follow(look: ViewLook, world: LifecycleWorld, options: FollowOptions): Promise<boolean> {
  const { name, refresh, wanted } = look;
  const outcome = refresh?.outcome;
  if (outcome?.state === "ready" && (await isStored(name, outcome.version, world)))
    return await makeCurrent(look, outcome.version, world, options);
  if (refresh !== undefined && outcome === undefined) {
    if ((await giveUp(refresh, world)) === undefined && isIdle(refresh, options.minAgeMs ?? 0, world))
      await options.requeue?.([{ view: name, cause: wanted!.cause, number: refresh.generation }]);
    return false;
  }
  if (outcome?.state === "failed" && !isDueAgain(refresh!, world.clock.now())) return false;
  await claimRefresh(look, (found) => found?.generation === refresh?.generation, world, options);
  return false;
}

/** The table that was made from what is wanted becomes the one that readers get, unless somebody was quicker. */
async function makeCurrent(
  { name, place, wanted }: ViewLook,
  version: string,
  { store, clock, logger }: LifecycleWorld,
  { moved }: FollowOptions,
): Promise<boolean> {
  const move = { version, cause: `${viewCause}${wanted!.cause}`, at: clock.now() };
  if (!(await moveNameFrom(store, `datasets/${name}`, place.seq, move))) return true;
  logger.info("a view was refreshed", { view: name, version });
  if (version !== place.version) await moved?.(name);
  return true;
}

/**
 * Claims the refresh of what is wanted.
 *
 * @param isWanted whether the latest generation, if any, is to be followed by another
 */
export async function claimRefresh(
  { name, entry, place, wanted }: ViewLook,
  isWanted: (found: Generation<RefreshShapes> | undefined) => boolean,
  world: LifecycleWorld,
  { started }: Pick<FollowOptions, "started">,
): Promise<void> {
  const { definition, since } = entry;
  const accepted = { view: name, definition, since, sources: wanted!.sources, seq: place.seq };
  const claimed = await claimNext<RefreshShapes, undefined>(
    refreshKind(name),
    wanted!.cause,
    (found) => (isWanted(found) ? { claim: { accepted } } : { keep: undefined }),
    world,
  );
  if (claimed.created) started?.({ view: name, cause: wanted!.cause, number: claimed.subject.generation });
}

/** A version may have been deleted by hand. */
async function isStored(name: string, version: string, { store }: LifecycleWorld): Promise<boolean> {
  return (await store.head(`datasets/${name}/${version}/dataset.json`)) !== undefined;
}

function isIdle({ claim, latest }: Generation<RefreshShapes>, minAgeMs: number, world: LifecycleWorld): boolean {
  if (latest !== undefined) return isLeaseOver(latest, world);
  return claim !== undefined && world.clock.now() - claim.created >= minAgeMs;
}

function isDueAgain({ outcome, generation }: Generation<RefreshShapes>, now: number): boolean {
  return outcome?.state === "failed" && !outcome.final && generation < mostClaims && now - outcome.finished >= restMs;
}
