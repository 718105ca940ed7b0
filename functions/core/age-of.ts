import type { Clock, ListedObject } from "./ports.ts";

/** How far the store's clock may be ahead of ours, in ms. */
const tolerance = 5 * 60_000;

/**
 * Milliseconds since an object was written. An object from the future was written while a clock was wrong: it counts as
 * old, or it would be skipped until that time.
 */
export function ageOf({ modified }: Pick<ListedObject, "modified">, { clock }: { readonly clock: Clock }): number {
  const age = clock.now() - modified;
  return age < -tolerance ? Infinity : Math.max(0, age);
}
