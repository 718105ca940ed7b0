import type { DatasetFormat } from "./dataset.ts";
import { BroadsheetError } from "../../errors.ts";

const formats: Readonly<Record<string, DatasetFormat>> = {
  ".csv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
  ".tsv": "tsv",
  ".tab": "tsv",
  ".xlsx": "xlsx",
  ".xlsm": "xlsx",
};

/**
 * Determines a dataset's format from its file extension.
 *
 * @param alias the dataset's alias, for the message
 * @throws BroadsheetError `unsupported-media-type` listing the extensions
 */
export function datasetFormat(path: string, alias: string): DatasetFormat {
  const extension = /\.[^./\\]+(?:\.(?:gz|zst))?$/i.exec(path)?.[0] ?? "";
  const [, inner, packing] = /^(\.[^.]+?)(\.gz|\.zst)?$/i.exec(extension) ?? [];
  const format = formats[(inner ?? "").toLowerCase()];
  // Parquet and workbooks are already compressed.
  if (format !== undefined && (packing === undefined || (format !== "parquet" && format !== "xlsx"))) return format;
  throw new BroadsheetError("unsupported-media-type", {
    code: "unknown-format",
    message: `${path} has no extension that names its format`,
    where: { pointer: `/datasets/${alias}` },
    seen: extension || "no extension",
    allowed: [...Object.keys(formats), "a text format followed by .gz or .zst"],
  });
}
