import { makeAgain, type MadeEdit } from "../workspace/made-edit.ts";
import { bytesOf, sameBytes, textOf, type WorkFile } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * Brings the files back to those of the last preview without an error, as one change that can be undone.
 *
 * @param good path → content, of every file that the template had then
 */
export function bringBack(workspace: Workspace, good: ReadonlyMap<string, Uint8Array>): MadeEdit {
  const present = new Map(workspace.present().map((file) => [file.path, file]));
  const texts: { file: string; before: string; after: string }[] = [];
  const replaced: { path: string; before: Uint8Array; after: Uint8Array }[] = [];
  for (const [path, bytes] of good) {
    const now = present.get(path);
    if (now === undefined || sameBytes(now.bytes, bytes)) continue;
    const after = textOf(bytes);
    if (after !== undefined && isText(now, after, bytes)) texts.push({ file: path, before: now.text!, after });
    else replaced.push({ path, before: now.bytes, after: bytes });
  }
  const edit = {
    texts,
    replaced,
    added: [...good].flatMap(([path, bytes]) => (present.has(path) ? [] : [{ path, bytes }])),
    removed: [...present.values()].flatMap(({ path, bytes }) => (good.has(path) ? [] : [{ path, bytes }])),
  };
  makeAgain(workspace, edit);
  return edit;
}

/** Whether an edit of the text leads to these bytes and back; line ends may differ between them. */
function isText({ text, bytes, saved }: WorkFile, after: string, good: Uint8Array): boolean {
  const leadsTo = (to: string, wanted: Uint8Array): boolean => sameBytes(bytesOf(to, saved?.bytes), wanted);
  return text !== undefined && leadsTo(after, good) && leadsTo(text, bytes);
}
