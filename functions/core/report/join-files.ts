import { BroadsheetError } from "../errors.ts";
import type { ScratchSpace } from "../ports.ts";
import type { DatasetLimits } from "./dataset/dataset-limits.ts";
import type { DatasetFormat } from "./dataset/dataset.ts";
import { nameFile } from "./dataset/name-file.ts";
import { readDataset } from "./dataset/read-dataset.ts";
import { joinTexts } from "./dataset/source/join-texts.ts";
import type { Partitions } from "./dataset/source/partitions.ts";
import { type FileToJoin, inFile, type JoinedContent, joinParquet } from "./join-parquet.ts";

/**
 * How the text of joined files is read, whatever their dataset's recipe says of one file: its reading is part of the
 * version.
 */
const joinedText = { encoding: "utf-8" } as const;
const joinedCsv = { ...joinedText, delimiter: ",", header: true } as const;

/**
 * Reads files of one format, each as if somebody had sent it, and makes one file of their rows, in the order of the
 * files. All have the same columns, in the same order unless they are JSON, of which a file may be empty if another is
 * not. The types of a text's columns follow from
 * the rows of all files; Parquet has its own, and they must agree.
 *
 * Of Parquet no more is in memory than the database needs for it, however long the files are, and what is too long for
 * one file becomes several.
 *
 * @param order columns of Parquet files by which all rows are ordered first, and then by all others, missing values
 *   last @default they stay as they follow
 * @param partitions columns that the files do not hold, after theirs @default none
 * @throws BroadsheetError as `profileDataset`, with the name of the file as `file`; `invalid-dataset`, `other-columns`,
 *   `workbooks-not-joined`; `limit-exceeded`, `too-large`
 */
export async function joinFiles(
  files: readonly FileToJoin[],
  format: DatasetFormat,
  scratch: ScratchSpace,
  limits: DatasetLimits,
  { order, partitions }: { readonly order?: readonly string[]; readonly partitions?: Partitions } = {},
): Promise<JoinedContent> {
  if (format === "parquet") return await joinParquet(files, scratch, limits, { order, partitions });
  if (format === "xlsx")
    throw new BroadsheetError("invalid-dataset", {
      code: "workbooks-not-joined",
      message: "The cells of workbooks have types of their own, and are not joined",
      where: { file: files[0]?.name },
      hint: "fetch one workbook: name its path",
    });
  const kind = format === "tsv" ? "csv" : format;
  const joined = joinTexts(kind, limits, partitions?.columns);
  let empty: BroadsheetError | undefined;
  let count = 0;
  for (const [index, { name, read }] of files.entries())
    await inFile(name, async () => {
      const body = await read();
      const table = await readDataset(body, format, {}, limits).catch((error: unknown) => {
        if (!isWithoutRows(error, kind)) throw error;
        empty ??= nameFile(error, name);
      });
      if (table === undefined) return;
      joined.add(table, partitions?.values[index]);
      count += 1;
    });
  if (count === 0 && empty !== undefined) throw empty;
  return { body: joined.end(), format: kind, reading: kind === "csv" ? joinedCsv : joinedText };
}

/**
 * Whether a file of JSON was refused for having no rows, which alone name its columns: it has nothing to join. A file
 * of lines may hold none; one of JSON at least its array.
 */
function isWithoutRows(error: unknown, kind: "csv" | "json" | "ndjson"): error is BroadsheetError {
  if (!(error instanceof BroadsheetError) || kind === "csv") return false;
  return error.problems.every(
    ({ code, seen }) =>
      code === "empty-dataset" &&
      (seen === "0 rows" || (kind === "ndjson" && seen !== undefined && /^\d+ bytes$/.test(String(seen)))),
  );
}
