/** Batches whose pages are being counted in this process, and how many pages from the first are known to be done. */
const counted = new Map<string, number>();

/** Most batches remembered. */
const most = 200;

/** Number of pages, from the first, that are known to be done. Forgetting it costs a listing, nothing else. */
export function firstDone(id: string, generation: number): number {
  return counted.get(`${id}/${generation}`) ?? 0;
}

export function noteFirstDone(id: string, generation: number, pages: number): void {
  const key = `${id}/${generation}`;
  counted.delete(key);
  counted.set(key, pages);
  if (counted.size > most) counted.delete(counted.keys().next().value!);
}
