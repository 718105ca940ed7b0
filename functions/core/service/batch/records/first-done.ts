import type { ObjectStore } from "../../../ports.ts";

/**
 * Of each store: batches whose pages are being counted in this process → how many pages from the first are known to be
 * done.
 */
const counted = new WeakMap<ObjectStore, Map<string, number>>();

/** Most batches remembered. */
const most = 200;

/** Number of pages, from the first, that are known to be done. Forgetting it costs a listing, nothing else. */
export function firstDone(id: string, generation: number, { store }: { readonly store: ObjectStore }): number {
  return counted.get(store)?.get(`${id}/${generation}`) ?? 0;
}

export function noteFirstDone(
  id: string,
  generation: number,
  pages: number,
  { store }: { readonly store: ObjectStore },
): void {
  const known = counted.get(store) ?? new Map<string, number>();
  counted.set(store, known);
  const key = `${id}/${generation}`;
  known.delete(key);
  known.set(key, pages);
  if (known.size > most) known.delete(known.keys().next().value!);
}
