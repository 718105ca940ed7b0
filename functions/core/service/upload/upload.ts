import type { DatasetReading } from "../../report/template/dataset-reading.ts";
import type { RecipeChange } from "../../report/dataset/change-recipe.ts";
import type { DatasetFormat } from "../../report/dataset/dataset.ts";
import type { ErrorKind, Problem } from "../../errors.ts";

/** A file that may be announced: a dataset, or the ZIP file of the folder of a template or a theme. */
export type UploadContent =
  | {
      readonly of?: "dataset";
      readonly format: DatasetFormat;
      /** Options for reading it, if any. */
      readonly reading?: DatasetReading;
      /** Whether the version is held back, see `holdDataset`. */
      readonly hold?: boolean;
      /** If it comes in parts: the size of each but the last, bytes, see `upload-parts.ts`. */
      readonly partBytes?: number;
      /** The stored version whose bytes are read again: nothing is sent, and an empty `data` starts the reading. */
      readonly reread?: string;
      /**
       * The recipe that the dataset gets, or that it shall have none: nothing is sent, as for `reread`, which is the
       * version that was current.
       */
      readonly recipe?: Pick<RecipeChange, "text" | "kind" | "seq" | "why">;
      /**
       * Rows to erase, see `eraseRows`, and the version that was current: nothing is sent. It is not `reread`, so that
       * an earlier release, which knows no erasures, fails instead of saying that it is done. The condition may name
       * people: it is gone once the upload has ended.
       */
      readonly erase?: { readonly where?: string; readonly version?: string };
      /** Who asked for that, if known. */
      readonly by?: { readonly kind: string; readonly name: string };
    }
  | {
      readonly of: "template" | "theme";
      /** Who sends it, if known. */
      readonly by?: { readonly kind: string; readonly name: string };
    };

/**
 * An announced upload: a file to be sent to a signed URL. Stored below `uploads/{id}/`:
 *
 *     upload.json    this record, written first
 *     data           the bytes, sent to the signed URL; their arrival is the event
 *     outcome.json   the result, created once
 *     requeued       empty; its time is that of the last hand-over by a sweep
 *     parts/         if it comes in parts, see `upload-parts.ts`; `data` then says that all are there
 *
 * and, for counting, `uploads/open/{id}`, empty, from before the announcement until after the outcome.
 */
export type Upload = AnnouncedUpload & {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
};

/** An upload of a folder: of a template or a theme. */
export type FolderUpload = Extract<Upload, { readonly of: "template" | "theme" }>;

/** Whether an upload is that of a folder: of a template or a theme, not of a dataset. */
export function isFolder(upload: Upload): upload is FolderUpload {
  return upload.of === "template" || upload.of === "theme";
}

/** The announcement of a file before it is sent. */
export type AnnouncedUpload = UploadContent & {
  /** Name of the dataset, template or theme. */
  readonly name: string;
  readonly bytes: number;
  /** Of the bytes, lower-case hexadecimal. */
  readonly sha256: string;
};

export type UploadOutcome =
  | { readonly state: "stored"; readonly finished: number; readonly version: string }
  | {
      readonly state: "failed";
      readonly finished: number;
      readonly kind: ErrorKind;
      readonly problems: readonly Problem[];
    };

/** An upload and its status. */
export type UploadStatus = Upload & ({ readonly state: "waiting" | "received" } | UploadOutcome);

/** Pattern of an upload's id: a UUID. */
export const uploadIdPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of the empty objects that mark open uploads. */
export const openUploadsPrefix = "uploads/open/";

/** Of the records by which an upload in parts is found again, `{id}` each, named by what was announced. */
export const begunUploadsPrefix = "uploads/begun/";

/**
 * How long an upload counts as open, ms, unless it ends before: its URL is valid for fifteen minutes. In parts, it
 * counts from the last time that URLs of some were asked for. One that is abandoned must not keep others out for the
 * day after which it fails.
 */
export const openMs = 20 * 60_000;

/** The key of one of an upload's objects. */
export function uploadKey(id: string, object: "upload.json" | "data" | "outcome.json" | "requeued"): string {
  return `uploads/${id}/${object}`;
}
