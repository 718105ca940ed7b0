import { ageOf } from "../../../age-of.ts";
import type { Clock, ListedObject, ObjectStore } from "../../../ports.ts";

/** A marker without a claim is deleted after this time, ms. */
export const markerLife = 24 * 3_600_000;

/** How long what waits is left alone. */
export interface MarkerTimes {
  /** Skips what is younger than this, ms: a queue may be about to deliver it. @default 0 */
  readonly minAgeMs?: number;
  /** Skips what a sweep handed over within this time, ms: it waits in the queue. @default 0: nothing is recorded */
  readonly requeueMs?: number;
}

/**
 * Whether a marker is old enough to process. An empty one is as old as its claim; any other was written by a sweep or a
 * deletion.
 */
export function isDue(
  marker: ListedObject,
  { minAgeMs = 0, requeueMs = 0 }: MarkerTimes,
  world: { readonly clock: Clock },
): boolean {
  return ageOf(marker, world) >= (marker.size === 0 ? minAgeMs : requeueMs);
}

const requeued = new TextEncoder().encode("requeued");

/** Records in a marker that a sweep has handed it over now. @throws BroadsheetError `unavailable` */
export async function noteRequeued(store: ObjectStore, marker: string): Promise<void> {
  await store.put(marker, requeued, "application/octet-stream");
}
