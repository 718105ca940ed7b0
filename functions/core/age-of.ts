import type { Clock, ListedObject } from "./ports.ts";

/** What the store's clock may be ahead of ours, ms. */
const tolerance = 5 * 60_000;

/**
 * Milliseconds since an object was written. One from the future was written while a clock was wrong: it counts as old, or it
 * would be passed over until that time has come.
 */
export function ageOf({ modified }: Pick<ListedObject, "modified">, { clock }: { readonly clock: Clock }): number {
  const age = clock.now() - modified;
  return age < -tolerance ? Infinity : Math.max(0, age);
}
