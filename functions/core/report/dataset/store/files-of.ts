import type { DatasetProfile, ParquetTable } from "../dataset.ts";

/** The name of a text's table in Parquet, in the folder of its version. */
export function parquetFile({ sha256 }: Pick<ParquetTable, "sha256">): string {
  return `table.${sha256}.parquet`;
}

/** The names of a version's files beside its profile, the bytes as sent first. */
export function filesOf({
  format,
  table,
  parquet,
}: Pick<DatasetProfile, "format" | "table" | "parquet">): readonly [string, ...string[]] {
  return [
    `data.${format}`,
    ...(table === undefined ? [] : [`table.${table}`]),
    ...(parquet === undefined ? [] : [parquetFile(parquet)]),
  ];
}
