import { isRefreshJob, parseRefreshKey, type RefreshJob } from "../../core/service/view/refresh-kind.ts";
import { decodeKeys } from "./decode-claims.ts";

/**
 * Decodes the refreshes of views in a message of the ingest queue: an S3 notification about
 * `refreshes/{view}/{cause}/{n}/request.json`, or `{view, cause, number}` from the sweep.
 *
 * @returns `undefined` for any other message
 */
export function decodeRefreshes(body: string): readonly RefreshJob[] | undefined {
  let message: Readonly<Record<string, unknown>> | null;
  try {
    message = JSON.parse(body) as typeof message;
  } catch {
    return undefined;
  }
  if (typeof message !== "object" || message === null) return undefined;
  if (isRefreshJob(message)) {
    const { view, cause, number } = message;
    return [{ view, cause, number }];
  }
  const jobs = decodeKeys(message["Records"])?.map(parseRefreshKey);
  return jobs?.every((job) => job !== undefined) === true ? jobs : undefined;
}
