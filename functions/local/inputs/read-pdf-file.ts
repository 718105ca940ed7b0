import { readFile } from "node:fs/promises";
import { BroadsheetError } from "../../core/errors.ts";

/** Reads the PDF given to a command. @throws BroadsheetError `not-found` */
export async function readPdfFile(path: string): Promise<Uint8Array> {
  return await readFile(path).catch((cause: unknown) => {
    throw new BroadsheetError(
      "not-found",
      { code: "file-unreadable", message: `the file ${path} cannot be read`, seen: path },
      { cause },
    );
  });
}
