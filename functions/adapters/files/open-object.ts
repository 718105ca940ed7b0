import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { outside } from "./durable-folders.ts";

/**
 * Opens an object's file for reading, without following a symbolic link.
 *
 * @returns `undefined` if there is none
 * @throws BroadsheetError if a link is in its place
 */
export async function openObject(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return undefined;
    throw code === "ELOOP" ? outside(path) : error;
  }
}
