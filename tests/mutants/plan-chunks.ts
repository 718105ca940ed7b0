import type { Window } from "./sample-windows.ts";

/** What one run of Stryker does: windows of one stage. */
export interface Chunk {
  /** `3-layout`: the third slice's windows in `functions/core/layout`. */
  readonly name: string;
  /** Folder below `functions/core`; `.` for the files beside the folders. */
  readonly stage: string;
  readonly windows: readonly Window[];
}

/**
 * Divides a sample into runs that can be kept one by one. A slice is a sample itself, of about so many mutants in all stages, so that
 * the slices that an interrupted run has finished say something of the whole; a chunk is what a slice has in one stage, since a stage's own tests try it.
 */
export function planChunks(windows: readonly Window[], perSlice: number): Chunk[] {
  const slices: Window[][] = [];
  let room = 0;
  for (const window of windows) {
    if (room <= 0) {
      slices.push([]);
      room = perSlice;
    }
    slices.at(-1)!.push(window);
    room -= window.mutants;
  }
  return slices.flatMap((slice, index) =>
    [...Map.groupBy(slice, ({ name }) => stageOf(name))]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([stage, own]) => ({ name: `${index + 1}-${stage === "." ? "ground" : stage}`, stage, windows: own })),
  );
}

function stageOf(name: string): string {
  const [, stage = "."] = /^functions\/core\/([^/]+)\//.exec(name) ?? [];
  return stage;
}
