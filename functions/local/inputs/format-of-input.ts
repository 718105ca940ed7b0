import { BroadsheetError } from "../../core/errors.ts";
import { datasetFormat } from "../../core/report/dataset/dataset-format.ts";
import type { DatasetFormat } from "../../core/report/dataset/dataset.ts";
import { datasetMediaTypes } from "./dataset-media-types.ts";

/**
 * The format of a dataset's file, by its name.
 *
 * @param file a path, or `-` for standard input
 * @throws BroadsheetError for a name that does not tell its format, as that of standard input
 */
export function formatOfInput(file: string): DatasetFormat {
  if (file !== "-") return datasetFormat(file, "data");
  throw new BroadsheetError("invalid-request", {
    code: "missing-format",
    message: "standard input has no name that would tell its format",
    where: { name: "--format" },
    allowed: Object.keys(datasetMediaTypes),
  });
}
