import { kindOf, type ProblemDetails, type ProblemEntry, RefusedError } from "../api/refused-error.ts";
import { hintText, problemText } from "./problem-words.ts";
import { useLanguage } from "./use-words.tsx";

/** Says problems of the API in the reader's language: the message, and the hint if there is one. */
export interface SayProblem {
  (problem: Pick<ProblemEntry, "code" | "message" | "hint">): string;
}

export function useProblemText(): SayProblem {
  const { language } = useLanguage();
  return (problem) => [problemText(problem, language), hintText(problem, language)].filter(Boolean).join(" · ");
}

/** Why a call failed: what the API refused, else what the error says. */
export function errorText(error: Error, say: SayProblem): string {
  return error instanceof RefusedError ? error.problems.map(say).join("; ") : error.message;
}

/** Why something failed: each of its problems, else its kind. */
export function failureText({ type, problems = [], detail, title }: ProblemDetails, say: SayProblem): string {
  return (problems.length > 0 ? problems : [{ code: kindOf({ type }), message: detail ?? title }]).map(say).join("; ");
}
