import { BroadsheetError, type Problem } from "../../../errors.ts";

/** An error about a file of shapes, which its author can correct. */
export function geometryFailed(
  file: string,
  problem: Omit<Problem, "code" | "where"> & { readonly code?: string },
): BroadsheetError {
  return new BroadsheetError("invalid-template", {
    code: "invalid-geometry",
    ...problem,
    message: `${file}: ${problem.message}`,
    where: { file },
  });
}
