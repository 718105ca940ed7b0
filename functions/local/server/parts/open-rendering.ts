import { availableParallelism } from "node:os";
import { openScratchFolder } from "../../../adapters/scratch-folder.ts";
import { systemClock } from "../../../adapters/system-clock.ts";
import { type DataChangeWorld, seekDataChanges } from "../../../core/service/publication/edition/seek-data-changes.ts";
import { diffStored } from "../../../http/datasets/diff/diff-stored.ts";
import type { DataChangeSeeker, Renditions } from "../../../core/service/delivery/gather-renditions.ts";
import { renderReport } from "../../../core/service/lifecycle/attempt/render-report.ts";
import type { RenderingWorld } from "../../../core/service/lifecycle/lifecycle-world.ts";
import {
  renditionOfEdition,
  type RenditionsOfEditions,
} from "../../../core/service/publication/edition/rendition-of-edition.ts";
import { engineDigest, makerDigest } from "../../../engine-digest.ts";
import type { Services } from "../../../http/services.ts";
import { openRenderPool, type RenderPool } from "../../../render/render-pool.ts";
import { seedSamples } from "../../../seed/seed-template.ts";
import type { Announcer } from "../open-announcer.ts";
import { type Deliveries, openDeliveries } from "../open-deliveries.ts";
import { openPromotions, type Promotions } from "../open-promotions.ts";
import { openRenditions, type Renditions as RenditionQueue } from "../open-renditions.ts";
import { openRefreshes, type Refreshes } from "../open-refreshes.ts";
import { openRenderQueue, type RenderQueue, type Rest } from "../render-queue.ts";
import { openOutageWatch } from "../outage-watch.ts";
import type { ServerGround } from "./server-ground.ts";

/** Length of a lease beyond a render, ms: a worker may have to start and warm up first. */
const startAllowanceMs = 30_000;

/** After this time a render gives way to those behind it, ms. */
const patienceMs = 10_000;

/** Time between two looks at a report that another server renders, ms. */
const glanceMs = 1_000;

/** Most renders that may continue after they gave way. */
const extraWorkers = 3;

/** The part of a server that renders reports, tests templates for their promotion and makes the tables of views. */
export interface Rendering {
  readonly pool: RenderPool;
  readonly queue: RenderQueue;
  readonly world: RenderingWorld;
  readonly announcer: Announcer;
  readonly delivery: Deliveries["services"];
  readonly promotions: Promotions;
  readonly renditions: RenditionQueue;
  readonly refreshes: Refreshes;
  readonly seedSamples: NonNullable<Services["seedSamples"]>;
}

/** Opens the workers, their queue, and what announces the ends of reports. */
export function openRendering(ground: ServerGround): Rendering {
  const { options, held, renderMs, store, logger, cleanups } = ground;
  const threads = options.threads ?? Math.max(1, availableParallelism() - 1);
  const stopping = new AbortController();
  const pool = openRenderPool({
    dataDirectory: held.place,
    workers: threads,
    timeoutMs: renderMs,
    extraWorkers,
    logger,
    heapMegabytes: options.heapMegabytes,
    warmUp: ground.warmUp,
  });
  cleanups.add(() => pool.close());
  const base = { store, clock: systemClock, logger, newToken: () => crypto.randomUUID(), maker: makerDigest() };
  const { announcer, services: delivery } = openDeliveries(
    {
      ...base,
      secrets: held.secrets,
      url: ground.url,
      ...seekBy(() => ({ ...world, asked: others.renditions.push }), base, pool),
    },
    options,
  );
  cleanups.add(() => announcer.close());
  const world: RenderingWorld = {
    ...base,
    engine: engineDigest(),
    run: held.run,
    outbox: announcer.outbox,
    render: pool.render,
    leaseMs: renderMs + startAllowanceMs,
    signal: stopping.signal,
  };
  const outages = openOutageWatch({ probe: held.probe, clock: systemClock, logger });
  cleanups.add(() => outages.close());
  const queue = openRenderQueue({
    threads,
    patienceMs,
    hasRoom: () => pool.size < threads + extraWorkers && process.availableMemory() > pool.memoryMegabytes * 1024 ** 2,
    logger,
    attempt: async (id, generation) =>
      noLonger(await outages.restAfter(() => renderReport(id, generation, world)), held.run),
  });
  const seedOwn: Rendering["seedSamples"] = (template, asked) => seedSamples(store, template, "sample", asked);
  // Also without requireTests: an earlier server may have left some.
  const promotions = openPromotions({
    ...world,
    openScratch: () => openScratchFolder(),
    seedSamples: seedOwn,
    testVersion: (asked) => pool.check(asked),
  });
  const others = {
    promotions,
    renditions: openRenditions({ ...world, makeRendition: (order) => pool.rendition(order) }),
    refreshes: openRefreshes(world, pool, renderMs),
  };
  const rendering = { pool, queue, world, announcer, delivery, ...others, seedSamples: seedOwn };
  cleanups.add(() => endGently(rendering, stopping, ground.graceMs));
  return rendering;
}

/**
 * Has made what deliveries bring: renditions, by what is opened after them, and what changed in the data, by the
 * workers.
 */
function seekBy(
  world: () => RenditionsOfEditions,
  base: Omit<DataChangeWorld, "diff">,
  pool: RenderPool,
): { readonly renditions: Renditions; readonly dataChanges: DataChangeSeeker } {
  const comparing = { ...base, runQuery: (asked: Parameters<Services["runQuery"]>[0]) => pool.query(asked) };
  const diff: DataChangeWorld["diff"] = (from, to, until) => diffStored(from, to, until, comparing);
  return {
    renditions: { seek: (subject, form) => renditionOfEdition(subject, form, world()) },
    dataChanges: { seek: (subject) => seekDataChanges(subject, { ...base, diff }) },
  };
}

/**
 * Where several servers share a store, another one may end a report at any time, and a client of this one may wait for
 * it: it is looked at again soon.
 */
function noLonger(rest: number | Rest | undefined, run: string | undefined): number | Rest | undefined {
  if (rest === undefined || run !== undefined) return rest;
  return typeof rest === "number" ? Math.min(rest, glanceMs) : { ...rest, ms: Math.min(rest.ms, glanceMs) };
}

/** Renders and tests get a moment to finish; the others are handed back to the next server. */
async function endGently(
  {
    queue,
    promotions,
    renditions,
    refreshes,
    pool,
  }: Omit<Rendering, "world" | "announcer" | "delivery" | "seedSamples">,
  stopping: AbortController,
  graceMs: number,
): Promise<void> {
  const closing = Promise.all([queue.close(), promotions.close(), renditions.close(), refreshes.close()]);
  const late = setTimeout(() => {
    stopping.abort();
    void pool.close();
  }, graceMs);
  await closing;
  clearTimeout(late);
}
