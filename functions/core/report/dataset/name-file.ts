import { BroadsheetError, type Problem } from "../../errors.ts";

/**
 * Adds the file to a dataset's problems, for callers that gave a file rather than the name of a stored dataset.
 *
 * @param file the path as the user knows it: inside the template, or as typed
 * @param pointer where the request names the file, kept in the problem's place; absent for a file that nobody
 *   requested, such as a sample
 * @returns an error of the same kind, with the places of its problems
 */
export function nameFile(error: BroadsheetError, file: string, pointer?: string): BroadsheetError {
  return new BroadsheetError(
    error.kind,
    error.problems.map((problem) => inFile(problem, file, pointer)),
    { cause: error },
  );
}

function inFile(problem: Problem, file: string, pointer: string | undefined): Problem {
  return { ...problem, where: { file, ...problem.where, pointer, dataset: undefined } };
}

/** Alias → its file, whether given or a sample. */
export type DatasetFiles = ReadonlyMap<string, { readonly file: string; readonly given: boolean }>;

/** The same for an error with several problems; only those that name an alias concern a dataset. */
export function nameFiles(error: BroadsheetError, files: DatasetFiles): BroadsheetError {
  const problems = error.problems.map((problem) => {
    const alias = problem.where?.dataset;
    const found = alias === undefined || problem.where?.file !== undefined ? undefined : files.get(alias);
    return found === undefined ? problem : inFile(problem, found.file, found.given ? `/datasets/${alias}` : undefined);
  });
  return new BroadsheetError(error.kind, problems, { cause: error });
}
