import { BroadsheetError } from "./errors.ts";

/** Whether a fault of the disk, or of a database in its words, says that there is no space left. */
export function saysNoSpace(message: string): boolean {
  return /No space left on device|Disk quota exceeded/i.test(message);
}

/**
 * The error for a full disk of temporary files, which is nobody's fault: there may be space again.
 *
 * @param seen the disk's own code, such as `ENOSPC`, if there is one
 */
export function scratchFull(cause: unknown, seen?: string): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    {
      code: "scratch-full",
      message: "The disk for temporary files is full",
      ...(seen !== undefined && { seen }),
      hint: "Free some space, or point TMPDIR to a larger disk.",
    },
    { cause },
  );
}
