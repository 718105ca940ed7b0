import { readFile } from "node:fs/promises";
import { BroadsheetError } from "../../core/errors.ts";

/**
 * Reads the file given for a dataset.
 *
 * @throws BroadsheetError `not-found` naming the alias
 */
export async function readDatasetFile(alias: string, path: string): Promise<Uint8Array> {
  return await readFile(path).catch((cause: unknown) => {
    throw new BroadsheetError(
      "not-found",
      {
        code: "file-unreadable",
        message: `the file ${path} cannot be read`,
        where: { pointer: `/datasets/${alias}` },
        seen: path,
      },
      { cause },
    );
  });
}
