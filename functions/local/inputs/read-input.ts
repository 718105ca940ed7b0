import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { BroadsheetError } from "../../core/errors.ts";

/** What messages call an input: its path, or "standard input" for `-`. */
export function nameOfInput(file: string): string {
  return file === "-" ? "standard input" : file;
}

/**
 * Reads a file, or standard input for `-`.
 *
 * @param option the option's name, for the error. @default the file is an argument
 * @throws BroadsheetError `not-found` if it cannot be read
 */
export async function readFileInto(file: string, option?: string): Promise<Uint8Array<ArrayBuffer>> {
  if (file === "-") return new Uint8Array(await buffer(process.stdin));
  const body = await readFile(file).catch((cause: unknown) => {
    throw new BroadsheetError(
      "not-found",
      {
        code: "file-unreadable",
        message: `the file ${file} cannot be read`,
        ...(option !== undefined && { where: { name: option } }),
        seen: file,
      },
      { cause },
    );
  });
  return new Uint8Array(body);
}

/**
 * Reads a JSON object from a file, or standard input for `-`.
 *
 * @throws BroadsheetError `not-found` if it cannot be read, `invalid-request` if it is no JSON object
 */
export async function readObject(file: string, option: string): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readFileInto(file, option));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notObject(file, option, error instanceof Error ? error.message : String(error));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw notObject(file, option, "it is another value");
}

function notObject(file: string, option: string, why: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "not-json",
    message: `${nameOfInput(file)} is no JSON object: ${why}`,
    where: { name: option },
    seen: file,
  });
}
