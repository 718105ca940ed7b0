import { findTooDeep, placeOfOffset, tooDeep } from "../../../json/json-depth.ts";
import { jsonFault } from "../../../json/json-fault.ts";
import type { TemplateProblems } from "../template-problems.ts";

/** Parses a JSON file of a template that must hold an object. Faults are reported with line and column. */
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
    problems.add(jsonFault(file, text, error));
    return undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  problems.add({
    code: "invalid-json",
    message: `${file} must hold a JSON object`,
    where: { file, line: 1, column: 1 },
  });
  return undefined;
}
