import { machineTimeZones } from "../../../adapters/machine-time-zones.ts";
import { openScratchFolder } from "../../../adapters/scratch-folder.ts";
import { outputs } from "../../../core/report/request/batch-request.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { tickFreshness } from "../../../core/service/contract/tick-freshness.ts";
import { tickPublications } from "../../../core/service/publication/tick-publications.ts";
import { type Batches, openBatches } from "../open-batches.ts";
import { openPulls, type Pulls } from "../open-pulls.ts";
import { openTicker, type Ticker } from "../open-ticker.ts";
import { openUploads, type Uploads } from "../open-uploads.ts";
import type { Rendering } from "./open-rendering.ts";
import type { ServerGround } from "./server-ground.ts";

/** Longest time for which an edition waits for its report before the next tick looks at it, ms. */
const editionMs = 15 * 60_000;

/** The part of a server that works by itself: publications, batches, uploads and sources. */
export interface Background {
  readonly publisher: PublicationWorld;
  readonly ticker: Ticker;
  readonly batches: Batches;
  readonly uploads: Uploads;
  readonly pulls: Pulls;
}

export function openBackground(ground: ServerGround, rendering: Rendering): Background {
  const { held, graceMs, cleanups } = ground;
  const { heapMegabytes } = ground.options;
  const { world, queue, announcer, refreshes } = rendering;
  const { store, clock, logger, newToken } = world;
  const base = { store, clock, logger, newToken };
  const publisher: PublicationWorld = {
    ...world,
    zones: machineTimeZones,
    openScratch: () => openScratchFolder(),
    claimed(id, generation, template) {
      queue.push(id, generation, template);
      // Its edition need not wait for the next minute.
      void queue.settle(id, generation, editionMs).then(() => ticker.wake());
    },
    planBatch: (job) => batches.push(job),
    outputs,
    mostPublications: ground.options.mostPublications,
  };
  const { outbox: marked } = announcer;
  const ticker = openTicker(
    [
      { name: "freshness", run: (until) => tickFreshness({ store, clock, logger, outbox: marked }, until) },
      { name: "publications", run: (until) => tickPublications(publisher, until) },
      { name: "views", run: (until) => refreshes.follow(until) },
      { name: "sources", run: (until) => pulls.follow(until) },
    ],
    world,
  );
  cleanups.add(() => ticker.close());
  // The end of a batch may be that of an edition.
  const outbox = { ...announcer.outbox, wake: () => [announcer, ticker].forEach((one) => one.wake()) };
  const batches = openBatches({
    world: { ...base, engine: world.engine, run: held.run, outbox },
    pool: { dataDirectory: held.place, timeoutMs: ground.renderMs, heapMegabytes },
    probe: held.probe,
    packs: ground.options.batchPacks,
    graceMs,
  });
  cleanups.add(() => batches.close());
  const pool = { dataDirectory: held.place, heapMegabytes };
  const reading = { pool, largest: ground.options.largestUpload, graceMs };
  const pulls = openPulls({
    world: { ...base, engine: world.engine, run: held.run, outbox: announcer.outbox },
    sources: ground.sources,
    ...reading,
    // New data are seen at once by views and publications; a refusal by the dataset's contract is an event.
    moved: () => [announcer, refreshes, ticker].forEach((one) => one.wake()),
    ended: () => announcer.wake(),
  });
  cleanups.add(() => pulls.close());
  const uploads = openUploads({
    // An upload may be a source of views.
    world: {
      ...base,
      outbox: { ...announcer.outbox, wake: () => [announcer, refreshes].forEach((one) => one.wake()) },
    },
    secrets: rendering.delivery.secrets,
    ...reading,
  });
  cleanups.add(() => uploads.close());
  return { publisher, ticker, batches, uploads, pulls };
}
