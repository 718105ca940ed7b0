import { BroadsheetError, type Problem } from "../errors.ts";

/**
 * Says of a dataset's faults in which file they are, for whoever gave a file and not the name of a stored dataset.
 *
 * @param file the path as its reader knows it: inside the template, or as typed
 * @param pointer where the request names it, kept as part of the place; absent where nobody asked for the file, as of a sample
 * @returns the error with the places of its problems, of the same kind
 */
export function nameFile(error: BroadsheetError, file: string, pointer?: string): BroadsheetError {
  return new BroadsheetError(error.kind, error.problems.map((problem) => inFile(problem, file, pointer)), { cause: error });
}

function inFile(problem: Problem, file: string, pointer: string | undefined): Problem {
  const { pointer: _pointer, dataset: _dataset, ...where } = problem.where ?? {};
  return { ...problem, where: { file, ...where, ...(pointer === undefined ? {} : { pointer }) } };
}

/** Alias → its file, given or a sample. */
export type DatasetFiles = ReadonlyMap<string, { readonly file: string; readonly given: boolean }>;

/** The same for an error of which only some problems may be of a dataset: those that name an alias. */
export function nameFiles(error: BroadsheetError, files: DatasetFiles): BroadsheetError {
  const problems = error.problems.map((problem) => {
    const alias = problem.where?.dataset;
    const found = alias === undefined || problem.where?.file !== undefined ? undefined : files.get(alias);
    return found === undefined ? problem : inFile(problem, found.file, found.given ? `/datasets/${alias}` : undefined);
  });
  return new BroadsheetError(error.kind, problems, { cause: error });
}
