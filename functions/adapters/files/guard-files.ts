import { BroadsheetError, corruptObject } from "../../core/errors.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full (ENOSPC)",
  EDQUOT: "the disk quota is used up (EDQUOT)",
  EROFS: "the disk is read-only (EROFS)",
  EACCES: "the folder is not writable (EACCES)",
  EMFILE: "too many files are open (EMFILE)",
};

/**
 * Runs work on the files of an object, or on those below a prefix.
 *
 * @throws BroadsheetError `invalid-request` for a key that no file can be named after; `damaged` if the disk fails
 *   there; `unavailable` for any other error of the file system
 */
export async function guardFiles<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENAMETOOLONG") {
      throw new BroadsheetError(
        "invalid-request",
        {
          code: "invalid-key",
          message: `A name in "${key}" is too long for the file system`,
          seen: key,
          allowed: "at most about 250 bytes between two slashes",
        },
        { cause: error },
      );
    }
    if (code === "EIO") throw corruptObject(key, "the disk cannot read or write it (EIO)", error);
    throw new BroadsheetError(
      "unavailable",
      {
        code: "store-failed",
        message: `The file store failed at "${key}": ${reasons[code ?? ""] ?? code ?? (error as Error).message}`,
        seen: code,
      },
      { cause: error },
    );
  }
}
