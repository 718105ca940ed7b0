import { uploadIdPattern } from "../../core/service/upload/upload.ts";
import { decodeKeys } from "./decode-claims.ts";

/**
 * Decodes the uploads in a message of the ingest queue: an S3 notification about `uploads/{id}/data`, or `{upload}`
 * from the sweep.
 *
 * @returns ids; empty for S3's test event; `undefined` for any other message
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
