import type { BatchRow, ItemResult } from "../batch.ts";

/** Content of `rows.json`: what is to be made of a page, and what a retry keeps of the generation before. */
export interface PageRows {
  readonly rows: readonly BatchRow[];
  readonly kept?: readonly ItemResult[];
}
