import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetFormat } from "../dataset/dataset.ts";
import type { ErrorKind, Problem } from "../errors.ts";

/**
 * A dataset that comes by a signed URL, as it was announced. Stored below `uploads/{id}/`:
 *
 *     upload.json    this, written first
 *     data           the bytes, written by whoever has the signed URL; their coming is the event
 *     outcome.json   what became of them, created once
 *     requeued       empty: when a sweep handed it over last
 */
export interface Upload {
  readonly id: string;
  /** Name of the dataset. */
  readonly name: string;
  readonly format: DatasetFormat;
  /** Options for reading it, if any. */
  readonly reading?: DatasetReading;
  readonly bytes: number;
  /** Of the bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

export type UploadOutcome =
  | { readonly state: "stored"; readonly finished: number; readonly version: string }
  | { readonly state: "failed"; readonly finished: number; readonly kind: ErrorKind; readonly problems: readonly Problem[] };

/** Where an upload stands. */
export type UploadStatus = Upload & ({ readonly state: "waiting" | "received" } | UploadOutcome);

/** What an upload's id looks like: a UUID. */
export const uploadIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Key of one of an upload's objects. */
export function uploadKey(id: string, object: "upload.json" | "data" | "outcome.json" | "requeued"): string {
  return `uploads/${id}/${object}`;
}
