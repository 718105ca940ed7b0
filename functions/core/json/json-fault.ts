import type { Problem } from "../errors.ts";
import { scanJson } from "./scan-json.ts";

/**
 * The problem of a file that is not JSON, with line and column; V8's wording changes, and does not always give the
 * place.
 *
 * @param error the error from `JSON.parse`; thrown again if the text is JSON after all
 */
export function jsonFault(file: string, text: string, error: unknown): Problem {
  const found = scanJson(text, {});
  if (found === undefined || "fault" in found) throw error;
  const { offset, expected } = found.malformed;
  const end = text.trimEnd().length;
  // Something missing at the end is missing after the last word, not after the line end that follows it.
  const before = text.slice(0, Math.min(offset, end)).split("\n");
  return {
    code: "invalid-json",
    message: `${file} is not valid JSON: expected ${expected}`,
    where: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    seen: offset >= end ? "the end of the file" : text.slice(offset, offset + 20),
    allowed: expected,
  };
}
