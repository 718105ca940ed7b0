import { machineTimeZones } from "../../adapters/machine-time-zones.ts";
import type { Sources } from "../../source/open-sources.ts";
import { uploadLimits } from "../../core/report/dataset/dataset-limits.ts";
import type { AttemptingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { followSources } from "../../core/service/source/follow-sources.ts";
import { keptRun } from "../../core/service/source/kept-run.ts";
import type { PullJob } from "../../core/service/source/pull-kind.ts";
import { type PullWorld, runPull } from "../../core/service/source/run-pull.ts";
import type { SourceServices } from "../../http/datasets/source-services.ts";
import type { AskedRecipe, RecipeAnswer } from "../../render/data/answer-recipe.ts";
import { pullSource, trySource } from "../../render/data/pull-source.ts";
import type { RenderPoolOptions } from "../../render/worker-pool.ts";
import { openIdlePool } from "./idle-pool.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface PullsOptions {
  readonly world: AttemptingWorld;
  readonly sources: Sources;
  /** Settings of the worker. */
  readonly pool: Pick<RenderPoolOptions, "dataDirectory" | "heapMegabytes" | "program">;
  /** Bytes of the largest file of a dataset. @default 256 MiB */
  readonly largest?: number | undefined;
  /** Time for the refresh under way to finish when the server stops, ms. */
  readonly graceMs: number;
  /** Called when a dataset has another version. */
  moved(): void;
  /** Called when a refresh has ended. */
  ended(): void;
}

export interface Pulls {
  push(job: PullJob): void;
  /**
   * Asks for the refreshes that are due.
   *
   * @param until when to stop, milliseconds since the epoch
   */
  follow(until: number): Promise<void>;
  /** Finds the refreshes that nobody works on, too. */
  sweep(): Promise<void>;
  /** @param answer reads what was fetched for a trial, in a process of its own */
  services(answer: (asked: AskedRecipe) => Promise<RecipeAnswer>): SourceServices;
  /** Accepts no more, and waits for the one under way. */
  close(): Promise<void>;
}

/** Longest reading of what was fetched, ms, as of an upload of the usual size. */
const leastReadMs = 5 * 60_000;

/** Length of a lease beyond fetching and reading, ms: the worker may have to start first. */
const startAllowanceMs = 60_000;

/** How often a run of a warehouse is looked at, ms. Nothing waits between two looks. */
const looks = { first: 500, longest: 5_000 };

/** Refreshes side by side: most of one is a wait for the source. */
const threads = 2;

/** Niceness of the worker: renders take precedence on a busy processor. */
const niceness = 10;

/**
 * Refreshes sources on a server: this process fetches, so that no process which runs templates knows a secret; a
 * worker reads what came and stores it.
 */
export function openPulls(options: PullsOptions): Pulls {
  const { world: base, sources, pool: settings, largest, graceMs, moved, ended } = options;
  const { logger } = base;
  // More bytes may take more time.
  const readMs = Math.max(leastReadMs, uploadLimits(largest).readingMs);
  const pool = openIdlePool({ ...settings, workers: 1, niceness, timeoutMs: readMs, logger });
  const stopping = new AbortController();
  const { signal } = stopping;
  const world: PullWorld = {
    ...base,
    readMs: readMs + startAllowanceMs,
    signal,
    pull: (source, last, turn) =>
      pullSource(source, last, turn, {
        fetch: sources.fetch,
        store: base.store,
        signal,
        largest,
        looks,
        read: (asked) => pool.use((one) => one.recipe(asked)),
      }),
    drop: (job) => sources.drop(keptRun(base.store, job, looks)),
    moved: async () => moved(),
  };
  const queue = openRenderQueue({
    threads,
    logger,
    async attempt(source, number) {
      const result = await runPull({ source, number }, world);
      ended();
      return result.state === "held" ? Math.max(0, result.until - world.clock.now()) : undefined;
    },
  });
  const push = ({ source, number }: PullJob): void => queue.push(source, number, source);
  return {
    push,
    follow: (until) => followSources(world, { started: push, until }),
    async sweep() {
      await followSources(world, { started: push, requeue: (jobs) => jobs.forEach(push) }).catch((error: Error) =>
        logger.warn("the sources could not be followed", { reason: error.message }),
      );
    },
    services: (answer) => ({
      connections: sources.connections,
      zones: machineTimeZones,
      check: sources.check,
      claimed: push,
      tryOut: (name, definition) => trySource(name, definition, sources.fetch, answer),
    }),
    async close() {
      const late = setTimeout(() => stopping.abort(), graceMs);
      await pool.close(queue.close(), graceMs);
      clearTimeout(late);
    },
  };
}
