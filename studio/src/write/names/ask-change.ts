import type { components } from "../../../../functions/client/schema.ts";
import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { kindOf } from "../files/kind-of.ts";
import { applyPatches, type Patch } from "../page-edit/edits/apply-patches.ts";
import type { MadeEdit } from "../workspace/made-edit.ts";
import type { WorkFile } from "../workspace/work-file.ts";
import type { Workspace } from "../workspace/workspace.ts";

type ChangeRequest = components["schemas"]["TemplateChangeRequest"];

/** What is to become of the template. */
export type Change = ChangeRequest["change"];

/** What `POST /changes` answers. */
export interface Changes {
  readonly patches: readonly Patch[];
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  readonly added: Readonly<Record<string, string>>;
  /** Places that a rename has left, since their key is known only when a report is made. */
  readonly left?: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}

/**
 * Asks what a change of several files is.
 *
 * @throws RefusedError with the reason
 */
export async function askChange(files: Iterable<WorkFile>, change: Change): Promise<Changes> {
  const texts = [...files]
    .filter(({ path, removed }) => !removed && kindOf(path) !== "picture" && !path.startsWith("data/"))
    .flatMap(({ path, text }) => (text === undefined ? [] : [[path, text] as const]));
  return await take(api.POST("/changes", { body: { files: Object.fromEntries(texts), change } }));
}

/** Changes the files. @returns what takes it back */
export function applyChanges(workspace: Workspace, { patches, moved, added }: Changes): MadeEdit {
  const texts = [...new Set(patches.map(({ file }) => file))].map((file) => {
    const before = workspace.get(file)?.text ?? "";
    return { file, before, after: applyPatches(file, before, patches) };
  });
  const encoder = new TextEncoder();
  const files = Object.entries(added).map(([path, text]) => ({ path, bytes: encoder.encode(text) }));
  // First, so that no preview misses them.
  for (const { path, bytes } of files) workspace.write(path, bytes);
  for (const { file, after } of texts) workspace.edit(file, after);
  for (const { from, to } of moved) workspace.rename(from, to);
  return { texts, added: files, moved };
}
