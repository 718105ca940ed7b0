import { parseRenditionKey, type RenditionJob } from "../../core/service/rendition/rendition-kind.ts";
import type { Unfinished } from "../../core/service/lifecycle/sweep/sweep-reports.ts";

interface Notification {
  readonly Event?: unknown;
  readonly Records?: unknown;
  readonly id?: unknown;
  readonly generation?: unknown;
}

/** What the render queue is asked for: a report, or a rendition of one. */
export type RenderAsked = Unfinished | RenditionJob;

/**
 * Decodes the reports and renditions that a message of the render queue asks for. A message is an S3 notification about
 * `reports/{id}/{generation}/request.json` or `…/renditions/{rendition}/{number}/request.json`, or `{id, generation}`
 * from the sweep.
 *
 * @returns empty for the test event that S3 sends when notifications are set up; `undefined` for any other message
 */
export function decodeClaims(body: string): readonly RenderAsked[] | undefined {
  let message: Notification | null;
  try {
    message = JSON.parse(body) as Notification | null;
  } catch {
    return undefined;
  }
  if (typeof message !== "object" || message === null) return undefined;
  if (message.Event === "s3:TestEvent") return [];
  if (isClaim(message)) return [{ id: message.id, generation: message.generation }];
  const keys = decodeKeys(message.Records);
  const claims = keys?.map((key) => parseClaimKey(key) ?? parseRenditionKey(key));
  return claims?.every((claim) => claim !== undefined) ? claims : undefined;
}

/** Whether a value is `{id, generation}`, which is also the form of a direct invocation. */
export function isClaim(value: unknown): value is Unfinished {
  const { id, generation } = (value ?? {}) as { id?: unknown; generation?: unknown };
  return (
    typeof id === "string" &&
    /^[0-9a-f]{64}$/.test(id) &&
    Number.isSafeInteger(generation) &&
    (generation as number) > 0
  );
}

/** The keys in a notification's records; `undefined` if they are not such records. */
export function decodeKeys(records: unknown): readonly string[] | undefined {
  if (!Array.isArray(records) || records.length === 0) return undefined;
  const keys = records.map((record: { s3?: { object?: { key?: unknown } } } | null) => record?.s3?.object?.key);
  if (!keys.every((key): key is string => typeof key === "string")) return undefined;
  try {
    // Encoded as in a form: a plus sign is a space.
    return keys.map((key) => decodeURIComponent(key.replaceAll("+", " ")));
  } catch {
    return undefined;
  }
}

function parseClaimKey(key: string): Unfinished | undefined {
  const match = /^reports\/([0-9a-f]{64})\/([1-9]\d{0,9})\/request\.json$/.exec(key);
  return match === null ? undefined : { id: match[1]!, generation: Number(match[2]) };
}
