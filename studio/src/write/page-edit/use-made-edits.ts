import { useState } from "react";
import { sameBytes } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { NewFile } from "./add/addition.ts";

/** A change that was made on a page or in a dialog, and can be undone as long as nothing else has changed its files. */
export interface MadeEdit {
  readonly texts: readonly { readonly file: string; readonly before: string; readonly after: string }[];
  readonly added: readonly NewFile[];
  /** Files that got another path, once their texts were changed. */
  readonly moved?: readonly { readonly from: string; readonly to: string }[] | undefined;
}

export interface MadeEdits {
  readonly add: (edit: MadeEdit) => void;
  /** Takes back the last; absent if there is none, or its files have changed since. */
  readonly undo: (() => void) | undefined;
}

/** The changes that were made, and what takes back the last. */
export function useMadeEdits(workspace: Workspace): MadeEdits {
  const [made, setMade] = useState<readonly MadeEdit[]>([]);
  const last = made.at(-1);
  const undo = (): void => {
    takeBack(workspace, last!);
    setMade((all) => all.slice(0, -1));
  };
  const canUndo = last !== undefined && isAsMade(workspace, last);
  return { add: (edit) => setMade((all) => [...all, edit]), undo: canUndo ? undo : undefined };
}

function isAsMade(workspace: Workspace, { texts, moved = [] }: MadeEdit): boolean {
  const placeOf = (file: string): string => moved.find(({ from }) => from === file)?.to ?? file;
  const isThere = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    workspace.get(to)?.removed === false && workspace.get(from)?.removed !== false;
  return moved.every(isThere) && texts.every(({ file, after }) => workspace.get(placeOf(file))?.text === after);
}

function takeBack(workspace: Workspace, { texts, added, moved = [] }: MadeEdit): void {
  for (const { from, to } of moved) workspace.rename(to, from);
  for (const { file, before } of texts) workspace.edit(file, before);
  for (const { path, bytes } of added) {
    const put = workspace.get(path);
    // What was written in it since is not lost.
    if (put !== undefined && sameBytes(put.bytes, bytes)) workspace.remove(path);
  }
}
