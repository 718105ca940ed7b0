import { BroadsheetError } from "../core/errors.ts";

interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** HTTP status of an error of the SDK; `undefined` if there was no complete answer. */
export function failureStatus(error: unknown): number | undefined {
  return (error as SdkError).$metadata?.httpStatusCode;
}

/** Whether the object, rather than the bucket or the right to see it, is missing. */
export function isAbsent(error: unknown): boolean {
  const { name } = error as SdkError;
  return name === "NoSuchKey" || name === "NotFound";
}

/**
 * An error of S3 as a named one. Only its name, status and request id are kept: its text, its
 * fields and the request behind it may hold access keys, signatures and the strings signed.
 *
 * @param doing what was tried, a verb: `read`, `list`
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
    ...(name === "NoSuchBucket" && { hint: "Create the bucket, or name another one." }),
  });
}
