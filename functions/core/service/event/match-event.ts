import { endings, type EventType, subjectKinds } from "./event.ts";

/** A kind or `*`, a dot, an ending or `*`: `report.ready`, `*.failed`, `batch.*`. */
export const eventPatterns: readonly string[] = ["*", ...subjectKinds].flatMap((kind) =>
  ["*", ...endings].map((ending) => `${kind}.${ending}`),
);

/**
 * Every end and deletion. Not what expires by itself: a retention of 90 days would repeat each day's events 90 days
 * later.
 */
export const usualPatterns: readonly string[] = ["*.ready", "*.failed", "*.deleted"];

/** Whether a list of patterns names a type. */
export function matchEvent(type: EventType, patterns: readonly string[]): boolean {
  const [kind, ending] = type.split(".");
  return [type, `${kind}.*`, `*.${ending}`, "*.*"].some((pattern) => patterns.includes(pattern));
}
