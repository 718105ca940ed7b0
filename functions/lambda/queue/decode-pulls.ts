import { isPullJob, parsePullKey, type PullJob } from "../../core/service/source/pull-kind.ts";
import { decodeKeys } from "./decode-claims.ts";

/** A refresh to work on, or a run of a warehouse that has ended, for which one may wait. */
export type PullMessage = PullJob | { readonly run: string };

/**
 * Decodes the refreshes of sources in a message of their queue: an S3 notification about
 * `pulls/{source}/pull/{n}/request.json`, `{source, number}` from the sweep, or `{run}` from EventBridge, which says
 * that a run of Athena has ended.
 *
 * @returns empty for the test event that S3 sends when notifications are set up; `undefined` for any other message
 */
export function decodePulls(body: string): readonly PullMessage[] | undefined {
  let message: Readonly<Record<string, unknown>> | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  if (typeof message !== "object" || message === null) return undefined;
  if (message["Event"] === "s3:TestEvent") return [];
  if (typeof message["run"] === "string") return [{ run: message["run"] }];
  if (isPullJob(message)) {
    const { source, number } = message;
    return [{ source, number }];
  }
  const jobs = decodeKeys(message["Records"])?.map(parsePullKey);
  return jobs?.every((job) => job !== undefined) === true ? jobs : undefined;
}
