import { uploadRange } from "../core/report/dataset/dataset-limits.ts";
import { readOptional } from "../environment.ts";

/** Bytes of the largest file of a dataset that an upload may bring; the variable has MiB. */
export function readLargestUpload(): number {
  const mebibytes = readOptional("largestUpload");
  return mebibytes === undefined ? uploadRange.usual : Number(mebibytes) * 1024 * 1024;
}
