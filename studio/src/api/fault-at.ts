import type { SayProblem } from "../words/use-problem-text.ts";
import { RefusedError } from "./refused-error.ts";

/** Tells what is wrong at a member of a refused request, or below it, by JSON pointer. */
export function faultAt(error: Error | null, say: SayProblem): (pointer: string) => string | undefined {
  const problems = error instanceof RefusedError ? error.problems : [];
  return (pointer) => {
    const found = problems.filter(
      (problem) => problem.pointer === pointer || problem.pointer?.startsWith(`${pointer}/`) === true,
    );
    return found.length === 0 ? undefined : found.map(say).join("; ");
  };
}
