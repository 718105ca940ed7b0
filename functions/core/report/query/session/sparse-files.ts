import type { DuckDBValue } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";
import type { Dataset, SparseFile } from "../../dataset/dataset.ts";

/** The files of a dataset's table, if parts of them can be read. */
export function sparseFiles({ sparse, files }: Dataset): readonly SparseFile[] | undefined {
  return files ?? (sparse && [{ sparse }]);
}

/** What a SELECT of a dataset reads as `$file`: one file, or several that follow each other. */
export async function boundFiles(paths: readonly string[]): Promise<{ readonly file: DuckDBValue }> {
  if (paths.length === 1) return { file: paths[0]! };
  // Loaded when it is needed: a function that may never read a table starts without DuckDB.
  const { listValue } = await import("@duckdb/node-api");
  return { file: listValue([...paths]) };
}

/**
 * Reads columns of all files of a table.
 *
 * @param name of the files in the scratch folder
 * @param columns none: then nothing but the schema is asked for, which the first file tells
 * @returns their paths; undefined if the table must be read whole
 * @throws BroadsheetError as `SparseTable.fetch`
 */
export async function fetchColumns(
  files: readonly SparseFile[],
  scratch: ScratchSpace,
  name: string,
  columns: readonly string[],
): Promise<readonly string[] | undefined> {
  const paths: string[] = [];
  for (const [index, { sparse }] of (columns.length === 0 ? files.slice(0, 1) : files).entries()) {
    const path = await sparse.fetch(scratch, `${index}-${name}`, columns);
    if (path === undefined) return undefined;
    paths.push(path);
  }
  return paths;
}
