import { readFile } from "node:fs/promises";
import { BroadsheetError } from "../core/errors.ts";
import type { Connections } from "./connections.ts";
import { parseConnections } from "./parse-connections.ts";

/**
 * Reads the operator's file of connections.
 *
 * @param file its path @default there are no connections
 * @throws BroadsheetError `invalid-request` if it cannot be read, or with every fault in it
 */
export async function readConnections(file: string | undefined): Promise<Connections> {
  if (file === undefined) return new Map();
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new BroadsheetError(
      "invalid-request",
      {
        code: "invalid-option",
        message: `--connections: ${file} cannot be read (${error.code ?? error.message})`,
        where: { file },
        seen: file,
      },
      { cause: error },
    );
  });
  try {
    return parseConnections(text);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    throw new BroadsheetError(
      error.kind,
      error.problems.map((problem) => ({ ...problem, where: { ...problem.where, file } })),
      { cause: error },
    );
  }
}
