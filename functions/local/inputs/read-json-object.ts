import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { BroadsheetError } from "../../core/errors.ts";
import { findTooDeep, placeOfOffset, tooDeep } from "../../core/json/json-depth.ts";
import { nameOfInput } from "./read-input.ts";

export interface JsonFile {
  readonly value: Readonly<Record<string, unknown>>;
  /** The file's text, without a byte order mark. */
  readonly text: string;
}

/**
 * Reads a JSON file that must hold an object.
 *
 * @param file a path, or `-` for standard input
 * @param role the file's role in the command, for the error: `spec`, `theme`
 * @throws BroadsheetError `not-found` for a file that cannot be read, `invalid-request` for one that is not a JSON
 *   object
 */
export async function readJsonObject(file: string, role: string): Promise<JsonFile> {
  const read = file === "-" ? text(process.stdin) : readFile(file, "utf8");
  const content = (
    await read.catch((cause: unknown) => {
      throw new BroadsheetError(
        "not-found",
        { code: "file-unreadable", message: `the ${role} ${file} cannot be read`, seen: file },
        { cause },
      );
    })
  ).replace(/^\ufeff/, "");
  const fault = (message: string): BroadsheetError =>
    new BroadsheetError("invalid-request", { code: "not-json", message, where: { file: nameOfInput(file) } });
  const deep = findTooDeep(content);
  if (deep !== undefined)
    throw new BroadsheetError(
      "invalid-request",
      tooDeep(`the ${role}`, { file: nameOfInput(file), ...placeOfOffset(content, deep) }),
    );
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw fault(`the ${role} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw fault(`the ${role} must be a JSON object`);
  return { value: value as JsonFile["value"], text: content };
}
