import { api } from "../../../api/client.ts";
import { take } from "../../../api/take.ts";
import type { components } from "../../../../../functions/client/schema.ts";
import type { WorkFile } from "../../workspace/work-file.ts";
import type { Patch } from "./apply-patches.ts";
import type { EditedBlock, Edit, EditPlace } from "./edited-block.ts";

/** The API's types hold what it does not change as changeable. */
type EditRequest = components["schemas"]["EditRequest"];

/**
 * Describes a block of the texts as they are now, and finds the patches of an edit.
 *
 * @throws RefusedError with the reason
 */
export async function askEdit(
  files: ReadonlyMap<string, WorkFile>,
  block: EditPlace,
  edit?: Edit,
): Promise<{ readonly block: EditedBlock; readonly patches: readonly Patch[] }> {
  const texts = [block.file, "template.yaml"].flatMap((path) => {
    const text = files.get(path)?.text;
    return text === undefined ? [] : [[path, text] as const];
  });
  const body = { files: Object.fromEntries(texts), block, ...(edit !== undefined && { edit }) };
  return await take(api.POST("/edits", { body: body as EditRequest }));
}
