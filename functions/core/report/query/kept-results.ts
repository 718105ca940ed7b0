import type { Warning } from "../../errors.ts";
import type { Table } from "./table.ts";

/** The result of a query, and the warnings that it gave. */
export interface KeptResult {
  readonly table: Table;
  readonly warnings: readonly Warning[];
}

/** Results of earlier runs, by all that they depend on. */
export interface KeptResults {
  get(key: string): KeptResult | undefined;
  set(key: string, result: KeptResult): unknown;
}
