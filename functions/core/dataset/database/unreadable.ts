import { BroadsheetError } from "../../errors.ts";

/**
 * What DuckDB says of a file that it cannot read, for the one who sent it: without its classes of errors and without its
 * name for the file, which nobody has given it.
 *
 * @param file the path that DuckDB read
 * @param what the sentence's subject: `The Parquet file`
 */
export function unreadable(error: unknown, file: string, what: string): BroadsheetError {
  const sentence = error instanceof Error ? error.message.split("\n")[0]! : String(error);
  const told = sentence
    .replace(/^(?:(?:[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)* Error|[A-Za-z]*Exception): )+/, "")
    .replaceAll(file, "\ufdd0")
    .replace(/(?: (?:in|from|for|of))?(?: file)?:? ?["']?\ufdd0["']?:?/g, "")
    .trim();
  return new BroadsheetError("invalid-dataset", { code: "unreadable", message: `${what} cannot be read: ${told}`, hint: "write it again: it may have been cut off or damaged on the way" }, { cause: error });
}
