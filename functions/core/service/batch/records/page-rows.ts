import type { BatchRow, ItemResult, ReadyItem } from "../batch.ts";

/** Content of `rows.json`: what is to be made of a page, and what a retry keeps of the generation before. */
export interface PageRows {
  readonly rows: readonly BatchRow[];
  readonly kept?: readonly ItemResult[];
  /** Items of `rows` that are kept, too, and lack other forms. A release before these makes such rows again. */
  readonly unfinished?: readonly ReadyItem[];
}
