import { uploadLimits, uploadRange } from "../../core/report/dataset/dataset-limits.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import type { Clock, Logger, ObjectStore, SecretStore } from "../../core/ports.ts";
import { endUpload, type UploadOutbox } from "../../core/service/upload/ingest-upload.ts";
import { isInParts } from "../../core/service/upload/begin-parts.ts";
import { signContentPath, signPartPath } from "../../core/service/upload/sign-content-path.ts";
import { sweepUploads } from "../../core/service/upload/sweep-uploads.ts";
import { sizeOfPart } from "../../core/service/upload/upload-parts.ts";
import type { Services } from "../../http/services.ts";
import type { RenderPoolOptions } from "../../render/worker-pool.ts";
import { openIdlePool } from "./idle-pool.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface UploadsOptions {
  readonly world: {
    readonly store: ObjectStore;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly outbox: UploadOutbox;
  };
  readonly secrets: SecretStore;
  /** Settings of the worker. */
  readonly pool: Pick<RenderPoolOptions, "dataDirectory" | "heapMegabytes" | "program">;
  /** Bytes of the largest file of a dataset. @default 256 MiB */
  readonly largest?: number | undefined;
  /** Time for the upload under way to finish when the server stops, ms. */
  readonly graceMs: number;
  /** Time between two tries, ms. @default 2000 */
  readonly restMs?: number;
}

export interface Uploads {
  readonly services: Required<Pick<Services, "signUpload" | "uploadDesk" | "largestUpload">>;
  /**
   * Finds the uploads that arrived and that nobody ingests.
   *
   * @param minAgeMs leaves alone those that arrived within this time, ms
   */
  sweep(minAgeMs: number): Promise<void>;
  /** Leaves what is under way to the next server, after a moment. */
  close(): Promise<void>;
}

/** Time within which the bytes must be sent, ms. */
const signedMs = 15 * 60_000;

/** Longest reading of a file, ms, as on AWS; more where files may be so large that they may take longer. */
const ingestMs = 5 * 60_000;

/** Time beside the reading itself, in which a file is taken from the store and put there again, as a share of it. */
const besideReading = 10 / 9;

/** Tries of an upload whose worker ends or whose store fails. */
const mostTries = 3;

/** Niceness of the worker: interactive renders take precedence on a busy processor. */
const niceness = 10;

/**
 * Uploads on a laptop: signed paths on this server, and a worker that reads one file after another beside the renders.
 * It starts with the first file, and ends when nothing is left.
 */
export function openUploads(options: UploadsOptions): Uploads {
  const { world, secrets, largest = uploadRange.usual, graceMs, restMs = 2_000 } = options;
  const { clock, logger, outbox } = world;
  const timeoutMs = Math.max(ingestMs, uploadLimits(largest).readingMs * besideReading);
  const tries = new Map<string, number>();
  const pool = openIdlePool({ ...options.pool, workers: 1, niceness, timeoutMs, logger });
  let stopping = false;

  /** @returns milliseconds until the next try */
  const attempt = async (id: string): Promise<number | undefined> => {
    try {
      logger.info("ingested an upload", {
        upload: id,
        state: await pool.use((one) => one.ingest({ upload: id, largest })),
      });
    } catch (error) {
      if (stopping) return undefined;
      const count = (tries.get(id) ?? 0) + 1;
      tries.set(id, count);
      const isFinal = count >= mostTries || (error instanceof BroadsheetError && !error.transient);
      logger.warn("an upload could not be ingested", { upload: id, reason: (error as Error).message, final: isFinal });
      if (!isFinal) return restMs;
      const problems = [gaveUp(error as Error, timeoutMs)];
      await endUpload(id, { state: "failed", finished: clock.now(), kind: "limit-exceeded", problems }, world);
    }
    tries.delete(id);
    outbox.wake();
    return undefined;
  };

  const queue = openRenderQueue({ threads: 1, logger, attempt });

  return {
    services: {
      largestUpload: largest,
      async signUpload(upload, part) {
        const { id } = upload;
        const expires = clock.now() + signedMs;
        const bytes = part !== undefined && isInParts(upload) ? sizeOfPart(upload, part.number) : upload.bytes;
        return {
          url:
            part === undefined
              ? await signContentPath(id, expires, secrets)
              : await signPartPath(id, part, expires, secrets),
          headers: { "content-length": String(bytes), "content-type": "application/octet-stream" },
          expires,
        };
      },
      uploadDesk: { secrets, arrived: ({ id, name }) => queue.push(id, 1, name) },
    },
    async sweep(minAgeMs) {
      await sweepUploads(world, {
        requeueMs: minAgeMs,
        requeue: async (ids) => ids.forEach((id) => queue.push(id, 1, id)),
      });
    },
    async close() {
      stopping = true;
      await pool.close(queue.close(), graceMs);
    },
  };
}

/** Why a file is given up, by the code of the pool's error. */
const reasons: Readonly<Record<string, string>> = {
  "render-out-of-memory": "that needs more memory than a worker may use",
  "render-crashed": "that ended the worker each time",
};

function gaveUp(error: Error, timeoutMs: number): Problem {
  const code = error instanceof BroadsheetError ? (error.problems[0]?.code ?? "") : "";
  return {
    code: "not-ingested",
    message: `the file could not be read: ${code === "render-timeout" ? `that took longer than ${Math.round(timeoutMs / 60_000)} minutes` : (reasons[code] ?? error.message)}`,
    hint: "send data as Parquet, or in parts; a template with fewer or smaller files",
  };
}
