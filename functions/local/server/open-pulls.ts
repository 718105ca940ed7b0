import { machineTimeZones } from "../../adapters/machine-time-zones.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import type { Sources } from "../../source/open-sources.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { requestLimits } from "../../core/report/dataset/dataset-limits.ts";
import { pullCause } from "../../core/report/dataset/source/provenance.ts";
import type { AttemptingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import type { Fetched } from "../../core/service/source/fetched.ts";
import { followSources } from "../../core/service/source/follow-sources.ts";
import type { PulledVersion, PullJob } from "../../core/service/source/pull-kind.ts";
import { isDefinedBy, type PullWorld, runPull } from "../../core/service/source/run-pull.ts";
import type { SourceDefinition } from "../../core/service/source/source.ts";
import type { StoredSource } from "../../core/service/source/stored-source.ts";
import type { SourceServices } from "../../http/datasets/source-services.ts";
import type { AskedRecipe, RecipeAnswer } from "../../render/answer-recipe.ts";
import type { RenderPoolOptions } from "../../render/worker-pool.ts";
import { type IdlePool, openIdlePool } from "./idle-pool.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface PullsOptions {
  readonly world: AttemptingWorld;
  readonly sources: Sources;
  /** Settings of the worker. */
  readonly pool: Pick<RenderPoolOptions, "dataDirectory" | "heapMegabytes" | "program">;
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

/** Longest reading of what was fetched, ms, as of an upload. */
const readMs = 5 * 60_000;

/** Length of a lease beyond fetching and reading, ms: the worker may have to start first. */
const startAllowanceMs = 60_000;

/** Refreshes side by side: most of one is a wait for the source. */
const threads = 2;

/** Niceness of the worker: renders take precedence on a busy processor. */
const niceness = 10;

/** Rows and minutes of a trial, which a client waits for. */
const trial = { first: 50, ms: 15_000 };

/**
 * Refreshes sources on a server: this process fetches, so that no process which runs templates knows a secret; a
 * worker reads what came and stores it.
 */
export function openPulls({ world: base, sources, pool: settings, graceMs, moved, ended }: PullsOptions): Pulls {
  const { logger } = base;
  const pool = openIdlePool({ ...settings, workers: 1, niceness, timeoutMs: readMs, logger });
  const stopping = new AbortController();
  const { signal } = stopping;
  const world: PullWorld = {
    ...base,
    readMs: readMs + startAllowanceMs,
    signal,
    pull: (source, last, turn) => pullNow(source, last, turn, { sources, pool, store: base.store, signal }),
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
      tryOut: (name, definition) => tryOut(name, definition, sources, answer),
    }),
    async close() {
      const late = setTimeout(() => stopping.abort(), graceMs);
      await pool.close(queue.close(), graceMs);
      clearTimeout(late);
    },
  };
}

/** Fetches what a source has now; a worker makes it the current version of the dataset. */
async function pullNow(
  source: StoredSource,
  last: PulledVersion | undefined,
  { refresh, attempt }: { readonly refresh: number; readonly attempt: number },
  {
    sources,
    pool,
    store,
    signal,
  }: Pick<PullsOptions, "sources"> & {
    readonly pool: IdlePool;
    readonly store: ObjectStore;
    readonly signal: AbortSignal;
  },
): ReturnType<PullWorld["pull"]> {
  const { name, definition } = source;
  const scratch = await openScratchFolder();
  try {
    const fetched = await sources.fetch(definition, { folder: scratch.folder, last: last?.provenance, signal });
    if (fetched === "unchanged") return last!;
    if (!(await isDefinedBy(store, source))) throw changed(name);
    const pull = { fetched, rows: definition.limits.rows, cause: pullCause(refresh, attempt) };
    const { profile } = await pool.use((one) => one.recipe({ name, large: true, pull }));
    return { version: profile.version, rows: profile.rows, provenance: fetched.provenance };
  } finally {
    await scratch.dispose();
  }
}

async function tryOut(
  name: string,
  definition: SourceDefinition,
  sources: Sources,
  answer: (asked: AskedRecipe) => Promise<RecipeAnswer>,
): Promise<RecipeAnswer> {
  const scratch = await openScratchFolder();
  try {
    const fetched = await fetchSoon(sources, definition, scratch.folder);
    return await answer({ name, pull: { fetched, rows: definition.limits.rows } });
  } finally {
    await scratch.dispose();
  }
}

/** Fetches the first rows within the time that a client waits, and no more bytes than a request may have. */
async function fetchSoon(
  sources: Sources,
  { limits, ...definition }: SourceDefinition,
  folder: string,
): Promise<Fetched> {
  const within = { ...limits, bytes: Math.min(limits.bytes, requestLimits.bytes) };
  const signal = AbortSignal.timeout(trial.ms);
  try {
    const found = await sources.fetch({ ...definition, limits: within }, { folder, first: trial.first, signal });
    if (found === "unchanged") throw new TypeError("nothing was fetched before");
    return found;
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new BroadsheetError(
      "limit-exceeded",
      {
        code: "trial-too-slow",
        message: `The source gave no first rows within ${trial.ms / 1000} s`,
        allowed: `${trial.ms} ms`,
        hint: "put it without a dry run: a refresh may take the minutes of its limits",
      },
      { cause: error },
    );
  }
}

function changed(name: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "source-changed",
    message: `the source "${name}" was changed or deleted meanwhile`,
    seen: name,
  });
}
