import { isPullJob, parsePullKey, type PullJob } from "../../core/service/source/pull-kind.ts";
import { decodeKeys } from "./decode-claims.ts";

/**
 * Decodes the refreshes of sources in a message of their queue: an S3 notification about
 * `pulls/{source}/pull/{n}/request.json`, or `{source, number}` from the sweep.
 *
 * @returns empty for the test event that S3 sends when notifications are set up; `undefined` for any other message
 */
export function decodePulls(body: string): readonly PullJob[] | undefined {
  let message: Readonly<Record<string, unknown>> | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  if (typeof message !== "object" || message === null) return undefined;
  if (message["Event"] === "s3:TestEvent") return [];
  if (isPullJob(message)) {
    const { source, number } = message;
    return [{ source, number }];
  }
  const jobs = decodeKeys(message["Records"])?.map(parsePullKey);
  return jobs?.every((job) => job !== undefined) === true ? jobs : undefined;
}
