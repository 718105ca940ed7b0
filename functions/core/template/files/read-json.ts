import type { Problem } from "../../errors.ts";
import { findTooDeep, placeOfOffset, tooDeep } from "../../json-depth.ts";
import { scanJson } from "../../scan-json.ts";
import type { TemplateProblems } from "../template-problems.ts";

/** Parses a JSON file of a template that must hold an object. What is wrong is reported with line and column. */
export function readJson(
  file: string,
  text: string,
  problems: TemplateProblems,
): Readonly<Record<string, unknown>> | undefined {
  const deep = findTooDeep(text);
  if (deep !== undefined) {
    problems.add(tooDeep(file, { file, ...placeOfOffset(text, deep) }));
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    problems.add(faultOf(file, text, error));
    return undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  problems.add({ code: "invalid-json", message: `${file} must hold a JSON object`, where: { file, line: 1, column: 1 } });
  return undefined;
}

/** What keeps a text from being JSON: V8 says it in words that change, and not always where. */
function faultOf(file: string, text: string, error: unknown): Problem {
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
