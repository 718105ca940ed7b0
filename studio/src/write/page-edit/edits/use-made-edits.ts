import { useState } from "react";
import { isAsBefore, isAsMade, type MadeEdit, makeAgain, takeBack } from "../../workspace/made-edit.ts";
import type { Workspace } from "../../workspace/workspace.ts";

export interface MadeEdits {
  readonly add: (edit: MadeEdit) => void;
  /** Takes back the last; absent if there is none, or its files have changed since. */
  readonly undo: (() => void) | undefined;
  /** Makes again what was taken back last; absent if there is nothing, or its files have changed since. */
  readonly redo: (() => void) | undefined;
}

/** The changes that were made, what takes back the last, and what makes that again. */
export function useMadeEdits(workspace: Workspace): MadeEdits {
  const [{ made, undone }, setEdits] = useState<Edits>({ made: [], undone: [] });
  const [last, next] = [made.at(-1), undone.at(-1)];
  const undo = (): void => {
    takeBack(workspace, last!);
    last!.turned?.(false);
    setEdits((all) => ({ made: all.made.slice(0, -1), undone: [...all.undone, last!] }));
  };
  const redo = (): void => {
    makeAgain(workspace, next!);
    next!.turned?.(true);
    setEdits((all) => ({ made: [...all.made, next!], undone: all.undone.slice(0, -1) }));
  };
  return {
    add: (edit) => setEdits((all) => ({ made: [...all.made, edit], undone: [] })),
    undo: last !== undefined && isAsMade(workspace, last) ? undo : undefined,
    redo: next !== undefined && isAsBefore(workspace, next) ? redo : undefined,
  };
}

/** Changes, the latest last. */
interface Edits {
  readonly made: readonly MadeEdit[];
  /** Those that were taken back: the last is made again first. */
  readonly undone: readonly MadeEdit[];
}
