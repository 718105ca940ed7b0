import { BroadsheetError } from "../../../errors.ts";

/**
 * Turns DuckDB's error about an unreadable file into one for its sender: without DuckDB's error classes and without its
 * internal name for the file.
 *
 * @param file the path given to DuckDB
 * @param what the subject of the message: `The Parquet file`
 * @param where in the file @default nobody knows
 */
export function unreadable(
  error: unknown,
  file: string,
  what: string,
  where?: { readonly name: string },
): BroadsheetError {
  const sentence = error instanceof Error ? error.message.split("\n")[0]! : String(error);
  const told = sentence
    .replace(/^(?:(?:[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)* Error|[A-Za-z]*Exception): )+/, "")
    .replaceAll(file, "\ufdd0")
    .replace(/(?: (?:in|from|for|of))?(?: file)?:? ?["']?\ufdd0["']?:?/g, "")
    .trim();
  return new BroadsheetError(
    "invalid-dataset",
    {
      code: "unreadable",
      message: `${what} cannot be read: ${told}`,
      ...(where !== undefined && { where }),
      hint: "write it again: it may have been truncated or damaged on the way",
    },
    { cause: error },
  );
}
