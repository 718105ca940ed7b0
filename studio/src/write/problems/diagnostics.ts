import type { Diagnostic } from "@codemirror/lint";
import type { Language } from "../../words/language.ts";
import { hintText } from "../../words/problem-words.ts";
import { type Fix, fixProblem } from "./fix-problem.ts";
import { placeProblem } from "./place-problem.ts";
import { findingText, type Finding } from "./problem.ts";

/** The squiggles of one file, each with its message, its hint and, where there is one, its fix. */
export function diagnosticsOf(
  findings: readonly Finding[],
  text: string,
  language: Language,
  fixLabel: string,
  apply: (fix: Fix) => void,
): Diagnostic[] {
  return findings.map((finding) => {
    const { code, severity } = finding;
    const hint = hintText(finding, language);
    const fix = fixProblem(finding, text);
    const message = `${findingText(finding, language)}${hint === undefined ? "" : ` (${hint})`}`;
    return {
      ...placeProblem(finding, text),
      severity,
      source: code,
      message,
      ...(fix === undefined ? {} : { actions: [{ name: fixLabel, apply: () => apply(fix) }] }),
    };
  });
}
