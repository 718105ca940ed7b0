import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import type { Logger } from "../../core/ports.ts";
import { openRenderPool, type RenderPool } from "../../render/render-pool.ts";
import type { RenderPoolOptions } from "../../render/worker-pool.ts";
import type { AskedRecipe, RecipeAnswer } from "../../render/data/answer-recipe.ts";
import type { SentDataset } from "../../render/data/store-sent.ts";

export interface ReadersOptions extends Pick<RenderPoolOptions, "dataDirectory" | "program"> {
  readonly logger: Logger;
  /** Longest reading of a body, ms, from the moment a process begins it: the client waits. @default 20000 */
  readonly readingMs?: number;
}

export interface Readers {
  /**
   * Stores a dataset that came in a request, in a process of its own, see `storeSent`.
   *
   * @throws BroadsheetError as `storeDataset`; `limit-exceeded` with code `reading-timeout` or `reading-out-of-memory`
   *   if it takes too much, `unavailable` with `reading-crashed` or `readers-busy`
   */
  store(sent: SentDataset): Promise<DatasetProfile>;
  /** Gives a dataset a recipe or tries one, in the same way, see `answerRecipe`; throws as `store`. */
  recipe(asked: AskedRecipe): Promise<RecipeAnswer>;
  close(): Promise<void>;
}

/** JavaScript heap and resident memory of a process, MiB: within `requestLimits` no file needs as much. */
const [heapMegabytes, memoryMegabytes] = [512, 1024];

/** A process without a body for this time, ms, ends. */
const idleMs = 60_000;

/** Most bodies that are read or wait, of at most 4 MiB each. */
const mostBodies = 32;

/**
 * Reads the datasets in the bodies of requests on a laptop. A file is read by the programs that read uploads, but
 * beside them, so that no one waits for a large upload. A second process starts while bodies wait: a file that takes
 * long holds up no other. They start with the first body and stay warm for a minute.
 */
export function openReaders({ logger, readingMs = 20_000, ...settings }: ReadersOptions): Readers {
  let pool: RenderPool | undefined;
  let idle: NodeJS.Timeout | undefined;
  let bodies = 0;
  let closed = false;

  const rest = (): void => {
    if (bodies > 0 || closed) return;
    idle = setTimeout(() => {
      const ending = pool;
      pool = undefined;
      void ending?.close();
    }, idleMs).unref();
  };

  const work = async <T>(name: string, job: (pool: RenderPool) => Promise<T>): Promise<T> => {
    if (bodies >= mostBodies)
      throw new BroadsheetError("unavailable", {
        code: "readers-busy",
        message: `${mostBodies} other files are being read or wait for it`,
        allowed: mostBodies,
        hint: "try again in a moment",
      });
    clearTimeout(idle);
    bodies++;
    try {
      pool ??= openRenderPool({
        ...settings,
        workers: 1,
        extraWorkers: 1,
        heapMegabytes,
        memoryMegabytes,
        timeoutMs: readingMs,
        logger,
      });
      return await job(pool);
    } catch (error) {
      throw inWordsOfReading(error, name, readingMs);
    } finally {
      bodies--;
      rest();
    }
  };

  return {
    store: (sent) => work(sent.name, (opened) => opened.store(sent)),
    recipe: (asked) => work(asked.name, (opened) => opened.recipe(asked)),
    async close() {
      closed = true;
      clearTimeout(idle);
      await pool?.close();
    },
  };
}

const uploads = "POST /uploads reads a file with more time and memory; or send fewer rows or columns, or Parquet";

/** The pool's error about a worker in the words of the one who sent the file; any other error as it is. */
function inWordsOfReading(error: unknown, dataset: string, readingMs: number): unknown {
  if (!(error instanceof BroadsheetError)) return error;
  const [before] = error.problems;
  const tell = (kind: "limit-exceeded" | "unavailable", problem: Problem): BroadsheetError =>
    new BroadsheetError(kind, { ...problem, where: { dataset } }, { cause: error });
  switch (before?.code) {
    case "render-timeout":
      return tell("limit-exceeded", {
        code: "reading-timeout",
        message: `Reading the file took longer than ${readingMs / 1000} s and was stopped`,
        allowed: `${readingMs} ms`,
        hint: uploads,
      });
    case "render-out-of-memory":
      return tell("limit-exceeded", {
        code: "reading-out-of-memory",
        message: before.message.replace("the render", "Reading the file"),
        allowed: before.allowed,
        hint: uploads,
      });
    case "render-crashed":
      return tell("unavailable", {
        code: "reading-crashed",
        message: "The process that read the file ended before it was done",
        hint: "try again",
      });
    case "server-stopping":
      return tell("unavailable", {
        code: "server-stopping",
        message: "the server is stopping; nothing was stored",
        hint: "send it again",
      });
    default:
      return error;
  }
}
