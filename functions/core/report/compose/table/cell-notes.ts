import type { Inline } from "../../document/document.ts";
import { withOrigin } from "../../document/inline-origins.ts";
import { gatherReads, type Origin } from "../../document/origin.ts";
import type { Value } from "../../query/table.ts";
import type { Formats } from "../formats/formats.ts";

/** The notes to a table's cells, in reading order. */
export interface CellNotes {
  /** Index of a note; equal texts share one note, and their origins. undefined if the cell has none. */
  indexOf(value: Value, origin?: Origin): number | undefined;
  /** Empty if no cell has a note. */
  notes(): (readonly Inline[])[];
}

export function createCellNotes(formats: Formats): CellNotes {
  const indices = new Map<string, number>();
  const origins = new Map<string, Origin>();
  return {
    indexOf(value, origin) {
      const text = value === null ? "" : formats.plain(value).replace(/\s+/g, " ").trim();
      if (text === "") return undefined;
      const index = indices.get(text) ?? indices.size;
      indices.set(text, index);
      if (origin !== undefined) origins.set(text, joined(origins.get(text), origin));
      return index;
    },
    notes: () => [...indices.keys()].map((text) => [...withOrigin([{ type: "text", text }], origins.get(text))]),
  };
}

function joined(one: Origin | undefined, other: Origin): Origin {
  if (one === undefined) return other;
  const deciding = gatherReads([...one.deciding, ...other.deciding]);
  return { ...one, values: gatherReads([...one.values, ...other.values]), deciding };
}
