import { BroadsheetError } from "../../core/errors.ts";
import type { UploadStatus } from "../../core/service/upload/upload.ts";
import { partCountOf } from "../../core/service/upload/upload-parts.ts";
import { problemOf } from "../problem-details.ts";

/** The schema `Upload`. */
export function describeUpload(upload: Extract<UploadStatus, { readonly format: unknown }>): Record<string, unknown> {
  const { id, name, format, reading, bytes, sha256, reread, hold, partBytes, created, state } = upload;
  return {
    id,
    status: state,
    name,
    format,
    bytes,
    sha256,
    reading,
    hold,
    reread,
    ...(partBytes !== undefined && { partBytes, partCount: partCountOf({ bytes, partBytes }) }),
    created: new Date(created).toISOString(),
    ...(upload.state === "stored"
      ? { finished: new Date(upload.finished).toISOString(), version: upload.version, dataset: `/datasets/${name}` }
      : {}),
    ...(upload.state === "failed"
      ? {
          finished: new Date(upload.finished).toISOString(),
          failure: problemOf(new BroadsheetError(upload.kind, upload.problems)),
        }
      : {}),
    self: `/uploads/${id}`,
  };
}
