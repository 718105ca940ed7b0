import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import type { Logger } from "../../core/ports.ts";
import { openRenderPool, type RenderPool, type RenderPoolOptions } from "../../render/render-pool.ts";
import type { SentDataset } from "../../render/store-sent.ts";

export interface Readers {
  /**
   * Stores a dataset that came in a request, in a process of its own, see `storeSent`.
   *
   * @throws BroadsheetError as `storeDataset`; `limit-exceeded` with code `reading-timeout` or `reading-out-of-memory`
   *   if it takes too much, `unavailable` with `reading-crashed` or `readers-busy`
   */
  store(sent: SentDataset): Promise<DatasetProfile>;
  close(): Promise<void>;
}

/** Longest reading of a body, ms, from the moment a process begins it: the client waits. */
const readingMs = 20_000;

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
export function openReaders({
  logger,
  ...settings
}: Pick<RenderPoolOptions, "dataDirectory" | "program"> & { readonly logger: Logger }): Readers {
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

  return {
    async store(sent) {
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
        return await pool.store(sent);
      } catch (error) {
        throw inWordsOfReading(error, sent.name);
      } finally {
        bodies--;
        rest();
      }
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await pool?.close();
    },
  };
}

const uploads = "POST /uploads reads a file with more time and memory; or send fewer rows or columns, or Parquet";

/** What became of a reading, by the code of the pool's error. */
const verdicts: Readonly<
  Record<string, { readonly kind: "limit-exceeded" | "unavailable"; readonly problem: Problem }>
> = {
  "render-timeout": {
    kind: "limit-exceeded",
    problem: {
      code: "reading-timeout",
      message: `Reading the file took longer than ${readingMs / 1000} s and was stopped`,
      allowed: `${readingMs} ms`,
      hint: uploads,
    },
  },
  "render-out-of-memory": {
    kind: "limit-exceeded",
    problem: {
      code: "reading-out-of-memory",
      message: `Reading the file needed more than ${memoryMegabytes} MiB of memory and was stopped`,
      allowed: `${memoryMegabytes} MiB`,
      hint: uploads,
    },
  },
  "render-crashed": {
    kind: "unavailable",
    problem: {
      code: "reading-crashed",
      message: "The process that read the file ended before it was done",
      hint: "try again",
    },
  },
  "server-stopping": {
    kind: "unavailable",
    problem: { code: "server-stopping", message: "the server is stopping; nothing was stored", hint: "send it again" },
  },
};

function inWordsOfReading(error: unknown, dataset: string): unknown {
  const verdict = error instanceof BroadsheetError ? verdicts[error.problems[0]?.code ?? ""] : undefined;
  return verdict === undefined
    ? error
    : new BroadsheetError(verdict.kind, { ...verdict.problem, where: { dataset } }, { cause: error });
}
