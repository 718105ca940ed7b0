import type { DatasetColumn } from "../dataset.ts";
import type { ColumnType } from "../../template/template.ts";
import { findColumn, type PlacedStep, type StepColumn, unpivoted } from "./step-columns.ts";

/**
 * The columns of the file that the recipe takes as texts, as they are written, whatever type they would get by
 * themselves: those that a step gives a type, splits or trims, and those that become rows of one column but have types
 * that do not go together.
 */
export function columnsAsWritten(
  columns: readonly DatasetColumn[],
  steps: readonly PlacedStep[],
  rows: number,
): ReadonlySet<string> {
  const kinds = new Map(columns.map(({ name, type, nulls }) => [name, nulls === rows ? undefined : kindOf(type)]));
  const written = new Set<string>();
  for (const { step, pointer, before } of steps) {
    for (const { sources } of textsOf(step, before, pointer)) for (const source of sources) written.add(source);
    if (!("unpivot" in step)) continue;
    const sources = unpivoted(step.unpivot, before, pointer).flatMap((column) => column.sources);
    const met = new Set(sources.map((source) => (written.has(source) ? "text" : kinds.get(source))));
    met.delete(undefined);
    if (met.size > 1 || met.has("text")) for (const source of sources) written.add(source);
  }
  return written;
}

function textsOf(step: PlacedStep["step"], before: readonly StepColumn[], pointer: string): readonly StepColumn[] {
  const named =
    "types" in step ? Object.keys(step.types) : "trim" in step ? step.trim : "split" in step ? [step.split.column] : [];
  return named.map((name) => findColumn(name, before, pointer));
}

/** Types whose values may stand in one column. */
function kindOf(type: ColumnType): string {
  return type === "integer" ? "number" : type;
}
