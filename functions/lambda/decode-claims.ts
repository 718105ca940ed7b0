import type { Unfinished } from "../core/lifecycle/sweep/sweep-reports.ts";

interface Notification {
  readonly Event?: unknown;
  readonly Records?: unknown;
  readonly id?: unknown;
  readonly generation?: unknown;
}

/**
 * The reports that a message of the render queue asks for. A message is a notification of S3 about
 * `reports/{id}/{generation}/request.json`, or `{id, generation}` from the sweep.
 *
 * @returns empty for the test event that S3 sends when notifications are set up; `undefined` when
 *   the message is neither
 */
export function decodeClaims(body: string): readonly Unfinished[] | undefined {
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
  const claims = keys?.map(parseClaimKey);
  return claims?.every((claim) => claim !== undefined) ? claims : undefined;
}

/** Whether a value is `{id, generation}`: the form of a direct invocation, too. */
export function isClaim(value: unknown): value is Unfinished {
  const { id, generation } = (value ?? {}) as { id?: unknown; generation?: unknown };
  return typeof id === "string" && /^[0-9a-f]{64}$/.test(id) && Number.isSafeInteger(generation) && (generation as number) > 0;
}

/** The keys in the records of a notification; `undefined` when they are none. */
export function decodeKeys(records: unknown): readonly string[] | undefined {
  if (!Array.isArray(records) || records.length === 0) return undefined;
  const keys = records.map((record: { s3?: { object?: { key?: unknown } } } | null) => record?.s3?.object?.key);
  if (!keys.every((key): key is string => typeof key === "string")) return undefined;
  try {
    // As in a form: a space is a plus sign.
    return keys.map((key) => decodeURIComponent(key.replaceAll("+", " ")));
  } catch {
    return undefined;
  }
}

function parseClaimKey(key: string): Unfinished | undefined {
  const match = /^reports\/([0-9a-f]{64})\/([1-9]\d{0,9})\/request\.json$/.exec(key);
  return match === null ? undefined : { id: match[1]!, generation: Number(match[2]) };
}
