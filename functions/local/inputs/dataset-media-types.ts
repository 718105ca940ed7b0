import type { DatasetFormat } from "../../core/report/dataset/dataset.ts";

/** The media type by which a file of a format is sent. */
export const datasetMediaTypes: Readonly<Record<DatasetFormat, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
