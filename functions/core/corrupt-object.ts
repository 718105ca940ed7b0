import { BroadsheetError } from "./errors.ts";

/** Problem code of a stored object whose content is not what was written. */
export const corruptCode = "corrupt-object";

/**
 * The error for a stored object that was damaged after it was written: by a disk, a copy, or another program. Trying
 * again does not help, so it is never called temporary.
 *
 * @param fault what is wrong with it, as the end of a sentence: `its content has another hash than when it was stored`
 */
export function corruptObject(key: string, fault: string, cause?: unknown): BroadsheetError {
  return new BroadsheetError(
    "damaged",
    {
      code: corruptCode,
      message: `The stored object ${key} is damaged: ${fault}`,
      seen: key,
      hint: "Restore it from a backup, or run `broadsheet check-store`, which says what can be made again.",
    },
    { cause },
  );
}

/** Whether an error says that a stored object is damaged. */
export function isCorrupt(error: unknown): error is BroadsheetError {
  return error instanceof BroadsheetError && error.kind === "damaged";
}
