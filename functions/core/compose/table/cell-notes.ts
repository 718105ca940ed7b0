import type { Inline } from "../../document/document.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";

/** The notes to a table's cells, in the order in which they are met. */
export interface CellNotes {
  /** Index of a note; one that says the same is the same. undefined where there is none. */
  indexOf(value: Value): number | undefined;
  /** Empty where no cell has a note. */
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
