import { uploadIdPattern } from "../core/upload/upload.ts";
import { decodeKeys } from "./decode-claims.ts";

/**
 * The uploads that a message of the ingest queue tells of: a notification of S3 about `uploads/{id}/data`, or `{upload}` from the sweep.
 *
 * @returns ids; empty for S3's test event; `undefined` when the message is neither
 */
export function decodeUploads(body: string): readonly string[] | undefined {
  let message: { readonly Event?: unknown; readonly Records?: unknown; readonly upload?: unknown } | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  if (message?.Event === "s3:TestEvent") return [];
  if (typeof message?.upload === "string") return uploadIdPattern.test(message.upload) ? [message.upload] : undefined;
  const ids = decodeKeys(message?.Records)?.map((key) => /^uploads\/([^/]+)\/data$/.exec(key)?.[1] ?? "");
  return ids?.every((id) => uploadIdPattern.test(id)) ? ids : undefined;
}
