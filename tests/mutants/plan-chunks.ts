import type { Window } from "./sample-windows.ts";

/** The work of one run of Stryker: windows of one stage. */
export interface Chunk {
  /** `3-report-layout`: the third slice's windows in `functions/core/report/layout`. */
  readonly name: string;
  /** `report/layout`, a folder of a wing, or of the ground; `report` and `.` stand for the files beside the folders. */
  readonly stage: string;
  readonly windows: readonly Window[];
}

/**
 * Divides a sample into runs whose results are kept separately. A slice is itself a sample of all stages, so that the
 * slices which an interrupted run has finished represent the whole. A chunk is the part of a slice in one stage, since
 * a stage's own tests try it.
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
      .map(([stage, own]) => ({
        name: `${index + 1}-${stage === "." ? "ground" : stage.replace("/", "-")}`,
        stage,
        windows: own,
      })),
  );
}

function stageOf(name: string): string {
  const [, stage = "."] = /^functions\/core\/((?:(?:report|service)\/)?[^/]+)\//.exec(name) ?? [];
  return stage;
}
