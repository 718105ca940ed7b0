import type { Language } from "../../words/language.ts";
import { problemText } from "../../words/problem-words.ts";

/** A problem or warning in the words of `check`, as the API writes it. */
export interface TemplateProblem {
  readonly code: string;
  readonly message: string;
  readonly where?:
    | {
        readonly file?: string | undefined;
        readonly line?: number | undefined;
        readonly column?: number | undefined;
        readonly pointer?: string | undefined;
        readonly name?: string | undefined;
        readonly dataset?: string | undefined;
        readonly row?: number | undefined;
      }
    | undefined;
  readonly seen?: unknown;
  readonly allowed?: unknown;
  readonly hint?: string | undefined;
}

/** A problem as the API writes it: its place stands among its members. */
export interface ProblemEntry extends NonNullable<TemplateProblem["where"]>, Omit<TemplateProblem, "where"> {}

/** A problem of the API with its place as one member. */
export function problemOf({ code, message, seen, allowed, hint, ...where }: ProblemEntry): TemplateProblem {
  return { code, message, where, seen, allowed, hint };
}

/** How much a problem matters: errors stop the report. */
export interface Finding extends TemplateProblem {
  readonly severity: "error" | "warning";
}

/** What a finding says in a language, without its place. */
export function findingText(finding: TemplateProblem, language: Language): string {
  const { code, seen, allowed, where } = finding;
  return problemText({ ...where, code, seen, allowed, message: bareMessage(finding) }, language);
}

/** The message without the file and line that begin it; the panel shows the place by itself. */
export function bareMessage({ message, where }: TemplateProblem): string {
  const { file } = where ?? {};
  if (file === undefined || !message.startsWith(file)) return message;
  return message.slice(file.length).replace(/^(:\d+){0,2}:\s*/, "");
}
