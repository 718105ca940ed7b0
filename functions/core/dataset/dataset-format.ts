import type { DatasetFormat } from "./dataset.ts";
import { BroadsheetError } from "../errors.ts";

const formats: Readonly<Record<string, DatasetFormat>> = {
  ".csv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
};

/**
 * The format that a file's extension tells.
 *
 * @param alias the dataset's alias, for the message
 * @throws BroadsheetError `unsupported-media-type` listing the extensions
 */
export function datasetFormat(path: string, alias: string): DatasetFormat {
  const extension = /\.[^./\\]+$/.exec(path)?.[0] ?? "";
  const format = formats[extension.toLowerCase()];
  if (format !== undefined) return format;
  throw new BroadsheetError("unsupported-media-type", {
    code: "unknown-format",
    message: `${path} has no extension that tells its format`,
    where: { pointer: `/datasets/${alias}` },
    seen: extension || "no extension",
    allowed: Object.keys(formats),
  });
}
