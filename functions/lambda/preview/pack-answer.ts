import { BroadsheetError } from "../../core/errors.ts";
import { pack } from "./pack.ts";
import { mostPacked, type PreviewAnswer } from "./preview-event.ts";

/**
 * Does what a call asks and packs what comes of it: the value, or why Broadsheet refuses.
 *
 * @throws whatever `work` throws that is no BroadsheetError: the function has failed
 */
export async function packAnswer(work: () => Promise<unknown>): Promise<PreviewAnswer> {
  try {
    const value = pack(await work());
    if (value.length > mostPacked) throw tooLarge(value.length);
    return { value };
  } catch (error) {
    if (error instanceof BroadsheetError) return { refused: error.kind, problems: error.problems };
    throw error;
  }
}

function tooLarge(seen: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "answer-too-large",
    message: `the answer has ${seen} bytes, more than Lambda can return`,
    seen,
    allowed: mostPacked,
    hint: "ask for single pages, or for a picture of fewer dots per inch; or store the files as a draft and request a report of that version",
  });
}
