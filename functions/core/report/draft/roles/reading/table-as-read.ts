import type { ColumnLook } from "../../look/look-at-columns.ts";
import type { Reading, Roles } from "../roles.ts";

/** A table as the rules read it: its rows, their columns, and what these look like. */
export interface ReadTable {
  readonly long: Roles["long"];
  readonly source: string;
  readonly looks: readonly ColumnLook[];
  readonly withoutNotes: boolean;
  readonly reading: Reading;
}
