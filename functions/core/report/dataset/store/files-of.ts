import type { DatasetProfile, ParquetTable, TableFile } from "../dataset.ts";

/** The name of a text's table in Parquet, or of one of several files of a table, in the folder of its version. */
export function parquetFile({ sha256 }: Pick<ParquetTable | TableFile, "sha256">): string {
  return `table.${sha256}.parquet`;
}

/** The name of the map of a table in Parquet, see `ChunkMap`. @param sha256 of the map */
export function chunksFile(sha256: string): string {
  return `chunks.${sha256}.json`;
}

/**
 * The file, in the folder of its version, of the table in Parquet that queries read; undefined if that is a text, or in
 * several files.
 */
export function parquetRead({
  format,
  table,
  parquet,
  files,
}: Pick<DatasetProfile, "format" | "table" | "parquet" | "files">): string | undefined {
  if (files !== undefined) return undefined;
  if (parquet !== undefined) return parquetFile(parquet);
  if (table !== undefined) return table === "parquet" ? "table.parquet" : undefined;
  return format === "parquet" ? "data.parquet" : undefined;
}

/**
 * The names of a version's files beside its profile, that with its content first: the bytes as sent, or the rows of a
 * source or of a view, which have no bytes but their table's, in one file or in several.
 */
export function filesOf({
  format,
  table,
  parquet,
  chunks,
  recipe,
  rowsOfSource,
  view,
  files,
}: Pick<
  DatasetProfile,
  "format" | "table" | "parquet" | "chunks" | "recipe" | "rowsOfSource" | "view" | "files"
>): readonly [string, ...string[]] {
  if (files !== undefined)
    return files.flatMap((file) => [parquetFile(file), chunksFile(file.chunks)]) as [string, ...string[]];
  const map = chunks === undefined ? [] : [chunksFile(chunks)];
  if (view === true || (rowsOfSource !== undefined && recipe === undefined)) return ["table.parquet", ...map];
  return [
    `data.${format}`,
    ...(table === undefined ? [] : [`table.${table}`]),
    ...(parquet === undefined ? [] : [parquetFile(parquet)]),
    ...map,
  ];
}
