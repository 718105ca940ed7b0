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
  readonly removed?: readonly NewFile[] | undefined;
  /** Called when it is taken back, and when it is made again. */
  readonly turned?: ((isMade: boolean) => void) | undefined;
}

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

function isAsMade(workspace: Workspace, { texts, moved = [], removed = [] }: MadeEdit): boolean {
  if (removed.some(({ path }) => workspace.get(path)?.removed === false)) return false;
  const placeOf = (file: string): string => moved.find(({ from }) => from === file)?.to ?? file;
  const isThere = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    workspace.get(to)?.removed === false && workspace.get(from)?.removed !== false;
  return moved.every(isThere) && texts.every(({ file, after }) => workspace.get(placeOf(file))?.text === after);
}

function isAsBefore(workspace: Workspace, { texts, added, moved = [], removed = [] }: MadeEdit): boolean {
  const isThere = (path: string): boolean => workspace.get(path)?.removed === false;
  const isSame = ({ path, bytes }: NewFile): boolean => isThere(path) && sameBytes(workspace.get(path)!.bytes, bytes);
  return (
    removed.every(isSame) &&
    texts.every(({ file, before }) => workspace.get(file)?.text === before) &&
    moved.every(({ from, to }) => isThere(from) && !isThere(to)) &&
    added.every(({ path }) => !isThere(path))
  );
}

function makeAgain(workspace: Workspace, { texts, added, moved = [], removed = [] }: MadeEdit): void {
  // First, so that no preview misses them.
  for (const { path, bytes } of added) workspace.write(path, bytes);
  for (const { file, after } of texts) workspace.edit(file, after);
  for (const { from, to } of moved) workspace.rename(from, to);
  for (const { path } of removed) workspace.remove(path);
}

function takeBack(workspace: Workspace, { texts, added, moved = [], removed = [] }: MadeEdit): void {
  for (const { path, bytes } of removed) workspace.write(path, bytes);
  for (const { from, to } of moved) workspace.rename(to, from);
  for (const { file, before } of texts) workspace.edit(file, before);
  for (const { path, bytes } of added) {
    const put = workspace.get(path);
    // What was written in it since is not lost.
    if (put !== undefined && sameBytes(put.bytes, bytes)) workspace.remove(path);
  }
}
