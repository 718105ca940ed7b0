import { expect } from "vitest";
import { BroadsheetError, type Problem } from "../../../../functions/core/errors.ts";

/** Returns the problems of the BroadsheetError that `action` must throw, and checks its kind. */
export async function catchProblems(kind: string, action: () => unknown): Promise<readonly Problem[]> {
  try {
    await action();
  } catch (error) {
    return problemsIn(error, kind);
  }
  throw new Error(`a BroadsheetError ${kind} was expected`);
}

/** The same of an action that throws before it returns. */
export function problemsOf(kind: string, action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    return problemsIn(error, kind);
  }
  throw new Error(`a BroadsheetError ${kind} was expected`);
}

function problemsIn(error: unknown, kind: string): readonly Problem[] {
  if (!(error instanceof BroadsheetError)) throw error;
  expect(error.kind).toBe(kind);
  return error.problems;
}
