import { BroadsheetError, corruptObject } from "../../core/errors.ts";

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** HTTP status of an SDK error; `undefined` if the response was incomplete. */
export function failureStatus(error: unknown): number | undefined {
  return (error as SdkError).$metadata?.httpStatusCode;
}

/** Whether the object itself is missing, rather than the bucket or the permission to see it. */
export function isAbsent(error: unknown): boolean {
  const { name } = error as SdkError;
  return name === "NoSuchKey" || name === "NotFound";
}

/** Whether the SDK found that a body does not have the checksum that the bucket keeps of it. */
export function hasWrongSum(error: unknown): boolean {
  return error instanceof Error && /checksum mismatch/i.test(error.message);
}

/** The error for an object whose content the bucket no longer has as it was written. */
export function s3Damage(key: string, error: unknown): BroadsheetError {
  return corruptObject(key, "its content has not the checksum that the bucket keeps of it", error);
}

/**
 * Turns an S3 error into a named one. It keeps only the name, status and request id: the error's text, fields and
 * request may hold access keys, signatures and signed strings.
 *
 * @param doing the action that failed, a verb: `read`, `list`
 */
export function s3Failure(doing: string, bucket: string, key: string, error: unknown): BroadsheetError {
  const { name = "Error", code, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  const reason = [code ?? name, ...(status === undefined ? [] : [`HTTP ${status}`])].join(", ");
  return new BroadsheetError("unavailable", {
    code: "store-failed",
    message: `Could not ${doing} "${key}" in the bucket ${bucket}: ${reason}`,
    seen: { bucket, key, reason, ...($metadata?.requestId && { requestId: $metadata.requestId }) },
    ...(status === 403 && { hint: "Check the credentials and the permissions to read, write, delete and list." }),
    ...(name === "NoSuchBucket" && { hint: "Create the bucket, or name another." }),
  });
}
