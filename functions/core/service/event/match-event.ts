import { endings, endingsOf, type EventType, subjectKinds } from "./event.ts";

/** The types that there are. */
export const eventTypes: readonly EventType[] = subjectKinds.flatMap((kind) =>
  endingsOf[kind].map((ending) => `${kind}.${ending}` as const),
);

/** Those of datasets and of what fills them. */
export const datasetEventTypes: readonly EventType[] = (["dataset", "source", "view"] as const).flatMap((kind) =>
  endingsOf[kind].map((ending) => `${kind}.${ending}` as const),
);

/** A kind or `*`, a dot, an ending or `*`: `report.ready`, `*.failed`, `batch.*`. */
export const eventPatterns: readonly string[] = [
  ...["*", ...endings].map((ending) => `*.${ending}`),
  ...subjectKinds.flatMap((kind) => ["*", ...endingsOf[kind]].map((ending) => `${kind}.${ending}`)),
];

/**
 * Every end and deletion, and what happens to datasets and what fills them. Not what expires by itself: a retention of
 * 90 days would repeat each day's events 90 days later.
 */
export const usualPatterns: readonly string[] = ["*.ready", "*.failed", "*.deleted", "dataset.*", "*.recovered"];

/** Whether a list of patterns names a type. */
export function matchEvent(type: EventType, patterns: readonly string[]): boolean {
  const [kind, ending] = type.split(".");
  return [type, `${kind}.*`, `*.${ending}`, "*.*"].some((pattern) => patterns.includes(pattern));
}
