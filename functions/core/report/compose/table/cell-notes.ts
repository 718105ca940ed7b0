import type { Inline } from "../../document/document.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";

/** The notes to a table's cells, in reading order. */
export interface CellNotes {
  /** Index of a note; equal texts share one note. undefined if the cell has none. */
  indexOf(value: Value): number | undefined;
  /** Empty if no cell has a note. */
  notes(): (readonly Inline[])[];
}

export function createCellNotes(formats: Formats): CellNotes {
  const indices = new Map<string, number>();
  return {
    indexOf(value) {
      const text = value === null ? "" : formats.plain(value).replace(/\s+/g, " ").trim();
      if (text === "") return undefined;
      const index = indices.get(text) ?? indices.size;
      indices.set(text, index);
      return index;
    },
    notes: () => [...indices.keys()].map((text) => [{ type: "text", text }]),
  };
}
