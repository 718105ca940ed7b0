import type { BatchJob } from "../../core/service/batch/batch-world.ts";
import { parseJobKey } from "../../core/service/batch/records/batch-keys.ts";
import { isCount } from "../../core/service/lifecycle/records/member-checks.ts";
import { decodeKeys } from "./decode-claims.ts";

/**
 * Decodes the jobs that a message of the batch queue asks for. A message is an S3 notification about a `request.json`
 * below `batches/`, or a job from the sweep.
 *
 * @returns empty for the test event that S3 sends when notifications are set up; `undefined` for any other message
 */
export function decodeBatchJobs(body: string): readonly BatchJob[] | undefined {
  let message: { readonly Event?: unknown; readonly Records?: unknown } | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  if (typeof message !== "object" || message === null) return undefined;
  if (message.Event === "s3:TestEvent") return [];
  if (isJob(message)) return [message];
  const jobs = decodeKeys(message.Records)?.map(parseJobKey);
  return jobs?.every((job) => job !== undefined) ? jobs : undefined;
}

function isJob(value: unknown): value is BatchJob {
  const { batch, generation, page } = value as { batch?: unknown; generation?: unknown; page?: unknown };
  return (
    typeof batch === "string" &&
    /^[0-9a-f]{64}$/.test(batch) &&
    isCount(generation) &&
    (page === undefined || page === "end" || isCount(page))
  );
}
