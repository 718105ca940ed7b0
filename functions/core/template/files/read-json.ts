import type { Where } from "../../errors.ts";
import type { TemplateProblems } from "../template-problems.ts";

/** Parses a JSON file of a template that must hold an object. What is wrong is reported with line and column. */
export function readJson(
  file: string,
  text: string,
  problems: TemplateProblems,
): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    problems.add({ code: "invalid-json", message: `${file} must hold a JSON object`, where: { file, line: 1, column: 1 } });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.add({
      code: "invalid-json",
      message: `${file} is not valid JSON: ${message.replace(/ in JSON at position.*$/s, "").replace(/, "[^]*" is not valid JSON$/, "")}`,
      where: { file, ...positionOf(message, text) },
    });
  }
  return undefined;
}

/** V8 tells the offset (`at position 42`), except at the end of the text and in very short texts. */
function positionOf(message: string, text: string): Pick<Where, "line" | "column"> {
  const found = /at position (\d+)/.exec(message);
  const short = /Unexpected token '(.)'/su.exec(message);
  const end = text.trimEnd().length;
  const offset = found !== null ? Math.min(end, Number(found[1])) : short !== null ? Math.max(0, text.indexOf(short[1] ?? "")) : end;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
