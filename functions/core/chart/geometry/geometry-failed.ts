import { BroadsheetError, type Problem } from "../../errors.ts";

/** An error about a file of shapes: its author can mend it. */
export function geometryFailed(file: string, problem: Omit<Problem, "code" | "where"> & { readonly code?: string }): BroadsheetError {
  return new BroadsheetError("invalid-template", { code: "invalid-geometry", ...problem, message: `${file}: ${problem.message}`, where: { file } });
}
