import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { requestLimits, uploadLimits, uploadRange } from "../../core/report/dataset/dataset-limits.ts";
import { pullCause } from "../../core/report/dataset/source/provenance.ts";
import type { Fetched, FetchSource } from "../../core/service/source/fetched.ts";
import { keptRun, type Looks } from "../../core/service/source/kept-run.ts";
import type { PulledVersion } from "../../core/service/source/pull-kind.ts";
import { demandDefined, type PullWorld } from "../../core/service/source/run-pull.ts";
import type { SourceDefinition } from "../../core/service/source/source.ts";
import type { StoredSource } from "../../core/service/source/stored-source.ts";
import type { AskedRecipe, RecipeAnswer } from "./answer-recipe.ts";

/** Rows of a trial, and the time for which a client waits for them, ms. */
const trial = { first: 50, ms: 15_000 };

/** What a refresh works with. */
export interface PullTools {
  readonly fetch: FetchSource;
  readonly store: ObjectStore;
  readonly signal?: AbortSignal;
  /** Bytes of the largest file of a dataset that the host takes: a source gives no more, or 256 MiB @default 256 MiB */
  readonly largest?: number | undefined;
  /** How often a run of a warehouse is looked at, which nobody waits for. @default fetching waits for it */
  readonly looks?: Looks | undefined;
  /** Reads what was fetched, and stores it. */
  read(asked: AskedRecipe): Promise<RecipeAnswer>;
}

/**
 * Fetches what a source has now, and has it made the current version of its dataset.
 *
 * @throws BroadsheetError of the source and of what it gave; `not-found`, `source-changed`; HandedBack if a warehouse
 *   is at work
 */
export async function pullSource(
  source: StoredSource,
  last: PulledVersion | undefined,
  { refresh, attempt }: { readonly refresh: number; readonly attempt: number },
  { fetch, store, signal, largest, looks, read }: PullTools,
): ReturnType<PullWorld["pull"]> {
  const { name } = source;
  // What somebody may send is not what the operator's own sources may give: a host of small uploads takes as much.
  const bytes = Math.max(uploadRange.usual, largest ?? 0);
  const definition = withinHost(source.definition, bytes);
  const scratch = await openScratchFolder();
  try {
    const fetched = await fetch(definition, {
      folder: scratch.folder,
      last: last?.provenance,
      ...(signal !== undefined && { signal }),
      ...(looks !== undefined && { run: keptRun(store, { source: name, number: refresh }, looks) }),
    });
    if (fetched === "unchanged") return last!;
    await demandDefined(store, source);
    const cause = pullCause(refresh, attempt);
    const pull = { fetched, rows: definition.limits.rows, cause, definition: source.seq, largest: bytes };
    const { profile } = await read({ name, large: true, pull });
    return { version: profile.version, rows: profile.rows, provenance: fetched.provenance };
  } finally {
    await scratch.dispose();
  }
}

/** A definition whose limits are not above the host's. */
function withinHost(definition: SourceDefinition, largest: number): SourceDefinition {
  const most = uploadLimits(largest);
  const { rows, bytes, minutes } = definition.limits;
  return {
    ...definition,
    limits: { rows: Math.min(rows, most.rows), bytes: Math.min(bytes, most.bytes), minutes },
  };
}

/**
 * Fetches the first rows of a source, or files whole, within the limits of a request. Nothing is stored.
 *
 * @throws BroadsheetError of the source and of what it gave; `limit-exceeded`, `trial-too-slow`; `too-large`,
 *   `trial-too-large`
 */
export async function trySource(
  name: string,
  definition: SourceDefinition,
  fetch: FetchSource,
  read: PullTools["read"],
): Promise<RecipeAnswer> {
  const scratch = await openScratchFolder();
  try {
    const fetched = await fetchSoon(fetch, definition, scratch.folder);
    return await read({ name, pull: { fetched, rows: definition.limits.rows } });
  } finally {
    await scratch.dispose();
  }
}

/** Fetches the first rows within the time that a client waits, and no more bytes than a request may have. */
async function fetchSoon(
  fetch: FetchSource,
  { limits, ...definition }: SourceDefinition,
  folder: string,
): Promise<Fetched> {
  const within = { ...limits, bytes: Math.min(limits.bytes, requestLimits.bytes) };
  const signal = AbortSignal.timeout(trial.ms);
  try {
    const found = await fetch({ ...definition, limits: within }, { folder, first: trial.first, signal });
    if (found === "unchanged") throw new TypeError("nothing was fetched before");
    return found;
  } catch (error) {
    if (!signal.aborted) throw within.bytes < limits.bytes && isTooLarge(error) ? trialTooLarge(error) : error;
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

function isTooLarge(error: unknown): boolean {
  return error instanceof BroadsheetError && error.problems.some(({ code }) => code === "too-many-bytes");
}

/** The limit that was met is not the definition's, and raising that would not help. */
function trialTooLarge(cause: unknown): BroadsheetError {
  return new BroadsheetError(
    "too-large",
    {
      code: "trial-too-large",
      message: `A dry run reads at most ${requestLimits.bytes / 1024 ** 2} MiB, and the source gives more`,
      allowed: requestLimits.bytes,
      hint: "put it without a dry run: a refresh may fetch the bytes of its limits",
    },
    { cause },
  );
}
