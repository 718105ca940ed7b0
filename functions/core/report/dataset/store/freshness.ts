import type { ObjectStore } from "../../../ports.ts";

/**
 * Datasets whose recipe says how long they stay fresh, so that a clock need not look at all datasets:
 *
 *     freshness/{name}.json   {"due": 1767605400412}: not stale before, milliseconds since the epoch
 *
 * It is written before the recipe becomes current, so that a crash loses no dataset, and again after that. The deletion
 * of the dataset takes it away. Otherwise nobody does: the recipe and the dataset's log say what counts, and a clock
 * looks once a day at a dataset whose recipe says nothing of it any more.
 */
export const freshnessPrefix = "freshness/";

/** What a clock keeps of a dataset that it watches. */
export interface FreshnessMark {
  readonly due: number;
}

/** The key of a dataset's mark. */
export function freshnessKey(dataset: string): string {
  return `${freshnessPrefix}${dataset}.json`;
}

/**
 * Has the clock forget a dataset that is deleted. Who gives it a recipe meanwhile writes the mark once more after that,
 * see `changeRecipe`.
 */
export async function forgetFreshness(store: ObjectStore, dataset: string): Promise<void> {
  await store.delete(freshnessKey(dataset));
}

/** Has the clock look at a dataset: its recipe is about to say how long it stays fresh. */
export async function watchFreshness(store: ObjectStore, dataset: string): Promise<void> {
  const mark: FreshnessMark = { due: 0 };
  await store.put(freshnessKey(dataset), new TextEncoder().encode(JSON.stringify(mark)), "application/json");
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time for which data stay fresh, such as `36h`, which was checked when it was read. */
export function freshnessMs(text: string): number {
  return Number.parseInt(text, 10) * (units[text.at(-1)!] ?? Number.NaN);
}
