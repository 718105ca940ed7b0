import type { Diagnostic } from "@codemirror/lint";
import { type Fix, fixProblem } from "./fix-problem.ts";
import { placeProblem } from "./place-problem.ts";
import { bareMessage, type Finding } from "./problem.ts";

/** The squiggles of one file, each with its message, its hint and, where there is one, its fix. */
export function diagnosticsOf(
  findings: readonly Finding[],
  text: string,
  fixLabel: string,
  apply: (fix: Fix) => void,
): Diagnostic[] {
  return findings.map((finding) => {
    const { hint, code, severity } = finding;
    const fix = fixProblem(finding, text);
    const message = `${bareMessage(finding)}${hint === undefined ? "" : ` (${hint})`}`;
    return {
      ...placeProblem(finding, text),
      severity,
      source: code,
      message,
      ...(fix === undefined ? {} : { actions: [{ name: fixLabel, apply: () => apply(fix) }] }),
    };
  });
}
