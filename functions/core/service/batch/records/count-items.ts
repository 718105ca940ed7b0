import type { Counts, ItemResult } from "../batch.ts";

export const noCounts = { ready: 0, failed: 0, stopped: 0 } as const satisfies Counts;

export function countItems(items: readonly ItemResult[]): Counts {
  const counts = { ready: 0, failed: 0, stopped: 0 };
  for (const { state } of items) counts[state] += 1;
  return counts;
}

export function addCounts(one: Counts, other: Counts): Counts {
  return { ready: one.ready + other.ready, failed: one.failed + other.failed, stopped: one.stopped + other.stopped };
}
