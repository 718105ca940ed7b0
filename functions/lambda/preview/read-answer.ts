import { BroadsheetError, type ErrorKind, errorKinds, type Problem } from "../../core/errors.ts";
import { unpack } from "./pack.ts";

/**
 * The value in an answer of the preview or picture function, which runs authors' code: nothing is believed of it.
 *
 * @throws BroadsheetError as the function refused; Error if the answer is none of those that `packAnswer` makes
 */
export function readAnswer(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) throw new Error("the answer is no object");
  if ("value" in answer && typeof answer.value === "string") return unpack(answer.value);
  if ("refused" in answer && "problems" in answer && isKind(answer.refused) && areProblems(answer.problems))
    throw new BroadsheetError(answer.refused, answer.problems);
  throw new Error("the answer has an unknown form");
}

function isKind(value: unknown): value is ErrorKind {
  return typeof value === "string" && Object.hasOwn(errorKinds, value);
}

function areProblems(value: unknown): value is readonly Problem[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (problem: unknown) =>
        typeof problem === "object" &&
        problem !== null &&
        "code" in problem &&
        typeof problem.code === "string" &&
        /^[a-z0-9-]{1,64}$/.test(problem.code) &&
        "message" in problem &&
        typeof problem.message === "string",
    )
  );
}
