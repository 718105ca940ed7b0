import { sameBytes } from "./work-file.ts";
import type { Workspace } from "./workspace.ts";

/** A file that a change adds or removes. */
export interface NewFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A change that was made on a page or in a dialog, and can be undone as long as nothing else has changed its files. */
export interface MadeEdit {
  readonly texts: readonly { readonly file: string; readonly before: string; readonly after: string }[];
  readonly added: readonly NewFile[];
  /** Files that got another path, once their texts were changed. */
  readonly moved?: readonly { readonly from: string; readonly to: string }[] | undefined;
  readonly removed?: readonly NewFile[] | undefined;
  /** Files that are no text, or were none before, and got other bytes. */
  readonly replaced?: readonly ReplacedFile[] | undefined;
  /** Called when it is taken back, and when it is made again. */
  readonly turned?: ((isMade: boolean) => void) | undefined;
}

interface ReplacedFile {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Whether the files are as a change left them, so that it can be taken back. */
export function isAsMade(workspace: Workspace, { texts, moved = [], removed = [], replaced = [] }: MadeEdit): boolean {
  if (removed.some(({ path }) => workspace.get(path)?.removed === false)) return false;
  const placeOf = (file: string): string => moved.find(({ from }) => from === file)?.to ?? file;
  const isThere = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
    workspace.get(to)?.removed === false && workspace.get(from)?.removed !== false;
  return (
    moved.every(isThere) &&
    texts.every(({ file, after }) => workspace.get(placeOf(file))?.text === after) &&
    replaced.every(({ path, after }) => holds(workspace, path, after))
  );
}

/** Whether a file is there and has these bytes. */
function holds(workspace: Workspace, path: string, bytes: Uint8Array): boolean {
  const file = workspace.get(path);
  return file?.removed === false && sameBytes(file.bytes, bytes);
}

/** Whether the files are as they were before a change, so that it can be made again. */
export function isAsBefore(workspace: Workspace, edit: MadeEdit): boolean {
  const { texts, added, moved = [], removed = [], replaced = [] } = edit;
  const isThere = (path: string): boolean => workspace.get(path)?.removed === false;
  return (
    removed.every(({ path, bytes }) => holds(workspace, path, bytes)) &&
    replaced.every(({ path, before }) => holds(workspace, path, before)) &&
    texts.every(({ file, before }) => workspace.get(file)?.text === before) &&
    moved.every(({ from, to }) => isThere(from) && !isThere(to)) &&
    added.every(({ path }) => !isThere(path))
  );
}

/** Makes a change that was made before and taken back, or that is made at once. */
export function makeAgain(workspace: Workspace, edit: MadeEdit): void {
  const { texts, added, moved = [], removed = [], replaced = [] } = edit;
  // First, so that no preview misses them.
  for (const { path, bytes } of added) workspace.write(path, bytes);
  for (const { path, after } of replaced) workspace.write(path, after);
  for (const { file, after } of texts) workspace.edit(file, after);
  for (const { from, to } of moved) workspace.rename(from, to);
  for (const { path } of removed) workspace.remove(path);
}

/** Takes a change back. What was written in a file since it was added is not lost. */
export function takeBack(workspace: Workspace, edit: MadeEdit): void {
  const { texts, added, moved = [], removed = [], replaced = [] } = edit;
  for (const { path, bytes } of removed) workspace.write(path, bytes);
  for (const { path, before } of replaced) workspace.write(path, before);
  for (const { from, to } of moved) workspace.rename(to, from);
  for (const { file, before } of texts) workspace.edit(file, before);
  for (const { path, bytes } of added) {
    if (holds(workspace, path, bytes)) workspace.remove(path);
  }
}
