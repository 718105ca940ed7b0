import type { Problem } from "./errors.ts";
import { scanJson } from "./scan-json.ts";

/**
 * What keeps a file from being JSON, with line and column: V8 says it in words that change, and not always where.
 *
 * @param error what `JSON.parse` threw; thrown again if the text is JSON after all
 */
export function jsonFault(file: string, text: string, error: unknown): Problem {
  const found = scanJson(text, {});
  if (found === undefined || "fault" in found) throw error;
  const { offset, expected } = found.malformed;
  const end = text.trimEnd().length;
  // What is missing at the end is missing behind the last word, not behind the line end after it.
  const before = text.slice(0, Math.min(offset, end)).split("\n");
  return {
    code: "invalid-json",
    message: `${file} is not valid JSON: expected ${expected}`,
    where: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    seen: offset >= end ? "the end of the file" : text.slice(offset, offset + 20),
    allowed: expected,
  };
}
